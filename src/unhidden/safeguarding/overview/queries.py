"""A survivor's case as its own team sees it; to everyone else it is not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce, Mod

from unhidden.access.absent import require_found
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.agencies import queries as agencies
from unhidden.safeguarding.clocks.queries.course import StateChange, list_changes
from unhidden.safeguarding.clocks.queries.deadlines import (
    DeadlineCard,
    deadlines_first,
    describe_deadline,
    describe_deadlines,
)
from unhidden.safeguarding.consent.queries.standing import ConsentCard, list_consents
from unhidden.safeguarding.cover.queries import count_unseen_openings
from unhidden.safeguarding.crossing.queries.letters import count_waiting_letters
from unhidden.safeguarding.frame.queries import describe_head, own_cases
from unhidden.safeguarding.models import Case, CourseState, Deadline
from unhidden.safeguarding.overview.rules import (
    ALL,
    BY_DEADLINE,
    BY_NEWEST,
    BY_REFERENCE,
    CLOSED,
    DORMANT,
    OVERDUE,
    CaseSearch,
)
from unhidden.safeguarding.people.queries.offers import count_offers
from unhidden.safeguarding.safety.queries.waiting import count_waiting_entries
from unhidden.safeguarding.support.queries.notes import NoteCard, list_notes
from unhidden.safeguarding.transfers.queries import count_transfers
from unhidden.sharing import queries as sharing


@dataclass(frozen=True, slots=True)
class CaseCard:
    id: UUID
    urn: str
    age_group: str
    age_group_label: str
    state: str
    state_label: str
    course: str
    course_label: str
    lead: str
    opened_at: datetime
    next_deadline: DeadlineCard | None


@dataclass(frozen=True, slots=True)
class CaseView:
    card: CaseCard
    lead_id: UUID
    is_child: bool
    reference: str
    has_identity: bool
    is_closed: bool
    may_work: bool
    may_manage: bool
    deadlines: tuple[DeadlineCard, ...]
    team: tuple[sharing.RecordTeamMember, ...]
    consents: tuple[ConsentCard, ...]
    changes: tuple[StateChange, ...]
    notes: tuple[NoteCard, ...]

    @property
    def may_write(self) -> bool:
        """Whether the viewer may add to the case: nobody does to a closed one."""
        return self.may_work and not self.is_closed

    @property
    def open_deadlines(self) -> tuple[DeadlineCard, ...]:
        """Those that run, or stand still."""
        past = self.past_deadlines
        return tuple(one for one in self.deadlines if one not in past)

    @property
    def past_deadlines(self) -> tuple[DeadlineCard, ...]:
        """Those that were met, or ended by themselves."""
        return tuple(one for one in self.deadlines if one.met_at or one.ended_at)


@dataclass(frozen=True, slots=True)
class FoundCases:
    """Some of the cases that were asked for, and how many there are."""

    total: int
    cards: tuple[CaseCard, ...]


@query
def list_cases(*, viewer: Actor, at: datetime) -> list[CaseCard]:
    """All the viewer's cases, the one with the nearest open deadline first."""
    found = find_cases(
        viewer=viewer, search=CaseSearch(stands=ALL), start=0, limit=None, at=at
    )
    return list(found.cards)


