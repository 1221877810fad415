"""Blind indexes: whether two values are one, told without keeping either.

The same value under the same purpose gives the same letters (libsodium's keyed BLAKE2b,
under a key of its own from this installation's vault key). Without that key nobody can
try values, however few there are.
"""

from __future__ import annotations

from django.conf import settings
from nacl.encoding import HexEncoder, RawEncoder
from nacl.hash import blake2b

from unhidden.vault.actions import VaultLocked

_KEY = 32


def make_blind_index(value: str, *, purpose: str) -> str:
    """``value`` in 64 letters that nobody reads back; raises VaultLocked."""
    key: bytes | None = settings.VAULT_KEY
    if key is None:
        raise VaultLocked
    own = blake2b(
        f"index of {purpose}".encode(), key=key, digest_size=_KEY, encoder=RawEncoder
    )
    found = blake2b(value.encode(), key=own, digest_size=_KEY, encoder=HexEncoder)
    return found.decode()
