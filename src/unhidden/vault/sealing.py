"""Sealing to a public key with libsodium, bound to the row it belongs to.

A sealed value is: one version byte, the data key sealed to the holder
(crypto_box_seal), a nonce, and the text under XChaCha20-Poly1305 with the row's
identity as associated data. A value moved to another row does not open. Text is
padded to 512-byte blocks, so its length tells little.
"""

from __future__ import annotations

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.utils import random as random_bytes

VERSION = b"\x01"
BLOCK = 512
_KEY = bindings.crypto_aead_xchacha20poly1305_ietf_KEYBYTES
_NONCE = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_SEALED_KEY = _KEY + bindings.crypto_box_SEALBYTES


class SealBroken(Exception):
    """The value was changed, moved to another row, or sealed to another key."""


def new_key_pair() -> tuple[bytes, bytes]:
    """A fresh (public key, private key), 32 bytes each."""
    private = PrivateKey.generate()
    return bytes(private.public_key), bytes(private)


def seal(text: str, *, public_key: bytes, bound_to: bytes) -> bytes:
    """Seal ``text`` so that only the private key opens it, in this row only."""
    data_key, nonce = random_bytes(_KEY), random_bytes(_NONCE)
    padded = bindings.sodium_pad(text.encode(), BLOCK)
    body = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        padded, bound_to, nonce, data_key
    )
    sealed_key = SealedBox(PublicKey(public_key)).encrypt(data_key)
    return VERSION + sealed_key + nonce + body


def unseal(sealed: bytes, *, private_key: bytes, bound_to: bytes) -> str:
    """Open what ``seal`` closed; raises SealBroken if anything does not fit."""
    version, rest = sealed[:1], sealed[1:]
    sealed_key, rest = rest[:_SEALED_KEY], rest[_SEALED_KEY:]
    nonce, body = rest[:_NONCE], rest[_NONCE:]
    if version != VERSION:
        raise SealBroken
    try:
        data_key = SealedBox(PrivateKey(private_key)).decrypt(sealed_key)
        padded = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            body, bound_to, nonce, data_key
        )
    except (CryptoError, ValueError, TypeError) as error:
        raise SealBroken from error
    return bindings.sodium_unpad(padded, BLOCK).decode()


def wrap(private_key: bytes, *, vault_key: bytes, holder: bytes) -> bytes:
    """Wrap a private key under the vault key, bound to its holder."""
    nonce = random_bytes(_NONCE)
    return nonce + bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        private_key, holder, nonce, vault_key
    )


def unwrap(wrapped: bytes, *, vault_key: bytes, holder: bytes) -> bytes:
    """Open a wrapped private key; raises SealBroken under a wrong vault key."""
    nonce, body = wrapped[:_NONCE], wrapped[_NONCE:]
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            body, holder, nonce, vault_key
        )
    except CryptoError as error:
        raise SealBroken from error
