"""Letters to somebody without an account: a code of words is their whole key.

From the code come an address, by which the letters are found, and a key pair, which
opens them (BLAKE2b under two personal strings, so that neither tells the other). A code
of 77 random bits needs no slow hash. A letter is padded
to 512-byte blocks and sealed to the public half (crypto_box_seal).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from nacl.bindings import (
    crypto_generichash_blake2b_salt_personal,
    sodium_pad,
    sodium_unpad,
)
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from unhidden.vault.sealing import BLOCK, KEY, SealBroken, public_half

_ADDRESS, _KEY_PAIR = b"unhidden address", b"unhidden letters"


@dataclass(frozen=True, slots=True)
class LetterBox:
    """What a code stands for: 32 bytes each. Only the private key opens letters."""

    address: bytes
    public_key: bytes
    private_key: bytes = field(repr=False)


def box_of(code: str) -> LetterBox:
    """Derive a mailbox's address and key pair from its receipt code, spelt as given."""
    private_key = _derived(code, _KEY_PAIR)
    return LetterBox(
        address=_derived(code, _ADDRESS),
        public_key=public_half(private_key),
        private_key=private_key,
    )


def seal_letter(text: str, *, public_key: bytes) -> bytes:
    """``text`` for the holder of the code; raises SealBroken for what is no key."""
    padded = sodium_pad(text.encode(), BLOCK)
    try:
        return SealedBox(PublicKey(public_key)).encrypt(padded)
    except (CryptoError, ValueError, TypeError) as error:
        raise SealBroken from error


def open_letter(sealed: bytes, *, private_key: bytes) -> str:
    """What ``seal_letter`` closed; raises SealBroken."""
    try:
        padded = SealedBox(PrivateKey(private_key)).decrypt(sealed)
        return sodium_unpad(padded, BLOCK).decode()
    except (CryptoError, ValueError, TypeError) as error:
        raise SealBroken from error


def _derived(code: str, purpose: bytes) -> bytes:
    return crypto_generichash_blake2b_salt_personal(code.encode(), KEY, person=purpose)
