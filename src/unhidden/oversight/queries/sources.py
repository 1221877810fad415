"""Where each figure comes from: what it counts is what it walks back to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.intelligence import queries as intelligence
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


def parts(*, viewer: Actor, operation_id: UUID) -> dict[str, tuple[rules.Part, ...]]:
    """Each figure's parts, from the records as they are now."""
    viewer.must("oversight.see_results")
    rows = visits.outcomes(viewer=viewer, operation_id=operation_id)
    held = operations.events(viewer=viewer, operation_id=operation_id)
    learnt = intelligence.reports_of_visits(
        viewer=viewer, visit_ids=[row.visit_id for row in rows]
    )
    return rules.parts(
        visits=[_visit_made(row) for row in rows],
        events=[
            rules.EventHeld(id=event.id, attended=event.attended or 0)
            for event in held
            if event.status == "done"
        ],
        intelligence=learnt,
    )


def trace(*, viewer: Actor, operation_id: UUID, code: str) -> list[SourceRow]:
    """The records that make a figure, each with what it adds; raises Absent."""
    viewer.must("oversight.trace_figures")
    if code not in rules.CODES:
        raise Absent
    found = parts(viewer=viewer, operation_id=operation_id)[code]
    made = {
        row.visit_id: (f"{row.premises}", row.on)
        for row in visits.outcomes(viewer=viewer, operation_id=operation_id)
    }
    held = {
        event.id: (f"{event.kind_label}, {event.place}", event.on)
        for event in operations.events(viewer=viewer, operation_id=operation_id)
    }
    urns = intelligence.urns(viewer=viewer, intelligence_ids=[p.id for p in found])
    labels = made | held | urns
    rows = [
        SourceRow(part.record, part.id, *labels[part.id], part.amount) for part in found
    ]
    return sorted(rows, key=lambda row: (row.on, row.label, str(row.id)))


def _visit_made(row: visits.OutcomeRow) -> rules.VisitMade:
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
        alleging_labour=row.alleging_labour,
    )
