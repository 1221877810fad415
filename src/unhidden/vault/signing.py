"""Signatures by which the installation answers for what it says (Ed25519, RFC 8032)."""

from __future__ import annotations

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

SEED = 32  # bytes of a private key
SIGNATURE = 64


def public_key_of(seed: bytes) -> bytes:
    """The public half of the key that was made from ``seed``."""
    return bytes(SigningKey(seed).verify_key)


def sign_message(message: bytes, seed: bytes) -> bytes:
    """The signature of the message, 64 bytes."""
    return SigningKey(seed).sign(message).signature


def is_signed(message: bytes, signature: bytes, public_key: bytes) -> bool:
    """Whether the owner of the key signed exactly this message."""
    try:
        VerifyKey(public_key).verify(message, signature)
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True
