"""The key pair to which is sealed what the worker alone compares.

It follows from the worker's secret of the landing, so that every backup of that secret
opens it, and no table holds the private half.
"""

from __future__ import annotations

from nacl.encoding import RawEncoder
from nacl.hash import blake2b

from unhidden.vault import letters, sealing
from unhidden.vault.sealing import SealBroken

__all__ = ["SealBroken", "find_public_key", "make_mark", "open_told", "seal_told"]
_PAIR, _MARKS = b"unhidden found again: key pair", b"unhidden found again: marks"
_KEY = 32


def find_public_key(secret: bytes) -> bytes:
    """The public half, which the worker publishes."""
    return sealing.public_half(_derive(_PAIR, secret))


def seal_told(text: str, *, public_key: bytes) -> bytes:
    """``text`` for the worker alone; raises SealBroken for what is no key."""
    return letters.seal_letter(text, public_key=public_key)


def open_told(sealed: bytes, *, secret: bytes) -> str:
    """What ``seal_told`` closed; raises SealBroken for any other secret."""
    return letters.open_letter(sealed, private_key=_derive(_PAIR, secret))


def make_mark(value: str, *, secret: bytes) -> bytes:
    """A mark that nobody without the secret can try values against."""
    own = _derive(_MARKS, secret)
    found: bytes = blake2b(
        value.encode(), key=own, digest_size=_KEY, encoder=RawEncoder
    )
    return found


def _derive(purpose: bytes, secret: bytes) -> bytes:
    found: bytes = blake2b(purpose, key=secret, digest_size=_KEY, encoder=RawEncoder)
    return found
