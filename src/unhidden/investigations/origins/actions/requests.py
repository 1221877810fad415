"""Asking investigators to look into something, and what they answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.intelligence import queries as intelligence
from unhidden.investigations.frame.actions import hold_open_investigation, tell_event
from unhidden.investigations.models import Answer, Request, RequestKind
from unhidden.investigations.origins import queries
from unhidden.investigations.origins.actions.bringing import (
    NewOrigin,
    bring_in,
    open_investigation,
)
from unhidden.investigations.origins.actions.refusals import (
    AlreadyAnswered,
    CannotInvestigate,
    DeclineReasonMissing,
    InvestigationAlreadyRequested,
)
from unhidden.lib.working_days import day_in_london
from unhidden.visits import queries as visits


@dataclass(frozen=True, slots=True)
class NewRequest:
    """Whom to ask, and what for."""

    organisation_id: UUID
    title: str
    grounds: str


@action
def request_investigation(
    *,
    visit_id: UUID,
    organisation_id: UUID,
    title: str,
    grounds: str,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Ask an organisation's investigators to look into what a visit found.

    Raises Absent for a visit the actor may not read, CannotInvestigate where nobody
    there investigates, and InvestigationAlreadyRequested.
    """
    actor.must("investigations.ask")
    visit = visits.get_visit(viewer=actor, visit_id=visit_id)
    new = NewRequest(organisation_id, title, grounds)
    return _ask(RequestKind.VISIT, visit.id, new, actor, at)


@action
def request_from_desk(
    *, intelligence_id: UUID, new: NewRequest, actor: Actor, at: datetime
) -> UUID:
    """Ask an organisation's investigators to look into intelligence of the desk.

    Raises Absent for a report the actor may not read, CannotInvestigate where nobody
    there investigates, and InvestigationAlreadyRequested.
    """
    actor.must("investigations.ask_from_desk")
    report = intelligence.get_graded_report(
        viewer=actor, intelligence_id=intelligence_id
    )
    return _ask(RequestKind.INTELLIGENCE, report.id, new, actor, at)


@action
def accept_request(*, request_id: UUID, actor: Actor, at: datetime) -> UUID:
    """Open the investigation that was asked for; whoever accepts it leads its team.

    Gives its id. Raises AlreadyAnswered, and Absent for what was asked of others.
    """
    asked = _asked_of(request_id, actor)
    opened = open_investigation(
        title=asked.title,
        grounds=asked.grounds,
        origin=NewOrigin(asked.kind, asked.source_id),
        law_as_at=day_in_london(asked.asked_at),
        actor=actor,
        at=at,
    )
    _answer(asked, Answer(investigation_id=opened), "accepted", actor, at)
    return opened


@action
def accept_into(
    *, request_id: UUID, investigation_id: UUID, actor: Actor, at: datetime
) -> None:
    """Take what was asked into an investigation of one's own that is there already.

    Raises AlreadyAnswered, OriginKnown, InvestigationClosed and Absent.
    """
    asked = _asked_of(request_id, actor)
    row = hold_open_investigation(investigation_id, actor)
    bring_in(row, NewOrigin(asked.kind, asked.source_id), actor=actor, at=at)
    _answer(asked, Answer(investigation_id=row.id), "accepted", actor, at)


@action
def decline_request(
    *, request_id: UUID, reason: str, actor: Actor, at: datetime
) -> None:
    """Say why there will be no investigation; whoever asked reads it.

    Raises DeclineReasonMissing, AlreadyAnswered, and Absent for what was asked of
    others.
    """
    asked = _asked_of(request_id, actor)
    if not reason.strip():
        raise DeclineReasonMissing
    _answer(asked, Answer(reason=reason.strip()), "declined", actor, at)


def _ask(
    kind: RequestKind, source_id: UUID, new: NewRequest, actor: Actor, at: datetime
) -> UUID:
    """Keep a request, if the same person does not wait for the same answer already."""
    if new.organisation_id not in queries.who_investigates(day=at.date()):
        raise CannotInvestigate
    mine = Request.objects.filter(
        kind=kind,
        source_id=source_id,
        organisation_id=new.organisation_id,
        asked_by_id=actor.person,
    )
    if mine.filter(answer=None).exists():
        raise InvestigationAlreadyRequested
    row = Request(
        kind=kind,
        source_id=source_id,
        organisation_id=new.organisation_id,
        title=new.title,
        grounds=new.grounds,
        turn=mine.count() + 1,
        asked_by_id=actor.person,
        asked_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise InvestigationAlreadyRequested from error
    audit.record_event(
        name="investigations.asked",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=row,
        at=at,
    )
    return row.id


def _asked_of(request_id: UUID, actor: Actor) -> Request:
    """The request, if it was asked of the actor's organisation and nobody answered."""
    actor.must("investigations.open")
    asked = Request.objects.filter(
        id=request_id, organisation_id=actor.organisation
    ).first()
    if asked is None:
        raise Absent
    if Answer.objects.filter(request=asked).exists():
        raise AlreadyAnswered
    return asked


def _answer(
    asked: Request, answer: Answer, how: str, actor: Actor, at: datetime
) -> None:
    """Keep the answer; of two at once the second meets the first, and is told."""
    answer.request = asked
    answer.answered_by_id, answer.answered_at = actor.person, at
    try:
        with transaction.atomic():
            answer.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyAnswered from error
    tell_event(how, asked, actor=actor, at=at)
