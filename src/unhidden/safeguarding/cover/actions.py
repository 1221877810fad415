"""Keeping the rota, writing for the night, opening it, and the morning after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4, uuid5

from django.db import IntegrityError, connection, transaction
from psycopg.errors import UniqueViolation

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import procedures, rows
from unhidden.agencies import queries as agencies
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.cover import queries, rules
from unhidden.safeguarding.frame.actions import hold_case, hold_open_case, tell_case
from unhidden.safeguarding.models import (
    CoverCall,
    CoverDuty,
    CoverOpening,
    CoverSection,
    CoverSeen,
    CoverSheet,
)
from unhidden.vault import actions as vault


class HoursBackwards(ActionRefused):
    """It ends before it begins."""


class HoursTooLong(ActionRefused):
    """A duty lasts four days at most, and a sheet is for two weeks at most."""


class HoursOver(ActionRefused):
    """It would be over already."""


class DutyTooFar(ActionRefused):
    """It would begin more than a year from now."""


class OnDutyAlready(ActionRefused):
    """This colleague is on the rota from that moment already."""


class CannotAnswer(ActionRefused):
    """The colleague does not answer at night for this organisation."""


class SheetMoved(ActionRefused):
    """Somebody has written another sheet for these nights meanwhile."""


class NoSheetWritten(ActionRefused):
    """Nothing is written for the night, or it was taken back already."""


class NoCallWritten(ActionRefused):
    """A sheet has at least one section."""


class NotOnDuty(ActionRefused):
    """Only who is on duty now opens a sheet, and only for its nights."""


_FAULTS: dict[str, type[ActionRefused]] = {
    "backwards": HoursBackwards,
    "too_long": HoursTooLong,
    "over": HoursOver,
    "too_far": DutyTooFar,
}


@dataclass(frozen=True, slots=True)
class NewSheet:
    """What is written for the night; ``sections`` are texts by their kind."""

    called: str
    hours: int
    from_at: datetime
    until_at: datetime
    sections: dict[str, str]


@action
def add_duty(
    *,
    person_id: UUID,
    from_at: datetime,
    until_at: datetime,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Put a colleague on the rota of the actor's organisation; gives the duty's id.

    Raises CannotAnswer, OnDutyAlready, and what is wrong with the hours.
    """
    actor.must("safeguarding.keep_rota")
    _raise(rules.find_duty_fault(from_at, until_at, at))
    able = agencies.list_colleagues(
        day=day_in_london(at), permission="safeguarding.answer_at_night"
    )
    if (person_id, actor.organisation) not in {
        (each.person_id, each.organisation_id) for each in able
    }:
        raise CannotAnswer
    duty = CoverDuty(
        organisation_id=actor.organisation,
        person_id=person_id,
        from_at=from_at,
        until_at=until_at,
        set_by_id=actor.person,
        set_at=at,
    )
    _insert(duty, OnDutyAlready)
    tell_case("duty_added", duty, actor=actor, at=at)
    return duty.id


@action
def end_duty(*, duty_id: UUID, actor: Actor, at: datetime) -> None:
    """Take somebody off the rota; what they have open shuts. Raises Absent."""
    actor.must("safeguarding.keep_rota")
    going = CoverDuty.objects.filter(id=duty_id, ended_at__isnull=True)
    if not going.update(ended_at=at, ended_by_id=actor.person):
        raise Absent
    tell_case("duty_ended", CoverDuty(id=duty_id), actor=actor, at=at)


@action
def write_sheet(
    *, case_id: UUID, new: NewSheet, before: UUID | None, actor: Actor, at: datetime
) -> UUID:
    """Write what whoever answers may open of a case; gives the sheet's id.

    It takes the place of ``before``, the sheet that the writer saw. Raises SheetMoved,
    NoCallWritten, CaseClosed, and what is wrong with the hours.
    """
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    if case.lead_id != actor.organisation or not rows.may_act_on(case, "manage"):
        raise Absent
    _raise(rules.find_sheet_fault(new.from_at, new.until_at, at))
    texts = {kind: text for kind, text in new.sections.items() if text.strip()}
    if not texts:
        raise NoCallWritten
    _withdraw(case_id, before, actor=actor, at=at)
    sheet = CoverSheet(
        case=case,
        organisation_id=case.lead_id,
        hours=new.hours,
        from_at=new.from_at,
        until_at=new.until_at,
        written_by_id=actor.person,
        written_at=at,
    )
    sheet.called_sealed = vault.seal_field(
        sheet, "called_sealed", new.called, teams={case.lead_id}
    )
    _insert(sheet, SheetMoved)
    for kind, text in sorted(texts.items()):
        section = CoverSection(sheet=sheet, kind=kind)
        section.text_sealed = vault.seal_field(
            section, "text_sealed", text, teams={case.lead_id}
        )
        section.save(force_insert=True)
    tell_case("sheet_written", sheet, actor=actor, at=at, detail={"case": str(case.id)})
    return sheet.id


@action
def withdraw_sheet(*, case_id: UUID, actor: Actor, at: datetime) -> None:
    """Take back what was written for the night; what is open shuts.

    Raises NoSheetWritten; Absent for a case that the actor may not work on, or whose
    sheet they may not take back.
    """
    actor.must("safeguarding.work_case")
    hold_open_case(case_id, actor)
    going = CoverSheet.objects.filter(case_id=case_id, withdrawn_at__isnull=True)
    sheet = going.first()
    if sheet is None:
        raise NoSheetWritten
    if not going.update(withdrawn_at=at, withdrawn_by_id=actor.person):
        raise Absent
    tell_case("sheet_withdrawn", sheet, actor=actor, at=at)


