"""Everything this house asks of libsodium; nothing here is home-made.

A sealed value is a version byte, a nonce, and the text under XChaCha20-Poly1305 with
the place it belongs to (table, column, row) as associated data: moved anywhere else,
it does not open. Its data key is random, lies apart, and is sealed to the key pair of
each team that may open it (crypto_box_seal): letting a team in or out changes keys and
never content. Text is padded to 512-byte blocks, so that its length tells little.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.utils import random as random_bytes

FIRST_VERSION, VERSION = b"\x01", b"\x02"
BLOCK = 512
KEY = bindings.crypto_aead_xchacha20poly1305_ietf_KEYBYTES
_NONCE = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_TAG = bindings.crypto_aead_xchacha20poly1305_ietf_ABYTES
SEALED_KEY = KEY + bindings.crypto_box_SEALBYTES
_UNFIT = (CryptoError, ValueError, TypeError)


class SealBroken(Exception):
    """The value was changed, moved to another place, or sealed to another key."""


@dataclass(frozen=True, slots=True)
class SealedSlot:
    """A place for one sealed value, and the bytes that lie there."""

    table: str
    column: str
    row: UUID
    content: bytes = field(default=b"", repr=False)

    @property
    def name(self) -> str:
        """The column with its table, as record keys name it."""
        return f"{self.table}.{self.column}"

    @property
    def bound_to(self) -> bytes:
        """The associated data: no two places have the same."""
        return b"\0".join((self.table.encode(), self.column.encode(), self.row.bytes))


def new_key() -> bytes:
    """A random key for one value, or for one session's cookie."""
    return random_bytes(KEY)


def new_key_pair() -> tuple[bytes, bytes]:
    """A fresh (public key, private key), 32 bytes each."""
    private = PrivateKey.generate()
    return bytes(private.public_key), bytes(private)


def public_half(private_key: bytes) -> bytes:
    """The public key that belongs to a private one."""
    return bytes(PrivateKey(private_key).public_key)


def fingerprint_keys(*public_keys: bytes) -> str:
    """Eight groups of four letters and digits that two people can compare aloud."""
    digest = blake2b(b"".join(public_keys), digest_size=16).decode()
    return " ".join(digest[n : n + 4] for n in range(0, 32, 4))


def seal_key(key: bytes, *, public_key: bytes) -> bytes:
    """Seal a key so that only the holder of the private key has it."""
    return SealedBox(PublicKey(public_key)).encrypt(key)


def open_key(sealed: bytes, *, private_key: bytes) -> bytes:
    """The key that ``seal_key`` sealed; raises SealBroken."""
    try:
        return SealedBox(PrivateKey(private_key)).decrypt(sealed)
    except _UNFIT as error:
        raise SealBroken from error


def seal_text(text: str, *, data_key: bytes, slot: SealedSlot) -> bytes:
    """The bytes to keep for ``text`` in this place."""
    padded = bindings.sodium_pad(text.encode(), BLOCK)
    return VERSION + wrap_key(padded, key=data_key, bound_to=slot.bound_to)


def unseal_text(slot: SealedSlot, *, data_key: bytes) -> str:
    """Open what ``seal_text`` closed; raises SealBroken if anything does not fit."""
    if slot.content[:1] != VERSION:
        raise SealBroken
    padded = unwrap_key(slot.content[1:], key=data_key, bound_to=slot.bound_to)
    return _text(padded)


def unseal_first(slot: SealedSlot, *, private_key: bytes) -> str:
    """Open a value of the first version, whose data key lies within it.

    It was bound to its row only. None is written any more.
    """
    version, rest = slot.content[:1], slot.content[1:]
    if version != FIRST_VERSION:
        raise SealBroken
    data_key = open_key(rest[:SEALED_KEY], private_key=private_key)
    padded = unwrap_key(rest[SEALED_KEY:], key=data_key, bound_to=slot.row.bytes)
    return _text(padded)


def _text(padded: bytes) -> str:
    try:
        return bindings.sodium_unpad(padded, BLOCK).decode()
    except _UNFIT as error:
        raise SealBroken from error


def has_the_shape(content: bytes, *, sealed_key: bytes) -> bool:
    """Whether these can be a value of whole blocks and its sealed data key.

    What is within, only whoever opens it can say.
    """
    blocks = len(content) - len(VERSION) - _NONCE - _TAG
    return (
        content[:1] == VERSION
        and blocks > 0
        and blocks % BLOCK == 0
        and len(sealed_key) == SEALED_KEY
    )


def wrap_key(plain: bytes, *, key: bytes, bound_to: bytes) -> bytes:
    """A fresh nonce, and ``plain`` under the key, bound to what it belongs to."""
    nonce = random_bytes(_NONCE)
    return nonce + bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        plain, bound_to, nonce, key
    )


def unwrap_key(wrapped: bytes, *, key: bytes, bound_to: bytes) -> bytes:
    """Open what ``wrap_key`` closed; raises SealBroken under another key."""
    nonce, body = wrapped[:_NONCE], wrapped[_NONCE:]
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            body, bound_to, nonce, key
        )
    except _UNFIT as error:
        raise SealBroken from error
