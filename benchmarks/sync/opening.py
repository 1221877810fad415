"""Opens what phones sent, with the keys of those it is sealed to, and writes down which
of the harness's words are in which envelope: what the checker takes as data."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from unhidden.hosting.postgres import connecting
from unhidden.hosting.postgres.connecting import Connection, Parameters
from unhidden.vault import landing_keys, sealing
from unhidden.vault.sealing import SealBroken, SealedSlot

_MARKER = re.compile(r"\b[a-z]{16}\b")
_ROWS = """
select id, submission_id, header from field_submission
 where position > %s order by position
"""
#: As they came, or as pieces of a photo where the worker has put them.
_PARTS = """
select p.digest, p.sealed from field_part p
 where p.submission_id = %(sent)s and p.sealed is not null
union all
select sha256(c.sealed), c.sealed from field_photopiece c
  join field_photo f on f.id = c.photo_id
  join field_submission s on s.id = f.account_id
 where s.submission_id = %(sent)s
"""
_CLOSED = "select id, public_key, closed from field_landingkey where closed is not null"


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """The harness's words in one submission, and its photos by their SHA-256; what
    cannot be opened is left out."""

    row: str
    outer: list[str]
    inner: list[str]
    originals: list[str]
    copies: list[str]


@dataclass(frozen=True, slots=True)
class OpeningKeys:
    """The private halves: of teams by their ids; of the landing by the worker's key."""

    teams: Mapping[str, bytes]
    landing_secret: bytes


def write_opened(
    database: Parameters, keys: OpeningKeys, goal: Path, *, since: int
) -> None:
    """Write a line for each submission that landed after the position ``since``."""
    with connecting.connect(database) as admin, goal.open("w") as lines:
        opener = _Opener(admin, keys)
        for row, submission, header in admin.execute(_ROWS, [since]).fetchall():
            opened = opener.open_row(row, submission, json.loads(bytes(header)))
            lines.write(json.dumps(asdict(opened)) + "\n")


class _Opener:
    def __init__(self, admin: Connection, keys: OpeningKeys) -> None:
        self._admin, self._keys = admin, keys
        found = admin.execute(_CLOSED).fetchall()
        self._landing = {
            str(row): (bytes(pub), bytes(shut)) for row, pub, shut in found
        }

    def open_row(
        self, row: UUID, submission: UUID, header: Mapping[str, Any]
    ) -> OpenedRow:
        """What is in one submission."""
        found = self._admin.execute(_PARTS, {"sent": submission}).fetchall()
        parts = {bytes(name).hex(): bytes(sealed) for name, sealed in found}
        inner = [self._try(self._open_inner, each, parts) for each in header["inner"]]
        outer = self._try(self._open_outer, header, parts)
        photos = header["photos"]
        return OpenedRow(
            row=str(row),
            outer=_MARKER.findall(outer),
            inner=_MARKER.findall(" ".join(inner)),
            originals=self._list_photos(photos, "original", parts),
            copies=self._list_photos(photos, "copy", parts),
        )

    def _try(
        self,
        work: Callable[[Mapping[str, Any], Mapping[str, bytes]], str],
        named: Mapping[str, Any],
        parts: Mapping[str, bytes],
    ) -> str:
        try:
            return work(named, parts)
        except (SealBroken, KeyError):
            return ""

    def _open_outer(self, header: Mapping[str, Any], parts: Mapping[str, bytes]) -> str:
        public_key, closed = self._landing[header["landing_key"]]
        return landing_keys.open_outer(
            parts[header["outer"]],
            public_key=public_key,
            closed=closed,
            key=self._keys.landing_secret,
        )

    def _open_inner(self, named: Mapping[str, Any], parts: Mapping[str, bytes]) -> str:
        content = parts[named["part"]]
        row = UUID(named["id"])
        slot = SealedSlot("field_innerenvelope", "content_sealed", row, content)
        return sealing.unseal_text(slot, data_key=self._open_key(named, named["team"]))

    def _open_key(self, named: Mapping[str, Any], team: str) -> bytes:
        sealed = base64.b64decode(named["key"])
        return sealing.open_key(sealed, private_key=self._keys.teams[team])

    def _list_photos(
        self, photos: list[dict[str, Any]], half: str, parts: Mapping[str, bytes]
    ) -> list[str]:
        found = []
        for photo in photos:
            named = {**(photo[half] or {}), "id": photo["id"], "half": half}
            plain = self._try(self._open_photo, named, parts)
            if plain and (half == "copy" or plain == photo["sha256"]):
                found.append(photo["sha256"])
        return found

    def _open_photo(self, named: Mapping[str, Any], parts: Mapping[str, bytes]) -> str:
        """The SHA-256 of one half of a photo."""
        key = self._open_key(named, named["to"])
        slot = SealedSlot("field_photo", named["half"], UUID(named["id"]))
        names = named["parts"]
        plain = [
            _open_piece(parts[name], number, number == len(names) - 1, key, slot)
            for number, name in enumerate(names)
        ]
        return sha256(b"".join(plain[1:])).hexdigest()


def _open_piece(
    sealed: bytes, number: int, is_last: bool, key: bytes, slot: SealedSlot
) -> bytes:
    end = b"last" if is_last else b"more"
    bound_to = b"\0".join((slot.bound_to, number.to_bytes(4, "big"), end))
    padded = sealing.unwrap_key(sealed, key=key, bound_to=bound_to)
    return padded.rstrip(b"\0")[:-1]
