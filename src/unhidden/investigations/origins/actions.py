"""Opening an investigation: at once, for a request, or for what a survivor let pass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.urns import next_urn
from unhidden.audit import actions as audit
from unhidden.investigations.frame.actions import (
    NewMaterial,
    enter_material,
    hold_open_investigation,
)
from unhidden.investigations.models import (
    Answer,
    Investigation,
    MaterialKind,
    Origin,
    OriginKind,
    Post,
    PostFunction,
    Request,
    RequestKind,
)
from unhidden.investigations.origins import queries
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import day_in_london
from unhidden.sharing import actions as sharing
from unhidden.visits import queries as visits

# What each origin is as an item of material.
_MATERIAL_OF: dict[str, str] = {
    OriginKind.VISIT: MaterialKind.VISIT,
    OriginKind.INTELLIGENCE: MaterialKind.INTELLIGENCE,
    OriginKind.REPORT: MaterialKind.REPORT,
    OriginKind.DISCLOSURE: MaterialKind.DISCLOSURE,
}


class CannotInvestigate(ActionRefused):
    """The colleague's role does not let them investigate today."""


class InvestigationAlreadyRequested(ActionRefused):
    """The same person asked the same investigators, who have not answered yet."""


class AlreadyAnswered(ActionRefused):
    """Somebody answered the request before."""


class DeclineReasonMissing(ActionRefused):
    """Nobody declines without saying why."""


class OriginKnown(ActionRefused):
    """The investigation comes from that already."""


@dataclass(frozen=True, slots=True)
class NewOrigin:
    """Where an investigation comes from: a kind of ``OriginKind`` and what it names.

    ``source_id`` is the id of the record; a referral from outside has a ``reference``.
    """

    kind: str
    source_id: UUID | None = None
    reference: str = ""
    reason: str = ""


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
    if organisation_id not in queries.who_investigates(day=at.date()):
        raise CannotInvestigate
    mine = Request.objects.filter(
        kind=RequestKind.VISIT,
        source_id=visit.id,
        organisation_id=organisation_id,
        asked_by_id=actor.person,
    )
    if mine.filter(answer=None).exists():
        raise InvestigationAlreadyRequested
    row = Request(
        kind=RequestKind.VISIT,
        source_id=visit.id,
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
        title=title,
        grounds=grounds,
        origin=NewOrigin(OriginKind.VISIT, visit.id),
        law_as_at=day_in_london(visit.started_at),
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
        title=title,
        grounds="",
        origin=NewOrigin(OriginKind.DISCLOSURE, disclosure_id),
        law_as_at=day_in_london(at),
        actor=actor,
        at=at,
    )


def bring_in(
    investigation: Investigation, new: NewOrigin, *, actor: Actor, at: datetime
) -> UUID:
    """Add an origin to an investigation that is held; raises OriginKnown."""
    row = Origin(
        investigation=investigation,
        kind=new.kind,
        source_id=new.source_id,
        reference=new.reference,
        reason=new.reason,
        brought_by_id=actor.person,
        brought_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise OriginKnown from error
    if new.source_id is not None and new.kind in _MATERIAL_OF:
        enter_material(
            investigation,
            NewMaterial(_MATERIAL_OF[new.kind], new.source_id),
            actor=actor,
            at=at,
        )
    audit.record_event(
        name="investigations.origin_added",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=row,
        at=at,
    )
    return row.id


def _open(
    *,
    title: str,
    grounds: str,
    origin: NewOrigin,
    law_as_at: date,
    actor: Actor,
    at: datetime,
) -> UUID:
    row = Investigation(
        title=title,
        grounds=grounds,
        organisation_id=actor.organisation,
        law_as_at=law_as_at,
        urn=next_urn(prefix="NW-INV", sequence="investigations_urn", year=at.year),
        opened_by_id=actor.person,
        opened_at=at,
    )
    sharing.begin_team_record(row)
    row.save(force_insert=True)
    audit.record_event(
        name="investigations.opened",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=row,
        at=at,
    )
    sharing.hand_over(record=row, members=[(actor.person, "lead")], actor=actor, at=at)
    Post(
        investigation=row,
        person_id=actor.person,
        function=PostFunction.SIO,
        began_at=at,
        given_by_id=actor.person,
    ).save(force_insert=True)
    bring_in(row, origin, actor=actor, at=at)
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
    audit.record_event(name=f"investigations.{how}", actor=actor, subject=asked, at=at)
