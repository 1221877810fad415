"""A register opened, closed and opened again; and who keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.safeguarding.models import RegisterKeeper, SafetyRegister
from unhidden.safeguarding.safety import rules
from unhidden.safeguarding.safety.actions import refusals
from unhidden.safeguarding.safety.actions.reading import read_night, take_keys
from unhidden.safeguarding.safety.queries.registers import KEEP, OPEN
from unhidden.vault import actions as vault
from unhidden.vault import queries as vault_queries

#: How long a phone writes in a register: the night, and its follow-ups.
_OPEN_FOR = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class NewRegister:
    """A register of one night; ``place`` is sealed. ``id`` as its page chose it."""

    id: UUID
    night: date
    place: str


@action
def open_register(*, new: NewRegister, actor: Actor, at: datetime) -> UUID:
    """Open a register for the actor's organisation, whose opener keeps it first.

    The same page pressed twice opens one. Raises KeepersKeysNotSigned where nobody
    signed yet for the organisation's keys of registers.
    """
    actor.must(OPEN)
    team_id = agencies.register_team_of(actor.organisation)
    vault.create_team(team_id=team_id, organisation_id=actor.organisation, at=at)
    vault.join_team(team_id=team_id, person_id=actor.person, at=at)
    take_keys(actor, at)
    row = SafetyRegister(
        id=new.id,
        organisation_id=actor.organisation,
        team_id=team_id,
        night=new.night,
        until_at=timezone.make_aware(
            datetime.combine(new.night, datetime.min.time()) + _OPEN_FOR
        ),
        opened_by_id=actor.person,
        opened_at=at,
    )
    try:
        with transaction.atomic():
            row.place_sealed = vault.seal_field(
                row, "place_sealed", new.place, teams={team_id}
            )
            row.save(force_insert=True)
    except (vault.NotCertified, vault.NoSuchHolder) as error:
        raise refusals.KeepersKeysNotSigned from error
    except IntegrityError as error:
        if SafetyRegister.objects.filter(id=new.id).exists():
            return new.id
        raise Absent from error
    _name(row, actor.person, actor, at)
    tell_register("register_opened", row, actor, at)
    return row.id


@action
def name_keeper(
    *,
    register_id: UUID,
    person_id: UUID,
    fingerprint: str = "",
    actor: Actor,
    at: datetime,
) -> None:
    """Let a colleague of the actor's keep the register, too.

    ``fingerprint`` is what they read out, needed where the server holds the keys no
    more. Raises NotAKeeper, KeeperNamedAlready, KeeperNeedsKeys, RegisterClosed, Absent
    and KeysLocked.
    """
    actor.must(KEEP)
    row = hold_register(register_id)
    if row.closed_at is not None:
        raise refusals.RegisterClosed
    possible = agencies.list_colleagues(day=timezone.localdate(at), permission=KEEP)
    if (person_id, row.organisation_id) not in {
        (each.person_id, each.organisation_id) for each in possible
    }:
        raise refusals.NotAKeeper
    _let_in(row.team_id, person_id, fingerprint, actor, at)
    try:
        with transaction.atomic():
            _name(row, person_id, actor, at)
    except IntegrityError as error:
        raise refusals.KeeperNamedAlready from error
    tell_register("keeper_named", row, actor, at)


@action
def end_keeper(
    *, register_id: UUID, person_id: UUID, actor: Actor, at: datetime
) -> None:
    """Somebody keeps the register no more: they see it no longer, from this moment.

    Who keeps no register of the organisation any more leaves its keys. Raises Absent,
    RegisterNeedsKeeper, and LastMember as the vault does.
    """
    actor.must(KEEP)
    row = hold_register(register_id)
    kept = RegisterKeeper.objects.filter(register=row, ended_at=None)
    keeper = kept.filter(person_id=person_id).first()
    if keeper is None:
        raise Absent
    if not kept.exclude(id=keeper.id).exists():
        raise refusals.RegisterNeedsKeeper
    others = RegisterKeeper.objects.filter(person_id=person_id, ended_at=None)
    is_last = not others.exclude(id=keeper.id).exists()
    keeper.ended_at = at
    if is_last:
        vault.leave_team(team_id=row.team_id, person_id=person_id, at=at)
    # Their own row goes last: whoever ends themselves sees nothing afterwards.
    tell_register("keeper_ended", row, actor, at)
    keeper.save(update_fields=["ended_at"])


@action
def close_register(*, register_id: UUID, actor: Actor, at: datetime) -> None:
    """Close a register once nobody is waited for: pages write in it no more.

    Raises StillDue while a follow-up is not met or somebody has not left, Absent, and
    KeysLocked and NotForYou as the vault does.
    """
    actor.must(KEEP)
    row = hold_register(register_id)
    if row.closed_at is not None:
        return
    night = read_night(row, actor)
    if night.unread or any(
        rules.list_due(each) or not each.left_at for each in night.people
    ):
        raise refusals.StillDue
    row.closed_at = at
    row.save(update_fields=["closed_at"])
    tell_register("register_closed", row, actor, at)


@action
def reopen_register(*, register_id: UUID, actor: Actor, at: datetime) -> None:
    """Open a closed register again. Raises Absent."""
    actor.must(KEEP)
    row = hold_register(register_id)
    if row.closed_at is None:
        return
    row.closed_at = None
    row.save(update_fields=["closed_at"])
    tell_register("register_reopened", row, actor, at)


def hold_register(register_id: UUID) -> SafetyRegister:
    """A register in the actor's sight, locked; raises Absent."""
    row = SafetyRegister.objects.select_for_update().filter(id=register_id).first()
    if row is None:
        raise Absent
    return row


def tell_register(name: str, row: SafetyRegister, actor: Actor, at: datetime) -> None:
    """Write down what was done to a register, and nothing of anybody in it."""
    audit.record_event(name=f"safeguarding.{name}", actor=actor, subject=row, at=at)


def _name(row: SafetyRegister, person_id: UUID, actor: Actor, at: datetime) -> None:
    RegisterKeeper(
        register=row, person_id=person_id, named_by_id=actor.person, named_at=at
    ).save(force_insert=True)


def _let_in(
    team_id: UUID, person_id: UUID, fingerprint: str, actor: Actor, at: datetime
) -> None:
    """The server does it while it holds the keys; after that only a keeper can."""
    vault.join_team(team_id=team_id, person_id=person_id, at=at)
    state = vault_queries.team_state(team_id=team_id)
    waits = state is not None and any(
        each.person_id == person_id for each in state.waiting
    )
    if state is None or not waits or not state.is_set_up:
        return
    try:
        vault.admit_member(
            team_id=team_id,
            person_id=person_id,
            fingerprint=fingerprint,
            by=actor,
            at=at,
        )
    except (vault.NotForYou, vault.NotWaiting) as error:
        raise refusals.KeeperNeedsKeys from error
