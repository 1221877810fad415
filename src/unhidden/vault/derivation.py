"""From what a person knows, or their passkey gives, to a key that wraps."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from nacl.bindings import crypto_generichash_blake2b_salt_personal
from nacl.pwhash import argon2id
from nacl.utils import random as random_bytes

from unhidden.vault.sealing import KEY

_PASSKEY = b"unhidden passkey"


@dataclass(frozen=True, slots=True)
class DerivationCost:
    """Argon2id's two parameters, kept beside what they were used for."""

    operations: int
    memory: int


# libsodium's own: what signing in may take, and the least there is (for tests only).
COSTS = {
    "interactive": DerivationCost(
        argon2id.OPSLIMIT_INTERACTIVE, argon2id.MEMLIMIT_INTERACTIVE
    ),
    "least": DerivationCost(argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN),
}


def new_salt() -> bytes:
    return random_bytes(argon2id.SALTBYTES)


def from_secret(secret: str, *, salt: bytes, cost: DerivationCost) -> bytes:
    """The wrapping key of a password; the same however its accents were typed."""
    plain = unicodedata.normalize("NFC", secret).encode()
    return argon2id.kdf(KEY, plain, salt, cost.operations, cost.memory)


def from_passkey(output: bytes) -> bytes:
    """The wrapping key of a passkey's PRF output; raises ValueError unless 32 bytes."""
    if len(output) != KEY:
        sentence = f"A passkey's PRF gives {KEY} bytes, not {len(output)}."
        raise ValueError(sentence)
    return crypto_generichash_blake2b_salt_personal(b"", KEY, output, person=_PASSKEY)
