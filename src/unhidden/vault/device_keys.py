"""Keys of phones: each signs what it sends, and its id follows from its public key."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from unhidden.vault import signing
from unhidden.vault.links import is_weak

_DEVICE = b"unhidden device\0"
#: What a phone signs, each under a label of its own, so that none is taken for another.
ENROLMENT, PART, LANDING, ASK = (
    f"unhidden {word} 1\0".encode() for word in ("device", "part", "landing", "ask")
)


def device_id_of(public_key: bytes) -> UUID:
    """The id of the device with this public key; nobody need know it to say so."""
    return UUID(bytes=sha256(_DEVICE + public_key).digest()[:16])


def is_of_device(
    message: bytes, signature: bytes, public_key: bytes, *, label: bytes
) -> bool:
    """Whether the device signed the message under the label, with a key that keeps
    others out: for one of small order anybody can sign."""
    return not is_weak(public_key) and signing.is_signed(
        label + message, signature, public_key
    )
