"""The vault's front door: sealing, letting a team in to records, and out again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import Model
from psycopg import errors

from unhidden.vault import chains, changes, opening, rewrapping, sealing
from unhidden.vault.chains import ChainBroken, NoSuchHolder, NotCertified
from unhidden.vault.changes import Change, VaultLocked
from unhidden.vault.fields import SealedField, SealedValue
from unhidden.vault.members import (
    LastWayIn,
    add_passkey,
    create_member,
    create_member_by_key,
    remove_passkey,
    renew_member,
    set_secret,
)
from unhidden.vault.models import Generation, RecordKey, Rewrap
from unhidden.vault.recovery import (
    NoRecovery,
    RecoveryShare,
    ShareKeeper,
    SharesNotSpread,
    WrongThreshold,
    end_recovery,
    mark_notices_seen,
    recover_team,
    set_up_recovery,
)
from unhidden.vault.rings import (
    Bearer,
    KeysLocked,
    NoKeyPair,
    NotForYou,
    WrongSecret,
)
from unhidden.vault.sealing import SealBroken, SealedSlot
from unhidden.vault.teams import (
    AlreadySetUp,
    LastMember,
    NotAMember,
    NotWaiting,
    admit_member,
    create_team,
    finish_set_up,
    join_team,
    leave_team,
    prove_own_keys,
    remove_member,
    rotate_team_keys,
)

__all__ = [
    "AlreadySetUp",
    "ChainBroken",
    "KeysLocked",
    "LastMember",
    "LastWayIn",
    "NoKeyPair",
    "NoRecovery",
    "NoSuchHolder",
    "NobodyLeft",
    "NotAMember",
    "NotCertified",
    "NotForYou",
    "NotNewest",
    "NotWaiting",
    "RecoveryShare",
    "SealBroken",
    "ShareKeeper",
    "SharesNotSpread",
    "VaultLocked",
    "WrongSecret",
    "WrongThreshold",
    "accept_sealed_field",
    "add_passkey",
    "admit_member",
    "carry_on",
    "create_member",
    "create_member_by_key",
    "create_team",
    "end_recovery",
    "finish_set_up",
    "join_team",
    "leave_team",
    "let_in",
    "let_out",
    "mark_notices_seen",
    "open_all",
    "open_held",
    "prove_own_keys",
    "recover_team",
    "remove_member",
    "remove_passkey",
    "renew_member",
    "rotate_team_keys",
    "seal_again",
    "seal_all",
    "seal_field",
    "set_secret",
    "set_up_recovery",
]

MOST_AT_ONCE = 2_000


class NotNewest(Exception):
    """Sealed to a key that the team has replaced: to be sealed anew."""


class NobodyLeft(Exception):
    """Without this team, nobody could open the record any more."""


def seal_field(
    row: Model, name: str, text: str, *, teams: Collection[UUID]
) -> SealedValue:
    """Seal ``text`` for the new row's sealed field ``name``, to be set there.

    Only inserts, so that the public site's role can do it. Raises NoSuchHolder for an
    organisation without keys.
    """
    return seal_all(row, {name: text}, teams=teams)[name]


def seal_all(
    row: Model, texts: Mapping[str, str], *, teams: Collection[UUID]
) -> dict[str, SealedValue]:
    """As ``seal_field``, for several fields; what each is to be set to, by name."""
    slots = {name: _slot(row, name) for name in texts}
    data_keys = {slot: sealing.new_key() for slot in slots.values()}
    keep_keys(data_keys, newest_of(teams))
    return {
        name: _sealed(texts[name], slot, data_keys[slot])
        for name, slot in slots.items()
    }


def _sealed(text: str, slot: SealedSlot, data_key: bytes) -> SealedValue:
    content = sealing.seal_text(text, data_key=data_key, slot=slot)
    return SealedValue(SealedSlot(slot.table, slot.column, slot.row, content))


def accept_sealed_field(
    row: Model,
    name: str,
    *,
    team_id: UUID,
    generation_id: int,
    sealed_key: bytes,
    content: bytes,
) -> SealedValue:
    """Take what somebody's browser sealed for this new row's field, unopened.

    Raises NotNewest when it is sealed to another key than the team's newest, and
    SealBroken for what cannot be a sealed value by its shape.
    """
    slot, newest = _slot(row, name), newest_of([team_id])[team_id]
    if newest.id != generation_id:
        raise NotNewest
    if not sealing.has_the_shape(content, sealed_key=sealed_key):
        raise SealBroken
    _insert([_record_key(slot.row, slot.name, sealed_key, newest)])
    return SealedValue(SealedSlot(slot.table, slot.column, slot.row, content))


@transaction.atomic
def seal_again(
    row: Model, name: str, text: str, *, teams: Collection[UUID]
) -> SealedValue:
    """Seal a new value where one may lie already, to its teams and these.

    The caller holds the row. Raises NoSuchHolder.
    """
    slot = _slot(row, name)
    old = RecordKey.objects.filter(record_id=slot.row, slot=slot.name)
    before = list(old.order_by("id").values_list("team_id", flat=True))
    data_key = sealing.new_key()
    kept = record_keys({slot: data_key}, newest_of({*before, *teams}))
    changes.of_record_keys(
        {
            "dropped": [_named(slot.row, slot.name, team) for team in before],
            **_kept(kept),
        }
    )
    return _sealed(text, slot, data_key)


def open_all(sealed: Sequence[SealedValue], *, by: Bearer) -> list[str]:
    """The texts, in the same order, in as many queries as one takes.

    Raises KeysLocked, NotForYou, SealBroken.
    """
    return opening.open_slots([each.slot for each in sealed], by=by)


def open_held(sealed: Sequence[SealedValue | None], *, by: Bearer) -> list[str | None]:
    """The texts, in the same order; None for what others alone hold, or is nothing.

    Raises KeysLocked, SealBroken.
    """
    there = [each for each in sealed if each is not None]
    texts = iter(opening.open_held([each.slot for each in there], by=by))
    return [None if each is None else next(texts) for each in sealed]


@transaction.atomic
def let_in(
    *,
    record_ids: Collection[UUID],
    team_id: UUID,
    by: Bearer,
    slots: Collection[str] | None = None,
    skips_closed: bool = False,
) -> frozenset[tuple[UUID, str]]:
    """Let another team open what is sealed of these records; content stays as it is.

    Only these ``slots`` of them, or all. Raises NoSuchHolder, KeysLocked, and
    NotForYou for what the bearer cannot open, unless that is skipped: gives what was.
    """
    newest = newest_of([team_id])
    rows = RecordKey.objects.filter(record_id__in=record_ids)
    if slots is not None:
        rows = rows.filter(slot__in=slots)
    theirs = rows.filter(team_id=team_id).order_by("id")
    have = set(theirs.values_list("record_id", "slot"))
    keys, closed = opening.keys_of(rows, by=by)
    left = frozenset(closed - keys.keys() - have)
    if left and not skips_closed:
        raise NotForYou
    missing = {place: key for place, key in keys.items() if place not in have}
    try:
        _insert(_keys_of(missing, newest))
    except NotNewest:
        _insert(_keys_of(missing, newest_of([team_id])))
    return left


@transaction.atomic
def let_out(
    *, record_ids: Collection[UUID], team_id: UUID, keeps_last: bool = False
) -> None:
    """A team opens these records no more.

    Raises NobodyLeft where it is the last that could, unless it keeps those.
    """
    rows = RecordKey.objects.filter(record_id__in=record_ids)
    theirs = set(rows.filter(team_id=team_id).values_list("record_id", "slot"))
    others = set(rows.exclude(team_id=team_id).values_list("record_id", "slot"))
    if theirs - others and not keeps_last:
        raise NobodyLeft
    gone = sorted(theirs & others)
    dropped = [_named(record_id, slot, team_id) for record_id, slot in gone]
    changes.of_record_keys({"dropped": dropped})


def carry_on(*, team_id: UUID, by: Bearer, at: datetime) -> int:
    """Move some record keys of older generations to the newest; gives how many.

    For when no worker does it. Raises KeysLocked, NotForYou.
    """
    moved = 0
    rows = Rewrap.objects.filter(generation__team_id=team_id, ended_at=None)
    for rewrap in rows.order_by("id"):
        held = opening.private_keys([rewrap.generation_id], by=by)
        if not held:
            raise NotForYou
        private_key, most = held[rewrap.generation_id], MOST_AT_ONCE - moved
        moved += rewrapping.carry_on(rewrap, private_key=private_key, at=at, most=most)
    return moved


def newest_of(teams: Collection[UUID]) -> dict[UUID, Generation]:
    """What to seal to, by team, as the teams' chains say; one query where none grew.

    Raises NoSuchHolder, and NotCertified for a team that has no signed chain.
    """
    found = chains.find_newest_generations(teams)
    missing = set(teams) - found.keys()
    if missing:
        are_there = Generation.objects.filter(team_id__in=missing).exists()
        raise NotCertified if are_there else NoSuchHolder
    return found


def _slot(row: Model, name: str) -> SealedSlot:
    field = row._meta.get_field(name)
    if not isinstance(field, SealedField):
        sentence = f"{name} is no sealed field."
        raise TypeError(sentence)
    return field.slot_of(row)


def keep_keys(
    data_keys: Mapping[SealedSlot, bytes], newest: Mapping[UUID, Generation]
) -> None:
    """Seal the data key of each place to each of these teams; only inserts.

    The database takes only what is sealed to a team's newest keys: where they were
    changed since they were looked up, it is sealed anew.
    """
    try:
        _insert(record_keys(data_keys, newest))
    except NotNewest:
        _insert(record_keys(data_keys, newest_of(newest)))


def _insert(keys: Sequence[RecordKey]) -> None:
    try:
        with transaction.atomic():
            if changes.may_add_record_keys():
                RecordKey.objects.bulk_create(keys)
            else:
                changes.of_record_keys(_kept(keys))
    except DatabaseError as error:
        if isinstance(error.__cause__, errors.InsufficientPrivilege):
            raise NotNewest from error
        raise


def _kept(keys: Sequence[RecordKey]) -> Change:
    return {
        "kept": [
            {
                **_named(key.record_id, key.slot, key.team_id),
                "id": key.id,
                "generation": key.generation_id,
                "sealed_key": key.sealed_key,
            }
            for key in keys
        ]
    }


def record_keys(
    data_keys: Mapping[SealedSlot, bytes], newest: Mapping[UUID, Generation]
) -> list[RecordKey]:
    """The data key of each place sealed to each of these teams, not yet kept."""
    places = {(slot.row, slot.name): key for slot, key in data_keys.items()}
    return _keys_of(places, newest)


def _keys_of(
    data_keys: Mapping[tuple[UUID, str], bytes], newest: Mapping[UUID, Generation]
) -> list[RecordKey]:
    return [
        _record_key(record_id, slot, _sealed_to(generation, data_key), generation)
        for (record_id, slot), data_key in data_keys.items()
        for generation in newest.values()
    ]


def _named(record_id: UUID, slot: str, team_id: UUID) -> Change:
    return {"record": record_id, "slot": slot, "team": team_id}


def _sealed_to(generation: Generation, data_key: bytes) -> bytes:
    return sealing.seal_key(data_key, public_key=bytes(generation.public_key))


def _record_key(
    record_id: UUID, slot: str, sealed_key: bytes, generation: Generation
) -> RecordKey:
    return RecordKey(
        id=RecordKey.make_id(record_id, slot, generation.team_id),
        record_id=record_id,
        slot=slot,
        team_id=generation.team_id,
        generation_id=generation.id,
        sealed_key=sealed_key,
    )
