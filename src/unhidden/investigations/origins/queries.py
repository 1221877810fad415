"""Requests for an investigation, and where one came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.agencies import queries as agencies
from unhidden.investigations.frame.queries import (
    InvestigationCard,
    describe_head,
    may_manage,
    may_work,
    own_investigations,
    read_head,
)
from unhidden.investigations.models import (
    ENDED,
    Investigation,
    Material,
    Origin,
    OriginKind,
    Request,
)

_ANOTHER = OriginKind.INVESTIGATION


@dataclass(frozen=True, slots=True)
class RequestView:
    """What was asked, and what became of it; ``may_answer`` where the viewer may.

    ``state`` is waiting, accepted or declined. ``visit_id`` is there where a visit
    found what it asks about, ``intelligence_id`` where the desk did.
    """

    id: UUID
    title: str
    grounds: str
    visit_id: UUID | None
    intelligence_id: UUID | None
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
    """Where an investigation came from: a kind, and the record's id if there is one.

    ``item`` is the number of the item of material that it is. ``other`` is the
    investigation that it names, where the viewer is on its team.
    """

    id: UUID
    kind: str
    kind_label: str
    source_id: UUID | None
    reference: str
    reason: str
    brought_by: str
    brought_at: datetime
    is_recalled: bool
    item: int | None
    other: InvestigationCard | None


@dataclass(frozen=True, slots=True)
class OriginsView:
    """Where an investigation came from, and the viewer's that came of it."""

    head: InvestigationCard
    origins: tuple[OriginView, ...]
    came_of_it: tuple[InvestigationCard, ...]
    may_work: bool
    may_manage: bool


def who_investigates(*, day: date) -> dict[UUID, str]:
    """The organisations with somebody who opens investigations, by name."""
    able = agencies.list_colleagues(day=day, permission="investigations.open")
    return {one.organisation_id: one.organisation for one in able}


def list_origins(investigation: Investigation) -> tuple[OriginView, ...]:
    """The origins of an investigation in view, the first first."""
    rows = Origin.objects.filter(investigation=investigation)
    found = list(rows.select_related("brought_by").order_by("brought_at", "id"))
    named = {row.source_id or row.id for row in found}
    held = Material.objects.filter(investigation=investigation, source_id__in=named)
    items = dict(held.values_list("source_id", "number"))
    others = _cards_of(row.source_id for row in found if row.kind == _ANOTHER)
    return tuple(
        OriginView(
            id=row.id,
            kind=row.kind,
            kind_label=row.get_kind_display(),
            source_id=row.source_id,
            reference=row.reference,
            reason=row.reason,
            brought_by=row.brought_by.name,
            brought_at=row.brought_at,
            is_recalled=row.recalled_at is not None,
            item=items.get(row.source_id or row.id),
            other=others.get(row.source_id) if row.source_id else None,
        )
        for row in found
    )


@query
@of_one_record("investigation_id")
def get_origins(*, viewer: Actor, investigation_id: UUID) -> OriginsView:
    """The origins of an investigation for its team; raises Absent."""
    viewer.must("investigations.see_own")
    row = read_head(viewer, investigation_id)
    return OriginsView(
        head=describe_head(row),
        origins=list_origins(row),
        came_of_it=list_came_of_it(row),
        may_work=may_work(row) and viewer.may("investigations.work"),
        may_manage=may_manage(row, viewer),
    )


def list_came_of_it(investigation: Investigation) -> tuple[InvestigationCard, ...]:
    """The investigations that name one in view as an origin, as far as the wall shows
    them to whoever asks."""
    after = Origin.objects.filter(
        kind=_ANOTHER, source_id=investigation.id, recalled_at=None
    )
    return tuple(_cards_of(after.values_list("investigation_id", flat=True)).values())


@query
def list_open(*, viewer: Actor) -> list[InvestigationCard]:
    """The viewer's own investigations that take rows, by their reference."""
    viewer.must("investigations.see_own")
    found = (
        Investigation.objects.filter(own_investigations(viewer))
        .exclude(status__in=ENDED)
        .select_related("organisation")
        .order_by("urn", "id")
    )
    return [describe_head(row) for row in found]


def find_first_sources(investigation: Investigation) -> dict[str, UUID]:
    """The first record of each kind that an investigation in view came from and that
    was not recalled."""
    stand = Origin.objects.filter(
        investigation=investigation, recalled_at=None, source_id__isnull=False
    ).order_by("-brought_at", "-id")
    return {kind: key for kind, key in stand.values_list("kind", "source_id") if key}


@query
def list_requests(*, viewer: Actor) -> Requests:
    """Requests to the viewer's organisation and the viewer's own, the oldest first."""
    viewer.must("investigations.see_requests")
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
    viewer.must("investigations.see_requests")
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


def _cards_of(ids: Iterable[UUID | None]) -> dict[UUID, InvestigationCard]:
    """The investigations with these ids that the wall shows to whoever asks."""
    found = Investigation.objects.filter(id__in=[each for each in ids if each])
    rows = found.select_related("organisation").order_by("urn", "id")
    return {row.id: describe_head(row) for row in rows}


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
        intelligence_id=row.source_id if row.kind == OriginKind.INTELLIGENCE else None,
        organisation=agencies.name_of(row.organisation),
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
        state=state,
        answered_by=answer.answered_by.name if answer else "",
        answered_at=answer.answered_at if answer else None,
        reason=answer.reason if answer else "",
        may_answer=is_ours and answer is None,
    )
