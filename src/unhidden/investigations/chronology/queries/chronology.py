"""The chronology: what items tell, with what the record itself holds of the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.investigations.chronology.rules.events import (
    ToldEvent,
    do_disagree,
    end_of,
    group_events,
)
from unhidden.investigations.clocks.queries.clocks import (
    ClockRow,
    number_people,
    read_clocks,
)
from unhidden.investigations.clocks.rules.law import CountingRule
from unhidden.investigations.frame.queries import (
    InvestigationCard,
    describe_head,
    may_work,
    read_head,
)
from unhidden.investigations.models import (
    ChronologyEvent,
    Investigation,
    Material,
    OrderReference,
    Outcome,
    Paper,
)
from unhidden.investigations.outcomes.queries.outcomes import keep_standing
from unhidden.lib.working_days import LONDON, day_in_london

ITEM, CLOCK, OUTCOME, ORDER = "item", "clock", "outcome", "order"
EXHIBIT, PAPER = "exhibit", "paper"
_PAPERS = ("registered_by", "statement")


@dataclass(frozen=True, slots=True)
class ChronologyFilter:
    """What to show: of which source, from which day to which; "" and none for all."""

    source: str = ""
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class ChronologyRow(ToldEvent):
    """An event in a line: when it happened, when it was learnt, what tells it.

    ``what`` are the words of an item, or the label of an outcome or an order, or what
    an exhibit or a document is; ``rule`` is that of a clock. ``number`` is the item's,
    ``person`` the number of whose it is.
    """

    id: UUID | None = None
    source: str = ITEM
    what: str = ""
    rule: CountingRule | None = None
    number: int = 0
    person: int = 0
    learnt_at: datetime | None = None
    entered_by: str = ""


@dataclass(frozen=True, slots=True)
class ChronologyGroup:
    """What tells of the same, side by side, and whether it can all be true."""

    rows: tuple[ChronologyRow, ...]
    is_disputed: bool


@dataclass(frozen=True, slots=True)
class ChronologyView:
    """The chronology of an investigation, in the order in which things happened."""

    head: InvestigationCard
    groups: tuple[ChronologyGroup, ...]
    entered: tuple[ChronologyRow, ...]
    may_work: bool


@query
def get_chronology(
    *, viewer: Actor, investigation_id: UUID, asked: ChronologyFilter, at: datetime
) -> ChronologyView:
    """The chronology as the team sees it; raises Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    entered = _entered(head)
    people = number_people(head)
    rows = [
        *entered,
        *_of_clocks(head, at),
        *_of_outcomes(head, people),
        *_of_exhibits(head),
        *_of_papers(head),
    ]
    shown = [row for row in rows if not asked.source or row.source == asked.source]
    groups = [_group(each) for each in group_events(shown)]
    return ChronologyView(
        head=describe_head(head),
        groups=tuple(each for each in groups if _is_asked(each, asked)),
        entered=tuple(entered),
        may_work=viewer.may("investigations.work") and may_work(head),
    )


@query
@of_one_record("investigation_id")
def get_event(
    *, viewer: Actor, investigation_id: UUID, chronology_id: UUID
) -> tuple[InvestigationCard, str]:
    """What an event that stands says, for who may take it out; raises Absent."""
    viewer.must("investigations.work")
    head = read_head(viewer, investigation_id)
    row = head.events.filter(id=chronology_id, withdrawn_at=None).first()
    if row is None or not may_work(head):
        raise Absent
    return describe_head(head), row.what


def _entered(head: Investigation) -> list[ChronologyRow]:
    numbers = dict(
        Material.objects.filter(investigation=head).values_list("id", "number")
    )
    found = ChronologyEvent.objects.filter(investigation=head, withdrawn_at=None)
    return [
        ChronologyRow(
            key=row.id,
            happened_at=row.happened_at,
            precision=row.precision,
            same_as=row.told_apart_id,
            id=row.id,
            what=row.what,
            number=numbers.get(row.source_id, 0),
            learnt_at=row.learnt_at,
            entered_by=row.entered_by.name,
        )
        for row in found.select_related("entered_by").order_by("happened_at", "id")
    ]


def _of_clocks(head: Investigation, at: datetime) -> list[ChronologyRow]:
    return [
        ChronologyRow(
            key=row.id,
            happened_at=row.started_at,
            precision=_how_exact(row),
            id=row.id,
            source=CLOCK,
            rule=row.rule,
            person=row.person or 0,
            learnt_at=row.entered_at,
        )
        for row in read_clocks(head, at)
    ]


def _how_exact(row: ClockRow) -> str:
    """A clock that a day started, of which nobody said the time, starts on that day."""
    is_of_a_day = row.started_at == _at_start_of(day_in_london(row.started_at))
    return "day" if is_of_a_day and row.rule.unit != "hours" else "minute"


def _of_outcomes(head: Investigation, people: dict[UUID, int]) -> list[ChronologyRow]:
    rows = [
        _on_day(row, row.happened_on, OUTCOME, row.get_kind_display(), people)
        for row in keep_standing(Outcome.objects.filter(investigation=head))
        if row.kind != "order_made"
    ]
    for order in head.orders.all():
        what = f"{order.get_kind_display()} · {order.reference}"
        rows.append(_on_day(order, order.made_on, ORDER, what, people))
    return rows


def _on_day(
    row: Outcome | OrderReference,
    day: date,
    source: str,
    what: str,
    people: dict[UUID, int],
) -> ChronologyRow:
    return ChronologyRow(
        key=row.id,
        happened_at=_at_start_of(day),
        precision="day",
        id=row.id,
        source=source,
        what=what,
        person=people[row.person_id],
        learnt_at=row.entered_at,
    )


def _of_exhibits(head: Investigation) -> list[ChronologyRow]:
    """When each exhibit was taken, and when it was entered."""
    return [
        ChronologyRow(
            key=row.id,
            happened_at=row.seized_at,
            precision="minute",
            id=row.id,
            source=EXHIBIT,
            what=f"{row.reference}: {row.description}",
            learnt_at=row.registered_at,
            entered_by=row.registered_by.name,
        )
        for row in head.exhibits.select_related("registered_by")
    ]


def _of_papers(head: Investigation) -> list[ChronologyRow]:
    """When each document came, or a statement was signed; by its open title alone."""
    return [_of_paper(row) for row in head.papers.select_related(*_PAPERS)]


def _of_paper(row: Paper) -> ChronologyRow:
    statement = getattr(row, "statement", None)
    signed = statement.signed_at if statement else None
    return ChronologyRow(
        key=row.id,
        happened_at=signed or _at_start_of(row.received_on),
        precision="minute" if signed else "day",
        id=row.id,
        source=PAPER,
        what=f"{row.kind}{row.number}: {row.title}",
        learnt_at=row.registered_at,
        entered_by=row.registered_by.name,
    )


def _group(rows: Sequence[ChronologyRow]) -> ChronologyGroup:
    return ChronologyGroup(tuple(rows), len(rows) > 1 and do_disagree(rows))


def _is_asked(group: ChronologyGroup, asked: ChronologyFilter) -> bool:
    """Whether any of them may have happened on the days that were asked for."""
    return any(
        (
            asked.from_on is None
            or end_of(row.happened_at, row.precision) > _at_start_of(asked.from_on)
        )
        and (asked.to_on is None or day_in_london(row.happened_at) <= asked.to_on)
        for row in group.rows
    )


def _at_start_of(day: date) -> datetime:
    return datetime.combine(day, time(0), LONDON)
