"""Parcels: content that leaves the house for the holder of one key pair alone."""

from __future__ import annotations

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from unhidden.vault.sealing import SealBroken

#: Filled up to a multiple of this, so that lengths tell little.
_BLOCK = 65_536


def seal_parcel(content: bytes, *, public_key: bytes) -> bytes:
    """The content for the holder of one key pair alone (crypto_box_seal), padded.

    Raises SealBroken for what is no key.
    """
    try:
        return SealedBox(PublicKey(public_key)).encrypt(
            bindings.sodium_pad(content, _BLOCK)
        )
    except (CryptoError, ValueError, TypeError) as error:
        raise SealBroken from error


def open_parcel(sealed: bytes, *, private_key: bytes) -> bytes:
    """What ``seal_parcel`` closed; raises SealBroken."""
    try:
        padded = SealedBox(PrivateKey(private_key)).decrypt(sealed)
        return bindings.sodium_unpad(padded, _BLOCK)
    except (CryptoError, ValueError, TypeError) as error:
        raise SealBroken from error
