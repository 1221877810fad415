"""Sealing what is too long for memory: a stream, to a public key.

A fresh file key is sealed to the public key (crypto_box_seal), and the stream is cut
into messages under it (crypto_secretstream_xchacha20poly1305): none can be changed,
left out, repeated or moved, and the last one says that it is the last.
"""

from __future__ import annotations

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

_KEY = bindings.crypto_secretstream_xchacha20poly1305_KEYBYTES
_SEALED_KEY = _KEY + bindings.crypto_box_SEALBYTES
_START = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_LAST = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_NOT_LAST = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
KEY_LENGTH = bindings.crypto_box_SECRETKEYBYTES
BEGINNING = _SEALED_KEY + _START
#: What sealing adds to each message.
EXTRA = bindings.crypto_secretstream_xchacha20poly1305_ABYTES


class StreamBroken(Exception):
    """Changed, out of order, or sealed to another key."""


def new_key_pair() -> tuple[bytes, bytes]:
    """A fresh (public key, private key)."""
    private = PrivateKey.generate()
    return bytes(private.public_key), bytes(private)


def public_half(private_key: bytes) -> bytes:
    """The public key that belongs to ``private_key``."""
    return bytes(PrivateKey(private_key).public_key)


class SealingStream:
    """Seals one message after the other; ``beginning`` goes before them.

    ``bound_to`` must be given again to open them.
    """

    def __init__(self, *, public_key: bytes, bound_to: bytes) -> None:
        key = bindings.crypto_secretstream_xchacha20poly1305_keygen()
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        start = bindings.crypto_secretstream_xchacha20poly1305_init_push(
            self._state, key
        )
        self.beginning = SealedBox(PublicKey(public_key)).encrypt(key) + start
        self._bound_to = bound_to

    def seal(self, message: bytes, *, is_last: bool = False) -> bytes:
        """The next message, sealed."""
        return bindings.crypto_secretstream_xchacha20poly1305_push(
            self._state, message, self._bound_to, _LAST if is_last else _NOT_LAST
        )


class OpeningStream:
    """Opens what SealingStream closed, in the same order; raises StreamBroken."""

    def __init__(
        self, *, private_key: bytes, beginning: bytes, bound_to: bytes
    ) -> None:
        sealed_key, start = beginning[:_SEALED_KEY], beginning[_SEALED_KEY:]
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        self._bound_to = bound_to
        try:
            key = SealedBox(PrivateKey(private_key)).decrypt(sealed_key)
            bindings.crypto_secretstream_xchacha20poly1305_init_pull(
                self._state, start, key
            )
        except CryptoError as error:
            raise StreamBroken from error

    def open(self, sealed: bytes) -> tuple[bytes, bool]:
        """The next message, and whether it is the last."""
        try:
            message, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(
                self._state, sealed, self._bound_to
            )
        except CryptoError as error:
            raise StreamBroken from error
        return message, tag == _LAST
