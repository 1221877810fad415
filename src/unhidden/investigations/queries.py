"""An investigation as its own team sees it; to everyone else it is not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.access.rls import rows
from unhidden.agencies import queries as agencies
from unhidden.investigations.models import (
    Investigation,
    InvestigationStatus,
    Request,
)
from unhidden.sharing import queries as sharing


@dataclass(frozen=True, slots=True)
class InvestigationCard:
    id: UUID
    urn: str
    title: str
    organisation: str
    status: str
    status_label: str
    opened_at: datetime

    @property
    def is_open(self) -> bool:
        return self.status == InvestigationStatus.OPEN


@dataclass(frozen=True, slots=True)
class InvestigationView:
    card: InvestigationCard
    grounds: str
    visit_id: UUID | None
    disclosure_id: UUID | None
    opened_by: str
    team: tuple[sharing.RecordTeamMember, ...]
    may_manage: bool


@dataclass(frozen=True, slots=True)
class RequestView:
    """What was asked, and what became of it; ``may_answer`` where the viewer may.

    ``state`` is waiting, accepted or declined.
    """

    id: UUID
    title: str
    grounds: str
    visit_id: UUID
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


def who_investigates(*, day: date) -> dict[UUID, str]:
    """The organisations with somebody who opens investigations, by name."""
    able = agencies.list_colleagues(day=day, permission="investigations.open")
    return {one.organisation_id: one.organisation for one in able}


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
        visit_id=row.visit_id,
        organisation=agencies.name_of(row.organisation),
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
        state=state,
        answered_by=answer.answered_by.name if answer else "",
        answered_at=answer.answered_at if answer else None,
        reason=answer.reason if answer else "",
        may_answer=is_ours and answer is None,
    )


@query
def requests_waiting(*, viewer: Actor) -> int:
    """How many requests the viewer's organisation has to answer."""
    if not viewer.may("investigations.open"):
        return 0
    return Request.objects.filter(organisation=viewer.organisation, answer=None).count()


def own_investigations(viewer: Actor) -> Q:
    """The condition on investigations that the viewer may see now."""
    return rows.make_visibility_condition(
        viewer, Investigation.domain(), organisation="organisation_id"
    )


@query
def count_waiting(*, viewer: Actor, at: datetime) -> dict[str, int]:
    """The viewer's open investigations and the requests to answer, by their page."""
    del at  # both wait at any time
    found = list_investigations(viewer=viewer)
    asked = requests_waiting(viewer=viewer)
    waiting = asked + sum(card.is_open for card in found)
    return {"investigations:list": waiting}


@query
def list_investigations(*, viewer: Actor) -> list[InvestigationCard]:
    """The viewer's own investigations: open ones first, the newest first."""
    viewer.must("investigations.see_own")
    found = (
        Investigation.objects.filter(own_investigations(viewer))
        .select_related("organisation")
        .order_by("-status", "-opened_at", "id")
    )
    return [_card(row) for row in found]


@query
@of_one_record("investigation_id")
def get_investigation(*, viewer: Actor, investigation_id: UUID) -> InvestigationView:
    """One investigation for its team; raises Absent for everyone else."""
    viewer.must("investigations.see_own")
    row = (
        Investigation.objects.filter(own_investigations(viewer), id=investigation_id)
        .select_related("organisation", "opened_by")
        .first()
    )
    if row is None:
        raise Absent
    return InvestigationView(
        card=_card(row),
        grounds=row.grounds,
        visit_id=row.visit_id,
        disclosure_id=row.disclosure_id,
        opened_by=row.opened_by.name,
        team=sharing.find_team(viewer=viewer, record=row),
        may_manage=viewer.may("investigations.manage_team")
        and row.status == "open"
        and rows.may_act_on(row, "manage"),
    )


def _card(row: Investigation) -> InvestigationCard:
    return InvestigationCard(
        id=row.id,
        urn=row.urn,
        title=row.title,
        organisation=agencies.name_of(row.organisation),
        status=row.status,
        status_label=row.get_status_display(),
        opened_at=row.opened_at,
    )
