"""What a checkpoint says, and what an anchor keeps of it outside the database.

Nothing here needs Django: an export is checked where there is none.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"  # as ``wall.moment`` writes it
NONE = "0" * 64  # what comes before the first checkpoint
_MEANT = b"unhidden audit checkpoint\n"  # the key signs nothing else that begins so


class NotAStatement(Exception):
    """The text is not what a checkpoint says."""


@dataclass(frozen=True, slots=True)
class CheckpointStatement:
    """One checkpoint: its events, and the head of the chain up to it.

    ``total`` counts all events up to and with it; ``first`` and ``last`` are when its
    own were recorded.
    """

    number: int
    previous: str
    root: str
    count: int
    total: int
    first: str
    last: str
    sealed_at: str

    def to_text(self) -> str:
        """In one way only: it is hashed and signed."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> CheckpointStatement:
        """What ``to_text`` gave; raises NotAStatement."""
        try:
            found = cls(**json.loads(text))
        except (TypeError, ValueError) as error:
            raise NotAStatement from error
        if found.to_text() != text:
            raise NotAStatement
        return found


def hash_statement(text: str) -> str:
    """What the next checkpoint, and an anchor, knows this one by."""
    return sha256(text.encode()).hexdigest()


def signed_bytes(text: str) -> bytes:
    """What is signed of a statement."""
    return _MEANT + text.encode()


def fingerprint_public_key(public_key: bytes) -> str:
    """A public key as people compare it."""
    return sha256(public_key).hexdigest()[:32]


def anchors_file(state: Path, installation: str, database: str) -> Path:
    """Where the heads of a database's checkpoints are kept: beside it, not in it.

    Named by the installation: what somebody writes into the database, or what another
    installation seals, leads to no other file. Without one, by the database alone.
    """
    name = f"{installation}.{database}" if installation else database
    return state / "audit" / f"{name}.anchors"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A checkpoint's head, kept where whoever rules the database does not."""

    number: int
    total: int
    head: str
    key: str

    def to_line(self) -> str:
        """As it stands in a file of anchors."""
        return f"{self.number} {self.total} {self.head} {self.key}"

    @classmethod
    def from_line(cls, line: str) -> Anchor:
        """What ``to_line`` gave; raises ValueError."""
        number, total, head_, key = line.split()
        return cls(int(number), int(total), head_, key)