@action
def open_sheet(*, case_id: UUID, reason: str, actor: Actor, at: datetime) -> UUID:
    """Open the sheet of a case at night, for a reason; gives the opening's id.

    It shuts by itself. Pressed twice, it is open once. Raises NotOnDuty.
    """
    actor.must("safeguarding.answer_at_night")
    duty = queries.find_own_duty(actor, at)
    sheet = CoverSheet.objects.filter(
        case_id=case_id,
        organisation_id=actor.organisation,
        withdrawn_at__isnull=True,
        from_at__lte=at,
        until_at__gt=at,
    ).first()
    if duty is None or sheet is None:
        raise NotOnDuty
    mine = CoverOpening.objects.filter(
        sheet_id=sheet.id, person_id=actor.person, ended_at__isnull=True
    )
    mine.filter(until_at__lte=at).update(ended_at=at)
    held = mine.first()
    if held is not None:
        return held.id
    opening = CoverOpening(
        sheet=sheet,
        person_id=actor.person,
        reason=reason,
        opened_at=at,
        until_at=rules.find_closing_hour(
            at, hours=sheet.hours, duty_ends=duty.until_at, sheet_ends=sheet.until_at
        ),
    )
    try:
        _insert(opening, SheetMoved)
    except SheetMoved:
        held = mine.first()
        if held is None:
            raise
        return held.id
    tell_case(
        "sheet_opened",
        opening,
        actor=actor,
        at=at,
        detail={"case": str(case_id), "reason": reason},
    )
    return opening.id


@action
def shut_sheet(*, case_id: UUID, actor: Actor, at: datetime) -> None:
    """Shut what one has open before its time; raises Absent."""
    actor.must("safeguarding.answer_at_night")
    going = CoverOpening.objects.filter(
        sheet__case_id=case_id, person_id=actor.person, ended_at__isnull=True
    )
    opening = going.first()
    if opening is None:
        raise Absent
    CoverOpening.objects.filter(id=opening.id).update(ended_at=at)
    tell_case("sheet_shut", opening, actor=actor, at=at)


@action
def write_call(
    *,
    opening_id: UUID,
    text: str,
    once: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Write down a call, for the team of the case; the writer reads it no more.

    The case is held from before it is known for whom to seal until the call is kept.
    ``once`` names the page that was sent: the same words of it are kept once. Raises
    Absent when what was opened has shut.
    """
    actor.must("safeguarding.answer_at_night")
    held = procedures.ask_rows("hold_covered_case", opening_id)
    people = {person_id for _, _, person_id in held}
    able = agencies.list_colleagues(
        day=day_in_london(at), permission="safeguarding.work_case"
    )
    teams = {lead_id for _, lead_id, _ in held} | {
        each.organisation_id for each in able if each.person_id in people
    }
    call = CoverCall(id=uuid5(once or uuid4(), text))
    try:
        with transaction.atomic():
            _keep_call(call, opening_id, text, teams=teams, at=at)
    except IntegrityError as error:
        if not isinstance(error.__cause__, UniqueViolation):
            raise
        return call.id
    tell_case("call_written", call, actor=actor, at=at)
    return call.id


def _keep_call(
    call: CoverCall, opening_id: UUID, text: str, *, teams: set[UUID], at: datetime
) -> None:
    sealed = vault.seal_field(call, "text_sealed", text, teams=teams)
    with connection.cursor() as cursor:
        cursor.execute(
            "select wall.keep_cover_call(%s, %s, %s, %s)",
            [call.id, opening_id, sealed.slot.content, at],
        )


@action
def mark_opening_seen(
    *, case_id: UUID, opening_id: UUID, actor: Actor, at: datetime
) -> None:
    """Say that the team has taken note of an opening; the first to say so is kept.

    Raises Absent.
    """
    actor.must("safeguarding.work_case")
    case = hold_case(case_id, actor)
    opening = CoverOpening.objects.filter(id=opening_id, sheet__case=case).first()
    if opening is None:
        raise Absent
    if CoverSeen.objects.filter(opening=opening).exists():
        return
    seen = CoverSeen(case=case, opening=opening, seen_by_id=actor.person, seen_at=at)
    seen.save(force_insert=True)
    tell_case("opening_seen", seen, actor=actor, at=at, detail={"case": str(case.id)})


def _withdraw(
    case_id: UUID, before: UUID | None, *, actor: Actor, at: datetime
) -> None:
    """Withdraw the sheet that the writer saw, or one whose nights are over."""
    going = CoverSheet.objects.filter(case_id=case_id, withdrawn_at__isnull=True)
    held = going.first()
    if held is not None and held.until_at > at and held.id != before:
        raise SheetMoved
    going.update(withdrawn_at=at, withdrawn_by_id=actor.person)


def _raise(fault: str) -> None:
    if fault:
        raise _FAULTS[fault]


def _insert(
    row: CoverDuty | CoverSheet | CoverOpening, twice: type[ActionRefused]
) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise twice from error
