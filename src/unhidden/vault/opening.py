"""Opening sealed values: with the bearer's key ring, and hardly otherwise."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from unhidden.vault import sealing
from unhidden.vault.models import Generation, RecordKey
from unhidden.vault.rings import Bearer, KeysLocked, NotForYou, ring_of
from unhidden.vault.sealing import SealBroken, SealedSlot

Held = dict[int, bytes]
_NOTHING_OLD: tuple[Held, bool] = ({}, True)


def open_slots(slots: Sequence[SealedSlot], *, by: Bearer) -> list[str]:
    """The texts, in the same order, with two queries however many there are.

    Raises KeysLocked, NotForYou, and SealBroken for a value that was changed or moved.
    """
    newer = [slot for slot in slots if not _is_first(slot)]
    keys = data_keys(newer, by=by) if newer else {}
    old = _keys_of_first_version(by) if len(newer) < len(slots) else _NOTHING_OLD
    return [
        _first(slot, *old) if _is_first(slot) else _open(slot, keys.get(_place(slot)))
        for slot in slots
    ]


def open_held(slots: Sequence[SealedSlot], *, by: Bearer) -> list[str | None]:
    """As ``open_slots``; None for each that is sealed to others than the bearer.

    Raises KeysLocked, and SealBroken for a value that was changed or moved.
    """
    newer = [slot for slot in slots if not _is_first(slot)]
    keys, closed = find_keys(newer, by=by)
    old = _keys_of_first_version(by) if len(newer) < len(slots) else _NOTHING_OLD
    found: list[str | None] = []
    for slot in slots:
        if _is_first(slot):
            found.append(_first_if_held(slot, old))
        elif _place(slot) in closed - keys.keys():
            found.append(None)
        else:
            found.append(_open(slot, keys.get(_place(slot))))
    return found


def open_sealed_as(slot: SealedSlot, row: UUID, *, by: Bearer) -> str:
    """The text of a value that was sealed for ``row``: its key is that of the slot.

    Raises as ``open_slots`` does.
    """
    key = data_keys([slot], by=by).get(_place(slot))
    return _open(replace(slot, row=row), key)


def data_keys(
    slots: Collection[SealedSlot], *, by: Bearer
) -> dict[tuple[UUID, str], bytes]:
    """The data keys of the places that have one; raises KeysLocked, NotForYou."""
    keys, closed = find_keys(slots, by=by)
    if closed - keys.keys():
        raise NotForYou
    return keys


def find_keys(
    slots: Collection[SealedSlot], *, by: Bearer
) -> tuple[dict[tuple[UUID, str], bytes], set[tuple[UUID, str]]]:
    """The data keys of these places that the bearer opens, and which others have."""
    wanted = {_place(slot) for slot in slots}
    rows = RecordKey.objects.filter(
        record_id__in={row for row, _ in wanted}, slot__in={name for _, name in wanted}
    )
    keys, closed = keys_of(rows, by=by)
    return {place: keys[place] for place in keys.keys() & wanted}, closed & wanted


def keys_of(
    rows: QuerySet[RecordKey], *, by: Bearer
) -> tuple[dict[tuple[UUID, str], bytes], set[tuple[UUID, str]]]:
    """The data keys in these rows that the bearer opens, and the places of the rest.

    Raises KeysLocked.
    """
    found = list(
        rows.order_by("id").values_list(
            "record_id", "slot", "generation_id", "sealed_key"
        )
    )
    held = private_keys({generation for *_, generation, _ in found}, by=by)
    keys, closed = dict[tuple[UUID, str], bytes](), set[tuple[UUID, str]]()
    for record_id, slot, generation, sealed in found:
        if generation in held:
            key = sealing.open_key(bytes(sealed), private_key=held[generation])
            keys[record_id, slot] = key
        else:
            closed.add((record_id, slot))
    return keys, closed


def private_keys(generations: Collection[int], *, by: Bearer) -> Held:
    """Those of the generations' private keys that the bearer may use.

    Raises KeysLocked when there is no ring, and none can be done without.
    """
    ring = ring_of(by)
    if not generations:
        return {}
    if ring is not None:
        return ring.team_keys(generations)
    held = keys_of_server(generations, by.organisation_id)
    if not held:
        raise KeysLocked
    return held


def keys_of_server(generations: Collection[int], team_id: UUID | None) -> Held:
    """The fallback before set-up is finished: the server's own wraps of one team.

    After ``finish_set_up`` there is no wrap, and this gives nothing, for ever.
    """
    if team_id is None:
        return {}
    rows = Generation.objects.filter(
        id__in=generations, team_id=team_id, server_wrapped__isnull=False
    ).order_by("id")
    return _unwrapped(rows)


def _unwrapped(rows: QuerySet[Generation]) -> Held:
    server_key: bytes | None = settings.VAULT_KEY
    if server_key is None:
        return {}
    return {
        row.id: sealing.unwrap_key(
            bytes(row.server_wrapped or b""), key=server_key, bound_to=row.team_id.bytes
        )
        for row in rows
    }


def _keys_of_first_version(by: Bearer) -> tuple[Held, bool]:
    """The bearer's keys that may open a value of the first version.

    And whether those are all there are: such a value does not say whose it is.
    """
    rows = Generation.objects.filter(opens_first_version=True)
    ids = set(rows.order_by("id").values_list("id", flat=True))
    held = private_keys(ids, by=by)
    return held, ids == held.keys()


def _is_first(slot: SealedSlot) -> bool:
    return slot.content[:1] == sealing.FIRST_VERSION


def _place(slot: SealedSlot) -> tuple[UUID, str]:
    return slot.row, slot.name


def _open(slot: SealedSlot, data_key: bytes | None) -> str:
    if data_key is None:
        raise SealBroken
    return sealing.unseal_text(slot, data_key=data_key)


def _first_if_held(slot: SealedSlot, old: tuple[Held, bool]) -> str | None:
    try:
        return _first(slot, *old)
    except NotForYou:
        return None


def _first(slot: SealedSlot, held: Held, has_all: bool) -> str:
    for private_key in held.values():
        try:
            return sealing.unseal_first(slot, private_key=private_key)
        except SealBroken:
            continue
    raise SealBroken if has_all else NotForYou
