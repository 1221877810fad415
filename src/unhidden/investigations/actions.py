"""Opening an investigation, its team, and closing it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.urns import next_urn
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.investigations import queries
from unhidden.investigations.models import (
    Answer,
    Investigation,
    InvestigationStatus,
    Request,
)
from unhidden.lib.refusals import ActionRefused
from unhidden.sharing import actions as sharing
from unhidden.visits import queries as visits


class CannotInvestigate(ActionRefused):
    """The colleague's role does not let them investigate today."""


class InvestigationClosed(ActionRefused):
    """The investigation is closed; nothing in it changes."""


class InvestigationAlreadyRequested(ActionRefused):
    """The same person asked the same investigators, who have not answered yet."""


class AlreadyAnswered(ActionRefused):
    """Somebody answered the request before."""


class DeclineReasonMissing(ActionRefused):
    """Nobody declines without saying why."""


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
    there investigates, and AlreadyAsked.
    """
    actor.must("investigations.ask")
    visit = visits.get_visit(viewer=actor, visit_id=visit_id)
    if organisation_id not in queries.who_investigates(day=at.date()):
        raise CannotInvestigate
    mine = Request.objects.filter(
        visit_id=visit.id, organisation_id=organisation_id, asked_by_id=actor.person
    )
    if mine.filter(answer=None).exists():
        raise InvestigationAlreadyRequested
    row = Request(
        visit_id=visit.id,
        organisation_id=organisation_id,
        title=title,
        grounds=grounds,
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


@action
def accept_request(*, request_id: UUID, actor: Actor, at: datetime) -> UUID:
    """Open the investigation that was asked for; whoever accepts it leads its team.

    Gives its id. Raises AlreadyAnswered, and Absent for what was asked of others.
    """
    asked = _asked_of(request_id, actor)
    opened = _open(
        Investigation(
            title=asked.title,
            grounds=asked.grounds,
            visit_id=asked.visit_id,
            organisation_id=asked.organisation_id,
        ),
        lead_id=actor.person,
        actor=actor,
        at=at,
    )
    _answer(asked, Answer(investigation_id=opened), "accepted", actor, at)
    return opened


@action
def decline_request(
    *, request_id: UUID, reason: str, actor: Actor, at: datetime
) -> None:
    """Say why there will be no investigation; whoever asked reads it.

    Raises ReasonMissing, AlreadyAnswered, and Absent for what was asked of others.
    """
    asked = _asked_of(request_id, actor)
    if not reason.strip():
        raise DeclineReasonMissing
    _answer(asked, Answer(reason=reason.strip()), "declined", actor, at)


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
    audit.record_event(name=f"investigations.{how}", actor=actor, subject=asked, at=at)


@action
def open_from_visit(
    *, visit_id: UUID, title: str, grounds: str, actor: Actor, at: datetime
) -> UUID:
    """Open an investigation into what a visit found; the opener leads its team.

    It learns from the visit, never from a survivor's case. Raises Absent for a
    visit the actor may not read.
    """
    actor.must("investigations.open")
    visit = visits.get_visit(viewer=actor, visit_id=visit_id)
    return _open(
        Investigation(
            title=title,
            grounds=grounds,
            visit_id=visit.id,
            organisation_id=actor.organisation,
        ),
        lead_id=actor.person,
        actor=actor,
        at=at,
    )


@action
def open_from_disclosure(
    *, disclosure_id: UUID, title: str, actor: Actor, at: datetime
) -> UUID:
    """Open an investigation for what a survivor let pass; the opener leads its team.

    Called by the one module that stands above both sides, which holds the words
    sealed: none of them are copied into the investigation.
    """
    actor.must("investigations.open")
    return _open(
        Investigation(
            title=title,
            grounds="",
            disclosure_id=disclosure_id,
            organisation_id=actor.organisation,
        ),
        lead_id=actor.person,
        actor=actor,
        at=at,
    )


@action
def add_member(
    *, investigation_id: UUID, person_id: UUID, actor: Actor, at: datetime
) -> None:
    """Let a colleague onto the team.

    Raises CannotInvestigate, InvestigationClosed and, of sharing, AlreadyOnTeam.
    """
    actor.must("investigations.manage_team")
    investigation = _own_open(investigation_id, actor)
    _check_investigator(person_id, at)
    sharing.add_member(
        record=investigation, person_id=person_id, role="worker", actor=actor, at=at
    )


@action
def end_member(
    *, investigation_id: UUID, person_id: UUID, actor: Actor, at: datetime
) -> None:
    """Take a colleague off the team; the row stays. Raises TeamNeedsSomebody."""
    actor.must("investigations.manage_team")
    investigation = _own_open(investigation_id, actor)
    sharing.end_member(record=investigation, person_id=person_id, actor=actor, at=at)


@action
def close_investigation(*, investigation_id: UUID, actor: Actor, at: datetime) -> None:
    """Close an investigation; raises InvestigationClosed the second time."""
    actor.must("investigations.manage_team")
    investigation = _own_open(investigation_id, actor)
    investigation.status = InvestigationStatus.CLOSED
    investigation.save(update_fields=["status"])
    audit.record_event(
        name="investigations.closed", actor=actor, subject=investigation, at=at
    )


def _open(
    investigation: Investigation, *, lead_id: UUID, actor: Actor, at: datetime
) -> UUID:
    investigation.urn = next_urn(
        prefix="NW-INV", sequence="investigations_urn", year=at.year
    )
    investigation.opened_by_id = actor.person
    investigation.opened_at = at
    sharing.begin_team_record(investigation)
    investigation.save(force_insert=True)
    audit.record_event(
        name="investigations.opened",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=investigation,
        at=at,
    )
    sharing.hand_over(
        record=investigation, members=[(lead_id, "lead")], actor=actor, at=at
    )
    return investigation.id


def _own_open(investigation_id: UUID, actor: Actor) -> Investigation:
    """The investigation, locked, if the actor is on its team; Absent otherwise."""
    row = (
        Investigation.objects.select_for_update()
        .filter(queries.own_investigations(actor), id=investigation_id)
        .first()
    )
    if row is None:
        raise Absent
    if row.status == InvestigationStatus.CLOSED:
        raise InvestigationClosed
    return row


def _check_investigator(
    person_id: UUID, at: datetime, *, organisation_id: UUID | None = None
) -> None:
    able = agencies.list_colleagues(day=at.date(), permission="investigations.see_own")
    for colleague in able:
        if colleague.person_id == person_id and organisation_id in {
            None,
            colleague.organisation_id,
        }:
            return
    raise CannotInvestigate
