"""The key that signs what leaves the house as an archive (Ed25519).

It follows from the vault key under a name of its own, so that it signs nothing else and
no process without that key has it; its fingerprint is published apart from archives.
"""

from __future__ import annotations

from django.conf import settings
from nacl import bindings

from unhidden.vault import signing
from unhidden.vault.actions import VaultLocked

_SIGNING = b"unhidden archive"


def sign_archive(manifest: bytes) -> bytes:
    """The signature of a manifest, 64 bytes; raises VaultLocked without the key."""
    return signing.sign_message(manifest, _seed())


def find_archive_key() -> bytes:
    """The public half of the key that signs; raises VaultLocked."""
    return signing.public_key_of(_seed())


def _seed() -> bytes:
    key: bytes | None = settings.VAULT_KEY
    if key is None:
        raise VaultLocked
    return bindings.crypto_generichash_blake2b_salt_personal(
        b"", signing.SEED, key=key, person=_SIGNING
    )
