"""Where each figure comes from: what it counts is what it walks back to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence import queries as intelligence
from unhidden.investigations import queries as investigations
from unhidden.operations import queries as operations
from unhidden.oversight import rules
from unhidden.visits import queries as visits


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One record behind a figure, and how much of the figure it is."""

    record: str
    id: UUID
    label: str
    on: date
    amount: int


@query
def load_figure_parts(
    *, viewer: Actor, operation_id: UUID
) -> dict[str, tuple[rules.FigurePart, ...]]:
    """Each figure's parts, from the records as they are now."""
    records = _records(viewer, operation_id)
    return _parts(records)


@query
def trace_figure(*, viewer: Actor, operation_id: UUID, code: str) -> list[SourceRow]:
    """The records that make a figure, each with what it adds; raises Absent."""
    viewer.must("oversight.trace_figures")
    if code not in rules.CODES:
        raise Absent
    records = _records(viewer, operation_id)
    labels = records.labels()
    rows = [
        SourceRow(part.record, part.id, *labels[part.id], amount=part.amount)
        for part in _parts(records)[code]
    ]
    return sorted(rows, key=lambda row: (row.on, row.label, str(row.id)))


@dataclass(frozen=True, slots=True)
class _Records:
    visits: list[visits.OutcomeRow]
    events: list[operations.EventCard]
    learnt: list[intelligence.VisitReportReference]
    outcomes: list[investigations.OutcomeCount]

    def labels(self) -> dict[UUID, tuple[str, date]]:
        """What to call each record, and its day."""
        made = {row.visit_id: (row.premises, row.on) for row in self.visits}
        held = {
            event.id: (f"{event.kind_label}, {event.place}", event.on)
            for event in self.events
        }
        return made | held | {each.id: (each.urn, each.on) for each in self.learnt}


def _records(viewer: Actor, operation_id: UUID) -> _Records:
    viewer.must("oversight.see_results")
    made = visits.list_outcomes(viewer=viewer, operation_id=operation_id)
    planned = operations.list_events(viewer=viewer, operation_id=operation_id)
    learnt = intelligence.learnt_at(
        viewer=viewer, visit_ids=[row.visit_id for row in made]
    )
    held = [event for event in planned if event.status == "done"]
    came = investigations.count_outcomes(viewer=viewer, operation_id=operation_id)
    return _Records(made, held, learnt, came)


def _parts(records: _Records) -> dict[str, tuple[rules.FigurePart, ...]]:
    came: dict[UUID, dict[str, int]] = {}
    for each in records.outcomes:
        came.setdefault(each.visit_id, {})[each.outcome] = each.people
    return rules.split_figures(
        visits=[_visit_made(row, came.get(row.visit_id, {})) for row in records.visits],
        events=[
            rules.EventHeld(id=event.id, attended=event.attended or 0)
            for event in records.events
        ],
        intelligence=[each.id for each in records.learnt],
    )


def _visit_made(row: visits.OutcomeRow, came: Mapping[str, int]) -> rules.VisitMade:
    return rules.VisitMade(
        id=row.visit_id,
        kind=row.kind,
        sector=row.premises_kind,
        spoken_to=row.spoken_to,
        leaflets=row.leaflets,
        notices=row.notices,
        arrests=row.arrests,
        referrals=row.referrals,
        signs_seen=row.signs_seen,
        possible_victims=row.possible_victims,
        brought_to_safety=row.brought_to_safety,
        alleging_labour=row.brought_alleging_labour,
        children=row.children,
        medical=row.medical,
        is_refused=row.is_refused,
        is_interpreted=row.is_interpreted,
        charged=came.get("charged", 0),
        convicted=came.get("convicted", 0),
        orders=came.get("orders", 0),
        none=came.get("none", 0),
    )
