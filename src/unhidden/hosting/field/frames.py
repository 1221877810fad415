"""What a phone sends in one request: a signed header, a key, and sealed bytes.

A frame is ``UHL1``, the length of the header and the header, the phone's public key and
its signature, then each sealed part with its length; lengths are four bytes, the most
significant first, and nothing follows. Who reads a header has checked its bytes before.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from unhidden.vault import device_keys

MAGIC = b"UHL1"
LONGEST_HEADER, LONGEST_PART, LONGEST_INLINE = 131_072, 262_400, 65_536
_KEY, _SIGNATURE, _LENGTH = 32, 64, 4
_HEX = frozenset("0123456789abcdef")
_KINDS = {
    *("account", "unfinished", "addendum", "correction", "state", "alarm"),
    "register",
}
#: What comes before alarms and states when there is hardly room: everything else.
URGENT = frozenset({"state", "alarm"})


class FrameRefused(Exception):
    """It cannot be read: ``why`` is length, format, version, digest or signature."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class LandingFrame:
    """A frame as its bytes came; nothing of it is checked but its lengths."""

    header: bytes
    key: bytes
    signature: bytes
    parts: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class SignedHeader:
    """A frame whose device signed it, and what its header says."""

    frame: LandingFrame
    device: UUID
    said: Mapping[str, Any]


def read_frame(body: bytes) -> LandingFrame:
    """The pieces of a frame; raises FrameRefused for other lengths than it names."""
    if body[: len(MAGIC)] != MAGIC:
        raise FrameRefused("format")
    header, place = _take_piece(body, len(MAGIC), LONGEST_HEADER)
    key = body[place : place + _KEY]
    place += _KEY
    signature = body[place : place + _SIGNATURE]
    place += _SIGNATURE
    if place > len(body):
        raise FrameRefused("format")
    parts = []
    while place < len(body):
        part, place = _take_piece(body, place, LONGEST_PART)
        parts.append(part)
    return LandingFrame(header, key, signature, tuple(parts))


def _take_piece(body: bytes, place: int, longest: int) -> tuple[bytes, int]:
    """The bytes whose length stands there, and what comes after them."""
    begins = place + _LENGTH
    length = int.from_bytes(body[place:begins], "big")
    if length > longest:
        raise FrameRefused("length")
    if not length or begins + length > len(body):
        raise FrameRefused("format")
    return body[begins : begins + length], begins + length


def read_part(frame: LandingFrame) -> SignedHeader:
    """A frame with one part; raises FrameRefused."""
    signed = _read_signed(frame, device_keys.PART, frame.header)
    _require(is_uuid(signed.said.get("submission")) and len(frame.parts) == 1, "format")
    digest, size = sha256(frame.parts[0]).hexdigest(), len(frame.parts[0])
    said = (signed.said.get("sha256"), signed.said.get("bytes"))
    _require(said == (digest, size), "digest")
    return signed


def read_commit(frame: LandingFrame) -> SignedHeader:
    """A frame with a submission and its small parts; raises FrameRefused."""
    digest = sha256(frame.header).digest()
    signed = _read_signed(frame, device_keys.LANDING, digest)
    said = signed.said
    _require(is_uuid(said.get("submission")) and said.get("kind") in _KINDS, "format")
    _require(all(is_uuid(said.get(name)) for name in _named(said)), "format")
    named = _list_parts(said.get("parts"))
    _require(_are_photos(said.get("photos")), "format")
    _require(sum(map(len, frame.parts)) <= LONGEST_INLINE, "length")
    _require(len(frame.parts) <= len(named), "format")
    came = {sha256(part).hexdigest() for part in frame.parts}
    _require(came <= set(named), "digest")
    return signed


def _named(said: Mapping[str, Any]) -> list[str]:
    """The ids that a header may leave out, and gives."""
    return [name for name in ("author", "planned", "about") if said.get(name)]


def _list_parts(parts: object) -> list[str]:
    _require(isinstance(parts, list), "format")
    assert isinstance(parts, list)  # noqa: S101  # for the type only
    for part in parts:
        _require(
            isinstance(part, dict)
            and is_digest(part.get("sha256"))
            and isinstance(part.get("now"), bool),
            "format",
        )
    return [part["sha256"] for part in parts]


def _are_photos(photos: object) -> bool:
    """Whether each names the pieces of its halves, if it has them, by their hashes."""
    return isinstance(photos, list) and all(
        isinstance(photo, dict)
        and _is_half(photo.get("copy"))
        and _is_half(photo.get("original"))
        for photo in photos
    )


def _is_half(half: object) -> bool:
    if half is None:
        return True
    parts = half.get("parts") if isinstance(half, dict) else None
    return isinstance(parts, list) and all(map(is_digest, parts))


def read_question(frame: LandingFrame) -> SignedHeader:
    """A frame that asks for receipts; raises FrameRefused."""
    signed = _read_signed(frame, device_keys.ASK, frame.header)
    asked, holds = signed.said.get("ask"), signed.said.get("holds")
    _require(
        isinstance(asked, list) and len(asked) <= 200 and not frame.parts, "format"
    )
    _require(all(map(_is_asked, asked or [])), "format")
    _require(isinstance(holds, dict) and _is_held(holds), "format")
    return signed


def _is_asked(one: object) -> bool:
    return (
        isinstance(one, dict)
        and is_uuid(one.get("submission"))
        and is_digest(one.get("digest"))
    )


def _is_held(holds: Mapping[str, Any]) -> bool:
    waiting, shifts = holds.get("waiting"), holds.get("shifts")
    return (
        type(waiting) is int
        and 0 <= waiting < 1_000_000
        and isinstance(shifts, list)
        and all(map(is_uuid, shifts))
    )


def _read_signed(frame: LandingFrame, label: bytes, message: bytes) -> SignedHeader:
    """The header of a frame, once the device that it names is known to have signed."""
    device = device_keys.device_id_of(frame.key)
    if not device_keys.is_of_device(message, frame.signature, frame.key, label=label):
        raise FrameRefused("signature")
    said = _parse(frame.header)
    _require(type(said.get("v")) is int, "format")
    _require(said["v"] == 1, "version")
    _require(said.get("device") == str(device), "signature")
    return SignedHeader(frame, device, said)


def _parse(header: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(header.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise FrameRefused("format") from error
    _require(isinstance(said, dict), "format")
    found: Mapping[str, Any] = said
    return found


def _refuse_constant(word: str) -> None:
    raise ValueError(word)


def is_uuid(value: object) -> bool:
    """Whether it is a UUID as the wire writes it: lower case, with dashes."""
    try:
        return isinstance(value, str) and str(UUID(value)) == value
    except ValueError:
        return False


def is_digest(value: object) -> bool:
    """Whether it is a SHA-256 in lower-case hexadecimal."""
    return isinstance(value, str) and len(value) == 64 and _is_hex(value)


def _is_hex(value: Collection[str]) -> bool:
    return set(value) <= _HEX


def _require(holds: bool, why: str) -> None:
    if not holds:
        raise FrameRefused(why)