@query
def find_cases(
    *, viewer: Actor, search: CaseSearch, start: int, limit: int | None, at: datetime
) -> FoundCases:
    """The viewer's cases that the search asks for, cut in the database."""
    viewer.must("safeguarding.see_own_cases")
    found = _searched(viewer, search, at)
    total = found.count()
    start = min(start, max(total - 1, 0) // limit * limit) if limit else start
    stop = start + limit if limit else None
    rows = (
        found.select_related("lead")
        .prefetch_related(deadlines_first())
        .order_by(*_ORDERS[search.order])[start:stop]
    )
    return FoundCases(total, tuple(_card(row, at) for row in rows))


@query
def count_due_cases(*, viewer: Actor, at: datetime) -> int:
    """How many of the viewer's open cases have something due within a day, or late."""
    viewer.must("safeguarding.see_own_cases")
    own = Case.objects.filter(own_cases(viewer), closed_at__isnull=True)
    due = _waiting().filter(due_at__lt=at + timedelta(days=1))
    still = Mod(Coalesce("pauses__len", 0), 2)
    return own.filter(Exists(due.annotate(still=still).filter(still=0))).count()


@query
def count_waiting_pages(*, viewer: Actor, at: datetime) -> dict[str, int]:
    """What waits for the viewer, by the page where it does, as far as they may see.

    Cases that are due, offers and moves, what phones sent for a register, and what
    people ask the viewer's organisation to tell.
    """
    counts: dict[str, int] = {}
    if viewer.may("safeguarding.see_own_cases"):
        counts["safeguarding:rota"] = count_unseen_openings(viewer=viewer)
        counts["safeguarding:cases"] = count_due_cases(viewer=viewer, at=at)
    if viewer.may("safeguarding.open_case"):
        offers = count_offers(viewer=viewer, at=at)
        counts["safeguarding:offers"] = offers + count_transfers(viewer=viewer)
    if viewer.may("safeguarding.keep_register"):
        counts["safeguarding:registers"] = count_waiting_entries(viewer=viewer)
    if viewer.may("safeguarding.answer_holdings"):
        counts["safeguarding:letters"] = count_waiting_letters(viewer=viewer)
    return counts


_ORDERS: dict[str, tuple[str | OrderBy, ...]] = {
    BY_DEADLINE: (F("next_due").asc(nulls_last=True), "urn", "id"),
    BY_NEWEST: ("-opened_at", "urn", "id"),
    BY_REFERENCE: ("urn", "id"),
}


def _waiting() -> QuerySet[Deadline]:
    return Deadline.objects.filter(
        case_id=OuterRef("id"), met_at__isnull=True, ended_at__isnull=True
    )


def _searched(viewer: Actor, search: CaseSearch, at: datetime) -> QuerySet[Case]:
    nearest = _waiting().order_by("due_at").values("due_at")[:1]
    found = Case.objects.filter(own_cases(viewer)).annotate(next_due=Subquery(nearest))
    if search.stands == CLOSED:
        found = found.filter(closed_at__isnull=False)
    elif search.stands == DORMANT:
        found = found.filter(course=CourseState.DORMANT)
    elif search.stands != ALL:
        at_work = Q(closed_at__isnull=True) & ~Q(course=CourseState.DORMANT)
        found = found.filter(at_work)
    if search.stands == OVERDUE:
        found = found.filter(next_due__lt=at)
    if search.state:
        found = found.filter(nrm_state=search.state)
    if search.reference:
        named = Q(urn__icontains=search.reference)
        found = found.filter(named | Q(person__pseudonym__iexact=search.reference))
    return found


@query
@of_one_record("case_id")
def get_case(*, viewer: Actor, case_id: UUID, at: datetime) -> CaseView:
    """One case for its team; raises Absent for everyone else."""
    viewer.must("safeguarding.see_own_cases")
    row = require_found(
        Case.objects.filter(own_cases(viewer), id=case_id)
        .select_related("lead")
        .prefetch_related(deadlines_first())
        .first()
    )
    head = describe_head(row, viewer)
    return CaseView(
        card=_card(row, at),
        lead_id=row.lead_id,
        is_child=head.is_child,
        reference=row.nrm_reference,
        has_identity=row.identity_sealed is not None,
        is_closed=head.is_closed,
        may_work=head.may_work,
        may_manage=head.may_manage,
        deadlines=describe_deadlines(row.deadlines.all(), at, own=viewer.organisation),
        team=sharing.find_team(viewer=viewer, record=row),
        consents=list_consents(row),
        changes=list_changes(row),
        notes=list_notes(row, viewer),
    )


def _card(row: Case, at: datetime) -> CaseCard:
    waiting = [each for each in row.deadlines.all() if each.is_running]
    return CaseCard(
        id=row.id,
        urn=row.urn,
        age_group=row.age_group,
        age_group_label=row.get_age_group_display(),
        state=row.nrm_state,
        state_label=row.get_nrm_state_display(),
        course=row.course,
        course_label=row.get_course_display(),
        lead=agencies.name_of(row.lead),
        opened_at=row.opened_at,
        next_deadline=describe_deadline(waiting[0], at) if waiting else None,
    )
