"""A record in memory, and what somebody may do to its export: seven ways, by chance."""

from __future__ import annotations

import random
from collections.abc import Callable
from uuid import UUID

from unhidden.audit import tree
from unhidden.audit.exporting import VERSION
from unhidden.audit.statements import (
    NONE,
    Anchor,
    CheckpointStatement,
    fingerprint_public_key,
    hash_statement,
    signed_bytes,
)
from unhidden.vault import signing

Change = Callable[[list[bytes], int, random.Random], None]
KEY = bytes(range(32))  # of nothing but drills
_MOMENT = "2026-01-05T12:00:00.{:06}Z"
_LINE = (
    '{} {{"at": "2026-01-05T12:00:00.000000Z", "id": "{}", "kind": "safeguarding.case",'
    ' "name": "audit.record_seen", "role": "support_worker", "verb": "consultation",'
    ' "basis": "team", "detail": {{"page": "safeguarding:case"}}, "person": "{}",'
    ' "process": "staff", "purpose": "safeguarding_support", "request": "{}",'
    ' "subject": "{}", "engagement": "{}", "organisation": "{}"}}'
)


def made_record(events: int, each: int) -> tuple[list[bytes], list[Anchor]]:
    """The export of so many events, so many to a checkpoint, and its heads."""
    lines = [f"H {VERSION} {_MOMENT.format(999_999)}\n".encode()]
    anchors: list[Anchor] = []
    public = signing.public_key_of(KEY)
    previous = NONE
    for number in range(1, (events - 1) // each + 2):
        first = (number - 1) * each
        texts = [_line(at, first) for at in range(first, min(first + each, events))]
        hashes = [tree.hash_leaf(text) for text in texts]
        said = CheckpointStatement(
            number=number,
            previous=previous,
            root=tree.hash_tree(hashes).hex(),
            count=len(texts),
            total=first + len(texts),
            first=_MOMENT.format(0),
            last=_MOMENT.format(len(texts) - 1),
            sealed_at=_MOMENT.format(999_999),
        )
        text = said.to_text()
        signature = signing.sign_message(signed_bytes(text), KEY).hex()
        lines.append(f"C {number} {signature} {public.hex()} {text}\n".encode())
        for place, (hash_, line) in enumerate(zip(hashes, texts, strict=True)):
            lines.append(f"E {place:06} {hash_.hex()} ".encode() + line + b"\n")
        previous = hash_statement(text)
        anchors.append(
            Anchor(number, said.total, previous, fingerprint_public_key(public))
        )
    lines.append(f"Z {len(lines)}\n".encode())
    return lines, anchors


def _line(number: int, first: int) -> bytes:
    ids = [UUID(int=number << 64 | part, version=4) for part in range(6)]
    return _LINE.format(_MOMENT.format(number - first), *ids).encode()


def edit(lines: list[bytes], at: int, chance: random.Random) -> None:
    """One byte of an event, its hash or its place is another."""
    place = chance.randrange(2, len(lines[at]) - 1)
    old = lines[at][place]
    new = chance.choice([byte for byte in range(33, 127) if byte != old])
    lines[at] = lines[at][:place] + bytes([new]) + lines[at][place + 1 :]


def delete(lines: list[bytes], at: int, _chance: random.Random) -> None:
    """An event is gone."""
    del lines[at]


def insert(lines: list[bytes], at: int, chance: random.Random) -> None:
    """An event is there a second time."""
    lines.insert(at, lines[chance.choice(events_of(lines))])


def reorder(lines: list[bytes], at: int, chance: random.Random) -> None:
    """Two events have changed places."""
    other = chance.choice([other for other in events_of(lines) if other != at])
    lines[at], lines[other] = lines[other], lines[at]


def cut(lines: list[bytes], at: int, _chance: random.Random) -> None:
    """The file ends in the middle."""
    del lines[at:]


def cut_cleanly(lines: list[bytes], at: int, _chance: random.Random) -> None:
    """The tail is gone from a checkpoint on, and the file says that this is its end."""
    del lines[max(i for i in range(at) if lines[i][:1] == b"C") :]
    lines.append(b"Z %d\n" % len(lines))


def replace(lines: list[bytes], _at: int, chance: random.Random) -> None:
    """One checkpoint stands in the place of another."""
    heads = [at for at, line in enumerate(lines) if line[:1] == b"C"]
    one, other = chance.sample(heads, 2)
    lines[one] = lines[other]


CHANGES: tuple[Change, ...] = (
    edit,
    delete,
    insert,
    reorder,
    cut,
    cut_cleanly,
    replace,
)


def events_of(lines: list[bytes]) -> list[int]:
    """Where the events stand."""
    return [at for at, line in enumerate(lines) if line[:1] == b"E"]
