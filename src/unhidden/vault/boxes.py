"""Short secrets of this installation, closed under its vault key (libsodium secretbox).

For what the program itself must use without anybody's key ring: the seeds of second
factors, the client secret of a provider. Each ``purpose`` has a key of its own, so
that a box never opens as something else.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

from django.conf import settings
from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.secret import SecretBox

from unhidden.vault.actions import VaultLocked


class BoxBroken(Exception):
    """The box was changed, or closed for another purpose or under another key."""


def close_box(text: str, *, purpose: str) -> str:
    """``text`` as a closed box, in letters; raises VaultLocked without the key."""
    return urlsafe_b64encode(_box(purpose).encrypt(text.encode())).decode()


def reopen_box(closed: str, *, purpose: str) -> str:
    """What ``close_box`` closed; raises BoxBroken and VaultLocked."""
    try:
        return _box(purpose).decrypt(urlsafe_b64decode(closed)).decode()
    except (CryptoError, ValueError) as error:
        raise BoxBroken from error


def _box(purpose: str) -> SecretBox:
    key: bytes | None = settings.VAULT_KEY
    if key is None:
        raise VaultLocked
    return SecretBox(
        blake2b(purpose.encode(), key=key, digest_size=32, encoder=RawEncoder)
    )
