"""Making a holder's keys, sealing to them, and opening with them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings

from unhidden.vault import sealing
from unhidden.vault.models import KeyPair


class VaultLocked(Exception):
    """This process has no vault key: it can seal, and can open nothing."""


class NoSuchHolder(Exception):
    """Nobody holds a key under this id."""


def create_key_pair(*, holder_id: UUID, at: datetime) -> None:
    """Give a holder its key pair, once; a second call changes nothing."""
    if KeyPair.objects.filter(holder_id=holder_id).exists():
        return
    public_key, private_key = sealing.new_key_pair()
    wrapped = sealing.wrap(private_key, vault_key=_vault_key(), holder=holder_id.bytes)
    KeyPair.objects.create(
        holder_id=holder_id,
        public_key=public_key,
        wrapped_private_key=wrapped,
        created_at=at,
    )


def seal_for(*, holder_id: UUID, text: str, record_id: UUID) -> bytes:
    """Seal ``text`` to the holder, bound to the record; raises NoSuchHolder."""
    keys = KeyPair.objects.filter(holder_id=holder_id).values_list("public_key")
    found = keys.first()
    if found is None:
        raise NoSuchHolder
    return sealing.seal(text, public_key=bytes(found[0]), bound_to=record_id.bytes)


def open_for(*, holder_id: UUID, sealed: bytes, record_id: UUID) -> str:
    """Open what was sealed to the holder for this record.

    Raises VaultLocked in a process without the vault key, NoSuchHolder, and
    SealBroken if the value was changed or belongs to another record.
    """
    vault_key = _vault_key()
    pair = KeyPair.objects.filter(holder_id=holder_id).first()
    if pair is None:
        raise NoSuchHolder
    private_key = sealing.unwrap(
        bytes(pair.wrapped_private_key), vault_key=vault_key, holder=holder_id.bytes
    )
    return sealing.unseal(
        bytes(sealed), private_key=private_key, bound_to=record_id.bytes
    )


def _vault_key() -> bytes:
    key: bytes | None = settings.VAULT_KEY
    if key is None:
        raise VaultLocked
    return key
