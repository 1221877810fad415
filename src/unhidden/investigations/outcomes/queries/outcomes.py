"""Outcomes, orders and holds of an investigation as its team sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.investigations.clocks.queries.clocks import number_people
from unhidden.investigations.frame.queries import (
    InvestigationCard,
    describe_head,
    may_work,
    read_head,
)
from unhidden.investigations.models import (
    InvestigatedRole,
    Investigation,
    OrderReference,
    Outcome,
    PersonRole,
    RetentionHold,
)
from unhidden.investigations.outcomes.rules.orders import (
    OrderDays,
    OrderState,
    find_order_state,
)
from unhidden.investigations.posts.queries.posts import is_leader
from unhidden.lib.working_days import day_in_london


@dataclass(frozen=True, slots=True)
class SuspectOutcomeRow:
    """What came of it for somebody; ``is_taken_back`` where it was wrong."""

    id: UUID
    person: int
    kind: str
    kind_label: str
    offence: str
    on: date
    entered_by: str
    is_taken_back: bool


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order by its reference; the text is the court's."""

    id: UUID
    person: int
    kind: str
    kind_label: str
    reference: str
    court: str
    days: OrderDays
    state: OrderState
    ended_on: date | None
    end_label: str

    @property
    def may_be_served(self) -> bool:
        """Whether it waits to be served."""
        return self.days.served_on is None and self.state is OrderState.IN_FORCE


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A hold on everything; it lasts while ``ended_at`` is none."""

    id: UUID
    ground_label: str
    reference: str
    held_by: str
    held_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class OutcomeBoard:
    """What came of an investigation; ``suspects`` are numbers by id. Who leads it ends
    what holds everything."""

    head: InvestigationCard
    outcomes: tuple[SuspectOutcomeRow, ...]
    orders: tuple[OrderRow, ...]
    holds: tuple[HoldRow, ...]
    suspects: Mapping[UUID, int]
    may_work: bool
    may_end_holds: bool


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many people of a visit's investigations have an outcome.

    ``outcome`` is charged, convicted, orders or none.
    """

    visit_id: UUID
    outcome: str
    people: int


@query
def get_outcomes(
    *, viewer: Actor, investigation_id: UUID, at: datetime
) -> OutcomeBoard:
    """Outcomes, orders and holds of an investigation; raises Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    people = number_people(head)
    works = viewer.may("investigations.work") and may_work(head)
    return OutcomeBoard(
        head=describe_head(head),
        outcomes=_outcomes(head, people),
        orders=tuple(
            view_order(row, people, day_in_london(at))
            for row in head.orders.order_by("made_on", "id")
        ),
        holds=_holds(head),
        suspects={key: people[key] for key in find_suspects(head)},
        may_work=works,
        may_end_holds=works and is_leader(head, viewer),
    )


@query
def count_outcomes(*, viewer: Actor, operation_id: UUID) -> list[OutcomeCount]:
    """Of how many people which outcome stands, by the visit that it began with.

    For whoever answers for the results of the operation: the database counts, and says
    nothing of anybody. An origin that was recalled gives nothing.
    """
    viewer.must("oversight.see_results")
    with connection.cursor() as cursor:
        cursor.execute(
            "select visit_id, outcome, people from wall.outcomes_of_operation(%s)",
            [operation_id],
        )
        return [OutcomeCount(*row) for row in cursor.fetchall()]


def keep_standing(rows: QuerySet[Outcome]) -> QuerySet[Outcome]:
    """Those of the outcomes that nobody took back."""
    back = rows.exclude(takes_back=None).values("takes_back_id")
    return rows.filter(takes_back=None).exclude(id__in=back)


def find_suspects(head: Investigation) -> list[UUID]:
    """Whoever is a suspect in an investigation, or was, by number."""
    rows = PersonRole.objects.filter(
        investigation=head, role=InvestigatedRole.SUSPECT
    ).order_by("person__number")
    return list(dict.fromkeys(rows.values_list("person_id", flat=True)))


def view_order(row: OrderReference, people: Mapping[UUID, int], day: date) -> OrderRow:
    """An order as a page shows it on a day."""
    days = OrderDays(row.made_on, row.served_on, row.until_on, row.travel_until_on)
    return OrderRow(
        id=row.id,
        person=people[row.person_id],
        kind=row.kind,
        kind_label=row.get_kind_display(),
        reference=row.reference,
        court=row.court,
        days=days,
        state=find_order_state(days, row.ended_on, day),
        ended_on=row.ended_on,
        end_label=row.get_end_reason_display() if row.end_reason else "",
    )


def _outcomes(
    head: Investigation, people: Mapping[UUID, int]
) -> tuple[SuspectOutcomeRow, ...]:
    rows = list(
        head.outcomes.select_related("entered_by").order_by("happened_on", "id")
    )
    back = {row.takes_back_id for row in rows}
    return tuple(
        SuspectOutcomeRow(
            id=row.id,
            person=people[row.person_id],
            kind=row.kind,
            kind_label=row.get_kind_display(),
            offence=row.offence,
            on=row.happened_on,
            entered_by=row.entered_by.name,
            is_taken_back=row.id in back,
        )
        for row in rows
        if row.takes_back_id is None
    )


def _holds(head: Investigation) -> tuple[HoldRow, ...]:
    rows = RetentionHold.objects.filter(investigation=head).select_related("held_by")
    return tuple(
        HoldRow(
            id=row.id,
            ground_label=row.get_ground_display(),
            reference=row.reason,
            held_by=row.held_by.name,
            held_at=row.held_at,
            ended_at=row.ended_at,
        )
        for row in rows.order_by("held_at", "id")
    )
