"""Emergency accesses as their person and those who are told of them see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.access.policy import Domain, rights_of
from unhidden.agencies import queries as agencies
from unhidden.emergency import rules
from unhidden.emergency.models import Access, Notice
from unhidden.emergency.rules import AccessCourse

STATES = {
    rules.WAITING: _("Waits for a second person"),
    rules.OPEN: _("Open now"),
    rules.ENDED: _("Ended"),
    rules.NOT_OPENED: _("Never opened"),
}


@dataclass(frozen=True, slots=True)
class EmergencyCard:
    """One access. ``is_seen`` and ``may_answer`` are the viewer's organisation's and
    the viewer's own; ``is_mine`` when the viewer is the person."""

    id: UUID
    reference: str
    domain: str
    domain_label: str
    record_id: UUID
    person: str
    organisation: str
    owner: str
    reason_label: str
    words: str
    asked_at: datetime
    until_at: datetime
    opened_at: datetime | None
    ended_at: datetime | None
    answered_by: str
    answered_at: datetime | None
    state: str
    state_label: str
    review_due_on: date
    is_overdue: bool
    reviewed_by: str
    reviewed_at: datetime | None
    outcome: str
    outcome_label: str
    review_words: str
    is_mine: bool
    is_seen: bool = True
    may_answer: bool = False

    @property
    def is_open(self) -> bool:
        return self.state == rules.OPEN

    @property
    def is_waiting(self) -> bool:
        return self.state == rules.WAITING

    @property
    def is_unsettled(self) -> bool:
        """Whether it waits for somebody's answer, approval or review."""
        is_to_review = self.opened_at is not None and self.reviewed_at is None
        return self.is_waiting or is_to_review

    @property
    def may_approve(self) -> bool:
        return self.may_answer and self.is_waiting

    @property
    def may_review(self) -> bool:
        return self.may_answer and self.state in (rules.OPEN, rules.ENDED)


@dataclass(frozen=True, slots=True)
class EmergencyStanding:
    """Whether somebody may ask now; ``free_again_at`` when they asked too often."""

    is_suspended: bool
    free_again_at: datetime | None
    kinds: tuple[str, ...]

    @property
    def may_ask(self) -> bool:
        return not self.is_suspended and self.free_again_at is None


@query
def list_own_accesses(*, viewer: Actor, at: datetime) -> list[EmergencyCard]:
    """The viewer's own accesses, the newest first."""
    viewer.must("emergency.open_record")
    return _cards(_accesses().filter(person_id=viewer.person), viewer, at)


@query
def find_emergency_standing(*, viewer: Actor, at: datetime) -> EmergencyStanding:
    """Whether the viewer may open something in an emergency now, and which kinds."""
    viewer.must("emergency.open_record")
    own = Access.objects.filter(person_id=viewer.person)
    rows = list(own.order_by("asked_at", "id"))
    kinds = sorted(rights_of(viewer.role).emergencies)
    return EmergencyStanding(
        is_suspended=rules.is_suspended([_course(row) for row in rows], at),
        free_again_at=rules.free_again_at([row.asked_at for row in rows], at),
        kinds=tuple(str(Domain(each).label) for each in kinds),
    )


@query
def list_noticed_accesses(*, viewer: Actor, at: datetime) -> list[EmergencyCard]:
    """What the viewer is told of: what waits for them first, then the newest first."""
    viewer.must("emergency.see_notices")
    cards = _cards(_accesses().exclude(person_id=viewer.person), viewer, at)
    return sorted(cards, key=lambda card: (not card.may_answer, card.is_seen))


@query
def find_access(*, viewer: Actor, access_id: UUID, at: datetime) -> EmergencyCard:
    """One access, for its person and those who are told of it; Absent for others."""
    cards = _cards(_accesses().filter(id=access_id), viewer, at)
    if not cards:
        raise Absent
    return cards[0]


@query
def of_record(
    *, viewer: Actor, record_id: UUID, at: datetime
) -> tuple[EmergencyCard, ...]:
    """The emergency accesses to a record that the viewer is told of, newest first."""
    return tuple(_cards(_accesses().filter(record_id=record_id), viewer, at))


@query
def count_waiting(*, viewer: Actor, at: datetime) -> dict[str, int]:
    """How much waits for the viewer, by the page where it does."""
    del at  # it waits at any time
    return {"emergency:told": count_waiting_accesses(viewer=viewer)}


@query
def count_waiting_accesses(*, viewer: Actor) -> int:
    """How much waits for the viewer: approvals, reviews, and notices not yet seen."""
    if not viewer.may("emergency.see_notices"):
        return 0
    unseen = Notice.objects.filter(
        organisation_id=viewer.organisation, seen_at__isnull=True
    ).exclude(access__person_id=viewer.person)
    ids = set(unseen.values_list("access_id", flat=True).order_by("access_id"))
    return len(ids | _to_answer())


def _accesses() -> QuerySet[Access]:
    return Access.objects.select_related(
        "person", "organisation", "owner", "answered_by", "reviewed_by"
    ).order_by("-asked_at", "id")


def _cards(rows: QuerySet[Access], viewer: Actor, at: datetime) -> list[EmergencyCard]:
    found = list(rows)
    if not found:
        return []
    ids = [row.id for row in found]
    unseen = Notice.objects.filter(
        access_id__in=ids, organisation_id=viewer.organisation, seen_at__isnull=True
    )
    unread = set(unseen.order_by("access_id").values_list("access_id", flat=True))
    answering = _to_answer() if viewer.may("emergency.review") else set()
    return [
        _card(
            row,
            at,
            is_mine=row.person_id == viewer.person_id,
            is_seen=row.id not in unread,
            may_answer=row.id in answering,
        )
        for row in found
    ]


def _card(
    row: Access, at: datetime, *, is_mine: bool, is_seen: bool, may_answer: bool
) -> EmergencyCard:
    course = _course(row)
    state = rules.find_access_state(course, at)
    return EmergencyCard(
        id=row.id,
        reference=row.reference,
        domain=row.domain,
        domain_label=row.get_domain_display(),
        record_id=row.record_id,
        person=row.person.name,
        organisation=agencies.name_of(row.organisation),
        owner=agencies.name_of(row.owner),
        reason_label=row.get_reason_display(),
        words=row.words,
        asked_at=row.asked_at,
        until_at=row.until_at,
        opened_at=row.opened_at,
        ended_at=row.ended_at,
        answered_by=row.answered_by.name if row.answered_by else "",
        answered_at=row.answered_at,
        state=state,
        state_label=str(STATES[state]),
        review_due_on=row.review_due_on,
        is_overdue=rules.is_overdue(course, at),
        reviewed_by=row.reviewed_by.name if row.reviewed_by else "",
        reviewed_at=row.reviewed_at,
        outcome=row.outcome,
        outcome_label=row.get_outcome_display(),
        review_words=row.review_words,
        is_mine=is_mine,
        is_seen=is_seen,
        may_answer=may_answer,
    )


def _course(row: Access) -> AccessCourse:
    return AccessCourse(
        asked_at=row.asked_at,
        until_at=row.until_at,
        opened_at=row.opened_at,
        ended_at=row.ended_at,
        review_due_on=row.review_due_on,
        reviewed_at=row.reviewed_at,
    )


def _to_answer() -> set[UUID]:
    """The accesses that the database lets the viewer approve or review now."""
    with connection.cursor() as cursor:
        cursor.execute("select wall.emergencies_to_answer()")
        (ids,) = cursor.fetchone()
    return set(ids)
