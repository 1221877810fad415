"""Entries written on a page, and the one count that leaves a register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import procedures
from unhidden.safeguarding.models import RegisterDay, RegisterEntry, SafetyRegister
from unhidden.safeguarding.safety import rules
from unhidden.safeguarding.safety.actions import refusals
from unhidden.safeguarding.safety.actions.keeping import hold_register, tell_register
from unhidden.safeguarding.safety.actions.reading import read_night
from unhidden.safeguarding.safety.queries.registers import KEEP
from unhidden.vault import actions as vault


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What somebody wrote of a wristband; ``id`` as its page chose it."""

    id: UUID
    number: int
    happened: str
    happened_at: datetime | None
    said: Mapping[str, str] = field(default_factory=dict)


@action
def write_entry(
    *, register_id: UUID, new: NewEntry, actor: Actor, at: datetime
) -> None:
    """Add an entry; the same page pressed twice adds one.

    Raises RegisterClosed, KeepersKeysNotSigned, NoSafeWayNamed for a call or a message
    to who named no way, and Absent for another's register.
    """
    actor.must(KEEP)
    register = hold_register(register_id)
    if register.closed_at is not None:
        raise refusals.RegisterClosed
    if rules.is_reached_unsafely(
        (), new.number, new.said
    ) and rules.is_reached_unsafely(
        read_night(register, actor).people, new.number, new.said
    ):
        raise refusals.NoSafeWayNamed
    row = RegisterEntry(
        id=new.id,
        sealed_as=new.id,
        register=register,
        written_by_id=actor.person,
        written_at=at,
    )
    text = rules.write_entry(
        number=new.number,
        happened=new.happened,
        moment=new.happened_at,
        said=new.said,
    )
    try:
        with transaction.atomic():
            row.content_sealed = vault.seal_field(
                row, "content_sealed", text, teams={register.team_id}
            )
            row.save(force_insert=True)
    except (vault.NotCertified, vault.NoSuchHolder) as error:
        raise refusals.KeepersKeysNotSigned from error
    except IntegrityError as error:
        if RegisterEntry.objects.filter(id=new.id, register=register).exists():
            return
        raise Absent from error
    tell_register("register_entry_written", register, actor, at)


@action
def try_entries_again(*, register_id: UUID | None, actor: Actor, at: datetime) -> int:
    """Have what phones sent for a register, and waits, tried again; gives how many.

    Without a register, what names none of the actor's organisation.
    """
    actor.must(KEEP)
    ((begun,),) = procedures.ask_rows("try_entries_again", register_id, at)
    if begun:
        tell_register("register_tried_again", SafetyRegister(id=register_id), actor, at)
    return int(begun)


@action
def tell_day(*, register_id: UUID, day: date, actor: Actor, at: datetime) -> int:
    """Say how many had come by the end of a day, at that evening's conference.

    Once a day, and it is not told anew: who comes later counts with the next day. Gives
    the number. Raises DayToldAlready, DayNotOver, Absent, and KeysLocked.
    """
    actor.must(KEEP)
    register = hold_register(register_id)
    if not register.night <= day <= timezone.localdate(at):
        raise refusals.DayNotOver
    people = rules.count_people(read_night(register, actor).people, day)
    row = RegisterDay(
        register=register,
        day=day,
        people=people,
        told_by_id=actor.person,
        told_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise refusals.DayToldAlready from error
    tell_register("register_day_told", register, actor, at)
    return people
