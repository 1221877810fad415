"""Texts that only the database and one program can sign, and what each is signed with.

A signed text is ``mac|unhidden KIND 2|lengths|part|…``: how it is signed, its kind and
version, the length of each part, and the parts, of which each kind has its own number.
The database makes and reads the same (``wall.packed``, ``wall.unpacked``); neither can
be mistaken for another kind's, nor read in two ways.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

#: How many parts a text of each kind has.
PARTS = {"token": 7, "system": 7, "link": 6, "context": 14, "opening": 5}
#: Programs sign these, under keys that follow from the installation's one.
BY_PROGRAMS = ("token", "system", "link")
#: Only the database signs these, under keys that it is given at each start.
BY_DATABASE = ("context", "opening")
_BLOCK = 64  # bytes of a block of SHA-256 (RFC 2104)


class UnfitToSign(Exception):
    """The parts are not those of the kind, or hold what would be read as a frame."""


def derive_key(master: bytes, kind: str) -> bytes:
    """The key of one kind: HKDF-Expand with SHA-256, 32 bytes (RFC 5869, 2.3)."""
    return hmac.digest(master, b"unhidden wall 2 " + kind.encode() + b"\x01", "sha256")


def make_hmac_blocks(key: bytes) -> tuple[bytes, bytes]:
    """The two keyed blocks of HMAC (RFC 2104): the key, padded, over ipad and opad."""
    padded = key.ljust(_BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in padded), bytes(byte ^ 0x5C for byte in padded)


def sign_parts(key: bytes, kind: str, parts: Sequence[str]) -> str:
    """The signed text of these parts; raises UnfitToSign."""
    if len(parts) != PARTS[kind] or not all(map(_is_plain, parts)):
        raise UnfitToSign
    lengths = ",".join(str(len(part)) for part in parts)
    body = "|".join([f"unhidden {kind} 2", lengths, *parts])
    return f"{hmac.new(key, body.encode(), hashlib.sha256).hexdigest()}|{body}"


def _is_plain(part: str) -> bool:
    return part.isascii() and (part.isprintable() or not part) and "|" not in part
