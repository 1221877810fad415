"""What a signed header says, and what speaks against what it brings: plain values.

The members of a header are those of the wire (``hosting/field``). Whoever holds the
keys of a phone can write anything there: nothing of it is believed before it is read.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from unhidden.field.rules import LONGEST_COPY, SHOWN

#: A clock this far off is told where a visit's times lie ahead of the landing.
CLOCK_TOLD = timedelta(minutes=5)
STATES = ("on_the_way", "there", "inside", "left")
_MATTERS = frozenset(
    {"disclosure", "private_talk", "name", "safe_contact", "note", "unfinished"}
)
_WRONG = (
    *(ValueError, TypeError, KeyError, AttributeError),
    *(OverflowError, OSError, RecursionError),
)
_SEALED_KEY = 80
_AGES = 2**31 - 1


class HeaderUnreadable(Exception):
    """The header is signed, and is not what a header is."""


@dataclass(frozen=True, slots=True)
class NamedEnvelope:
    """An inner envelope: its kind, to whose keys it is sealed, and its part."""

    id: UUID
    what: str
    team: UUID
    generation: int
    key: str
    part: str


@dataclass(frozen=True, slots=True)
class NamedPieces:
    """A copy or an original: to whom its key is sealed, and its parts in order.

    ``team`` is None where it is sealed to the landing's key.
    """

    team: UUID | None
    generation: int
    key: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedPhoto:
    """A photo: the file as it was taken, its copy and its original."""

    id: UUID
    sha256: str
    bytes: int
    mime: str
    of_people: bool
    copy: NamedPieces | None
    original: NamedPieces | None


@dataclass(frozen=True, slots=True)
class ShownCopy:
    """An opened copy: its media type, and its bytes in base64."""

    type: str
    content: str


@dataclass(frozen=True, slots=True)
class LandedHeader:
    """What a header says beside what the landing read already."""

    form: str
    planned: UUID | None
    about: UUID | None
    outer: str | None
    clock: datetime
    offset: timedelta | None
    inner: tuple[NamedEnvelope, ...]
    photos: tuple[NamedPhoto, ...]


def read_header(header: bytes) -> LandedHeader:
    """Read the signed bytes; raises HeaderUnreadable."""
    try:
        said = json.loads(header)
        return LandedHeader(
            form=_text(said["form"], 10),
            planned=said["planned"] and UUID(said["planned"]),
            about=said["about"] and UUID(said["about"]),
            outer=said["outer"] and _digest(said["outer"]),
            clock=_moment(said["made"]["clock"]),
            offset=_offset(said["made"]["offset"]),
            inner=tuple(_read_envelope(each, said["kind"]) for each in said["inner"]),
            photos=tuple(map(_read_photo, said["photos"])),
        )
    except _WRONG as error:
        raise HeaderUnreadable from error


def _read_envelope(said: Mapping[str, Any], kind: str) -> NamedEnvelope:
    """An envelope; an entry of a register comes in a submission of that kind alone."""
    is_entry = said["what"] == kind == "register"
    if not is_entry and (kind == "register" or said["what"] not in _MATTERS):
        raise ValueError(said["what"])
    return NamedEnvelope(
        id=UUID(said["id"]),
        what=said["what"],
        team=UUID(said["team"]),
        generation=_whole(said["generation"], 2**31),
        key=_key(said["key"]),
        part=_digest(said["part"]),
    )


def _read_photo(said: Mapping[str, Any]) -> NamedPhoto:
    return NamedPhoto(
        id=UUID(said["id"]),
        sha256=_digest(said["sha256"]),
        bytes=_whole(said["bytes"], 2**53),
        mime=_text(said["mime"], 60),
        of_people=said["of_people"] is not False,
        copy=_read_pieces(said["copy"]),
        original=_read_pieces(said["original"]),
    )


def _read_pieces(said: Mapping[str, Any] | None) -> NamedPieces | None:
    if said is None:
        return None
    return NamedPieces(
        team=None if said["to"] == "landing" else UUID(said["to"]),
        generation=_whole(said["generation"], 2**31),
        key=_key(said["key"]),
        parts=tuple(map(_digest, said["parts"])),
    )


def read_copy(head: bytes, content: bytes) -> ShownCopy:
    """The copy of a photo, by its first piece; raises HeaderUnreadable.

    Media types that a browser is not let show are left out: what a phone names is not
    believed.
    """
    try:
        named = str(json.loads(head)["type"])
    except _WRONG as error:
        raise HeaderUnreadable from error
    if len(content) > LONGEST_COPY:
        raise HeaderUnreadable
    return ShownCopy(
        type=named if named in SHOWN else "",
        content=base64.b64encode(content).decode(),
    )


def compute_clock_off(header: LandedHeader, landed_at: datetime) -> timedelta:
    """By how much the phone's clock ran behind; ahead is less than nothing.

    As the phone learnt it from the server's last answer. Where it had none, what was
    written after it landed was written by a clock that ran ahead, and nothing else can
    be told: it may have waited.
    """
    if header.offset is not None:
        return header.offset
    return min(timedelta(), landed_at - header.clock)


def count_seconds(clock_off: timedelta) -> int:
    """The same in seconds, as many as its column takes: some clocks lie by ages."""
    return max(-_AGES, min(_AGES, round(clock_off.total_seconds())))


def find_reasons(
    problems: tuple[str, ...], clock_off: timedelta, *, has_record: bool
) -> list[str]:
    """What speaks against an account as it reads, in codes."""
    if not has_record:
        return ["does_not_add_up"]
    is_ahead = "not_over_yet" in problems and abs(clock_off) > CLOCK_TOLD
    return ["clock"] * is_ahead + ["does_not_add_up"] * bool(problems)


def read_turn(content: Mapping[str, Any]) -> dict[str, str] | None:
    """How a visit was turned into enforcement, where the account tells it whole."""
    said = content.get("turn")
    if not isinstance(said, Mapping):
        return None
    try:
        return {
            "power": _text(said["power"], 200),
            "authority": _text(said["authority"], 60),
            "decided_by": str(UUID(said["decided_by"])),
            "decided_at": _moment(said["decided_at"]).isoformat(),
            "told": _text(said["told"], 4000),
        }
    except _WRONG:
        return None


def read_state(text: str) -> str:
    """How a crew says that its visit stands; raises HeaderUnreadable for no state."""
    try:
        stands = json.loads(text)["state"]
        if stands in STATES:
            return str(stands)
    except _WRONG as error:
        raise HeaderUnreadable from error
    raise HeaderUnreadable


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest or "\0" in value:
        raise ValueError(value)
    return value


def _whole(value: int, below: int) -> int:
    if isinstance(value, bool) or not 0 <= int(value) < below:
        raise ValueError(value)
    return int(value)


def _key(value: str) -> str:
    """A sealed data key, in base64."""
    if len(_bytes(value)) != _SEALED_KEY:
        raise ValueError(value)
    return value


def _bytes(value: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error as error:
        raise ValueError(value) from error


def _digest(value: str) -> str:
    if len(bytes.fromhex(value)) != 32 or value != value.lower():  # SHA-256
        raise ValueError(value)
    return value


def _moment(milliseconds: float) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, tz=UTC)


def _offset(milliseconds: float | None) -> timedelta | None:
    return None if milliseconds is None else timedelta(milliseconds=milliseconds)
