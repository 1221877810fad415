"""Everybody with a sign-in; one person with all that an administrator may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies.actions import PERMISSION
from unhidden.agencies.models import Engagement, Language, Person
from unhidden.agencies.queries import name_of
from unhidden.agencies.sign_in import session_facts as sign_in
from unhidden.agencies.sign_in import sessions


class EngagementState(StrEnum):
    """How an engagement stands on a day."""

    WAITING = "waiting"
    DECLINED = "declined"
    COMING = "coming"
    CURRENT = "current"
    LAPSED = "lapsed"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return str(_LABELS[self])

    @property
    def tone(self) -> str:
        return _TONES.get(self, "neutral")


_LABELS = {
    EngagementState.WAITING: _("Waits for approval"),
    EngagementState.DECLINED: _("Turned down"),
    EngagementState.COMING: _("Begins later"),
    EngagementState.CURRENT: _("Now"),
    EngagementState.LAPSED: _("Last day is past"),
    EngagementState.ENDED: _("Ended"),
}
_TONES = {
    EngagementState.WAITING: "warning",
    EngagementState.COMING: "new",
    EngagementState.CURRENT: "good",
    EngagementState.LAPSED: "urgent",
}


@dataclass(frozen=True, slots=True)
class EngagementView:
    """``is_open``: somebody may still end it; that also hands its caseload over."""

    id: UUID
    person_id: UUID
    person: str
    organisation_id: UUID
    organisation: str
    role: str
    role_label: str
    clearance: int
    from_on: date
    to_on: date | None
    state: EngagementState
    asked_by_id: UUID | None
    asked_by: str
    asked_at: datetime
    approved_by: str
    approved_at: datetime | None
    ended_by: str
    ended_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.state in {
            EngagementState.CURRENT,
            EngagementState.COMING,
            EngagementState.LAPSED,
        }


@dataclass(frozen=True, slots=True)
class PersonLine:
    id: UUID
    name: str
    email: str
    is_active: bool
    engagements: tuple[EngagementView, ...]


@dataclass(frozen=True, slots=True)
class PersonView:
    """``factors``: the kinds of second factor, each with how many."""

    id: UUID
    name: str
    email: str
    language: str
    is_active: bool
    is_viewer: bool
    engagements: tuple[EngagementView, ...]
    last_signed_in: datetime | None
    must_change_password: bool
    factors: tuple[tuple[str, int], ...]
    sessions: tuple[sessions.SignedInSession, ...]


@query
def list_people(*, viewer: Actor, day: date, text: str = "") -> list[PersonLine]:
    """Everybody whose name or address has ``text`` in it, by name."""
    viewer.must(PERMISSION)
    rows = Person.objects.order_by("name", "id").prefetch_related(
        Prefetch("engagements", queryset=_engagements())
    )
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(email__icontains=text))
    return [
        PersonLine(
            id=row.id,
            name=row.name,
            email=row.email,
            is_active=row.is_active,
            engagements=_views(row.engagements.all(), day),
        )
        for row in rows
    ]


@query
def find_person(*, viewer: Actor, person_id: UUID, day: date) -> PersonView:
    """One person; raises Absent."""
    viewer.must(PERMISSION)
    row = Person.objects.filter(id=person_id).first()
    if row is None:
        raise Absent
    return PersonView(
        id=row.id,
        name=row.name,
        email=row.email,
        language=Language(row.language).label,
        is_active=row.is_active,
        is_viewer=row.id == viewer.person_id,
        engagements=_views(_engagements().filter(person_id=row.id), day),
        last_signed_in=row.last_login,
        must_change_password=row.must_change_password,
        factors=sign_in.factors_of(row),
        sessions=tuple(sessions.of_person(row)),
    )


@query
def find_engagement(*, viewer: Actor, engagement_id: UUID, day: date) -> EngagementView:
    """One engagement; raises Absent."""
    viewer.must(PERMISSION)
    row = _engagements().filter(id=engagement_id).first()
    if row is None:
        raise Absent
    return _view(row, day)


@query
def list_waiting_engagements(*, viewer: Actor, day: date) -> list[EngagementView]:
    """What was asked for and nobody decided, the oldest first."""
    viewer.must(PERMISSION)
    rows = _engagements().filter(approved_at__isnull=True, ended_at__isnull=True)
    return list(_views(rows.order_by("asked_at", "id"), day))


def state_of(row: Engagement, day: date) -> EngagementState:
    """How the engagement stands on that day."""
    if row.ended_at is not None:
        return EngagementState.ENDED if row.approved_at else EngagementState.DECLINED
    if row.approved_at is None:
        return EngagementState.WAITING
    if row.from_on > day:
        return EngagementState.COMING
    return (
        EngagementState.LAPSED
        if row.to_on and row.to_on < day
        else EngagementState.CURRENT
    )


def _engagements() -> QuerySet[Engagement]:
    names = ("person", "organisation", "asked_by", "approved_by", "ended_by")
    rows = Engagement.objects.select_related(*names)
    return rows.order_by("-from_on", "-asked_at", "id")


def _views(rows: Iterable[Engagement], day: date) -> tuple[EngagementView, ...]:
    return tuple(_view(row, day) for row in rows)


def _view(row: Engagement, day: date) -> EngagementView:
    return EngagementView(
        id=row.id,
        person_id=row.person_id,
        person=row.person.name,
        organisation_id=row.organisation_id,
        organisation=name_of(row.organisation),
        role=row.role,
        role_label=row.get_role_display(),
        clearance=row.clearance,
        from_on=row.from_on,
        to_on=row.to_on,
        state=state_of(row, day),
        asked_by_id=row.asked_by_id,
        asked_by=row.asked_by.name if row.asked_by else "",
        asked_at=row.asked_at,
        approved_by=row.approved_by.name if row.approved_by else "",
        approved_at=row.approved_at,
        ended_by=row.ended_by.name if row.ended_by else "",
        ended_at=row.ended_at,
    )
