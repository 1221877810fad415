"""Keys that a phone sealed to teams while out of reach, as the teams were then."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Model

from unhidden.vault import sealing
from unhidden.vault.actions import newest_of
from unhidden.vault.models import RecordKey
from unhidden.vault.sealing import SEALED_KEY, SealBroken, SealedSlot


@dataclass(frozen=True, slots=True)
class LandedKey:
    """The data key of one place, sealed to the keys that a team had.

    ``generation`` is their number in the team's chain, as the phone read it.
    """

    slot: SealedSlot
    team: UUID
    generation: int
    sealed_key: bytes


def place_of(row_type: type[Model], part: str, row_id: UUID) -> SealedSlot:
    """The place of a sealed field, or of a part of a file, of a row not made yet."""
    return SealedSlot(row_type._meta.db_table, part, row_id)


def seal_ahead(slot: SealedSlot, text: str, *, team: UUID) -> tuple[bytes, LandedKey]:
    """Seal a text to a team for a row not made yet, and keep nothing of it.

    Raises NoSuchHolder, and NotCertified for a team that has no signed chain.
    """
    newest = newest_of([team])[team]
    data_key = sealing.new_key()
    content = sealing.seal_text(text, data_key=data_key, slot=slot)
    sealed_key = sealing.seal_key(data_key, public_key=bytes(newest.public_key))
    return content, LandedKey(slot, team, newest.number, sealed_key)


def accept_landed_keys(keys: Iterable[LandedKey]) -> list[dict[str, str | int]]:
    """What ``wall.keep_landed_keys`` takes of them, as JSON.

    It keeps what is sealed to older keys of a team too: those who hold both move it on.
    Raises SealBroken for what cannot be a sealed key by its length.
    """
    return [_describe_key(each) for each in keys]


def _describe_key(key: LandedKey) -> dict[str, str | int]:
    if len(key.sealed_key) != SEALED_KEY:
        raise SealBroken
    record, slot = key.slot.row, key.slot.name
    return {
        "id": str(RecordKey.make_id(record, slot, key.team)),
        "record": str(record),
        "slot": slot,
        "team": str(key.team),
        "generation": key.generation,
        "sealed_key": b64encode(key.sealed_key).decode(),
    }
