"""Requests for an investigation, and where one came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.agencies import queries as agencies
from unhidden.investigations.models import Investigation, Origin, OriginKind, Request


@dataclass(frozen=True, slots=True)
class RequestView:
    """What was asked, and what became of it; ``may_answer`` where the viewer may.

    ``state`` is waiting, accepted or declined. ``visit_id`` is there where a visit
    found what it asks about.
    """

    id: UUID
    title: str
    grounds: str
    visit_id: UUID | None
    organisation: str
    asked_by: str
    asked_at: datetime
    state: str
    answered_by: str
    answered_at: datetime | None
    reason: str
    may_answer: bool


@dataclass(frozen=True, slots=True)
class Requests:
    """What was asked of the viewer's organisation, and what the viewer asked."""

    to_answer: tuple[RequestView, ...]
    answered: tuple[RequestView, ...]
    asked: tuple[RequestView, ...]


@dataclass(frozen=True, slots=True)
class OriginView:
    """Where an investigation came from: a kind, and the record's id if there is one."""

    id: UUID
    kind: str
    kind_label: str
    source_id: UUID | None
    reference: str
    reason: str
    brought_at: datetime
    is_recalled: bool


def who_investigates(*, day: date) -> dict[UUID, str]:
    """The organisations with somebody who opens investigations, by name."""
    able = agencies.list_colleagues(day=day, permission="investigations.open")
    return {one.organisation_id: one.organisation for one in able}


def list_origins(investigation: Investigation) -> tuple[OriginView, ...]:
    """The origins of an investigation in view, the first first."""
    found = Origin.objects.filter(investigation=investigation)
    return tuple(
        OriginView(
            id=row.id,
            kind=row.kind,
            kind_label=row.get_kind_display(),
            source_id=row.source_id,
            reference=row.reference,
            reason=row.reason,
            brought_at=row.brought_at,
            is_recalled=row.recalled_at is not None,
        )
        for row in found.order_by("brought_at", "id")
    )


def find_origin(origins: tuple[OriginView, ...], kind: OriginKind) -> UUID | None:
    """The first record of a kind that it came from and that was not recalled."""
    found = (o.source_id for o in origins if o.kind == kind and not o.is_recalled)
    return next(found, None)


@query
def list_requests(*, viewer: Actor) -> Requests:
    """Requests to the viewer's organisation and the viewer's own, the oldest first."""
    viewer.must("investigations.see_own")
    found = [(row, _request(row, viewer)) for row in _requests()]
    ours = [view for row, view in found if _is_asked_of(row, viewer)]
    return Requests(
        to_answer=tuple(one for one in ours if one.may_answer),
        answered=tuple(one for one in reversed(ours) if not one.may_answer),
        asked=tuple(v for row, v in found if row.asked_by_id == viewer.person_id),
    )


@query
@of_one_record("request_id")
def get_request(*, viewer: Actor, request_id: UUID) -> RequestView:
    """One request, for whoever asked it or may answer it; raises Absent."""
    viewer.must("investigations.see_own")
    row = _requests().filter(id=request_id).first()
    if row is None:
        raise Absent
    if row.asked_by_id != viewer.person_id and not _is_asked_of(row, viewer):
        raise Absent
    return _request(row, viewer)


@query
def requests_waiting(*, viewer: Actor) -> int:
    """How many requests the viewer's organisation has to answer."""
    if not viewer.may("investigations.open"):
        return 0
    return Request.objects.filter(organisation=viewer.organisation, answer=None).count()


def _requests() -> QuerySet[Request]:
    """Those that the wall shows to whoever asks, with what became of them."""
    rows = Request.objects.select_related(
        "organisation", "asked_by", "answer__answered_by"
    )
    return rows.order_by("asked_at", "id")


def _is_asked_of(row: Request, viewer: Actor) -> bool:
    is_theirs = row.organisation_id == viewer.organisation_id
    return is_theirs and viewer.may("investigations.open")


def _request(row: Request, viewer: Actor) -> RequestView:
    answer = getattr(row, "answer", None)
    state = "waiting"
    if answer:
        state = "declined" if answer.reason else "accepted"
    is_ours = _is_asked_of(row, viewer)
    return RequestView(
        id=row.id,
        title=row.title,
        grounds=row.grounds,
        visit_id=row.source_id if row.kind == OriginKind.VISIT else None,
        organisation=agencies.name_of(row.organisation),
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
        state=state,
        answered_by=answer.answered_by.name if answer else "",
        answered_at=answer.answered_at if answer else None,
        reason=answer.reason if answer else "",
        may_answer=is_ours and answer is None,
    )
