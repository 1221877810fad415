"""Key pairs to which phones seal what a visit's record holds, one for each week.

The private half lies in the database, closed under a secret that the worker alone has:
so every backup holds it, and nobody who reads one opens it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from unhidden.vault import letters, sealing
from unhidden.vault.sealing import SealBroken

__all__ = ["LandingPair", "SealBroken", "close_private", "make_landing_pair"]
_BOUND_TO = b"unhidden landing key\0"


@dataclass(frozen=True, slots=True)
class LandingPair:
    """A new pair; ``id`` follows from the public key."""

    id: UUID
    public_key: bytes
    private_key: bytes = field(repr=False)


def make_landing_pair() -> LandingPair:
    """A fresh key pair for a week."""
    public_key, private_key = sealing.new_key_pair()
    return LandingPair(landing_id_of(public_key), public_key, private_key)


def landing_id_of(public_key: bytes) -> UUID:
    """The id of a landing key: the first half of its public key's SHA-256."""
    return UUID(bytes=sha256(public_key).digest()[:16])


def close_private(pair: LandingPair, *, key: bytes) -> bytes:
    """The private half as it is kept, 72 bytes: for the worker's key alone."""
    return sealing.wrap_key(
        pair.private_key, key=key, bound_to=_BOUND_TO + pair.public_key
    )


def open_outer(sealed: bytes, *, public_key: bytes, closed: bytes, key: bytes) -> str:
    """The text of an outer envelope; raises SealBroken for any other key."""
    private_key = _open_private(public_key, closed, key)
    return letters.open_letter(sealed, private_key=private_key)


def open_data_key(
    sealed: bytes, *, public_key: bytes, closed: bytes, key: bytes
) -> bytes:
    """A data key that was sealed to a landing key; raises SealBroken for any other."""
    private_key = _open_private(public_key, closed, key)
    return sealing.open_key(sealed, private_key=private_key)


def _open_private(public_key: bytes, closed: bytes, key: bytes) -> bytes:
    return sealing.unwrap_key(closed, key=key, bound_to=_BOUND_TO + public_key)
