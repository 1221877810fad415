"""Visits, recorded by a member of their team as a form would send them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from tests.cast import NOON, TODAY, Cast
from tests.made.places import make_premises
from unhidden.access.actor import Actor
from unhidden.operations import actions as operations
from unhidden.visits import actions
from unhidden.visits.actions import FoundVictim, HeadcountGroup, VisitRecord

TEN = NOON - timedelta(hours=2)
PURPOSE = "To meet the people who work there and leave a leaflet"
TEAM = ("officer", "charity_visitor")


@dataclass(frozen=True, slots=True)
class Planned:
    """A visit of a running operation, and the operation and team it is of."""

    id: UUID
    operation_id: UUID
    team_id: UUID
    premises_id: UUID


def make_planned(
    cast: Cast,
    *,
    kind: str = "soft",
    premises_kind: str = "nail_bar",
    premises: str = "Castle Nails",
    power: str = "",
    starts_at: time | None = None,
    team: tuple[str, ...] = TEAM,
    is_running: bool = True,
) -> Planned:
    """A visit planned for today for a new team of a new operation, running by now."""
    planner = cast.actor("planner")
    operation_id = _operation(cast, planner)
    team_id = _team(cast, operation_id, team, planner)
    premises_id = make_premises(
        by=planner, name=premises, kind=premises_kind, source="synthetic"
    )
    new = operations.NewPlannedVisit(
        premises_id=premises_id,
        kind=kind,
        purpose=PURPOSE,
        power=power,
        authority="SYN 2026/0001" if kind == "enforcement" else "",
        on=TODAY,
        starts_at=starts_at,
        team_id=team_id,
    )
    planned_id = operations.plan_visit(
        operation_id=operation_id, new=new, actor=planner, at=NOON
    )
    if is_running:
        operations.start_operation(operation_id=operation_id, actor=planner, at=NOON)
    return Planned(planned_id, operation_id, team_id, premises_id)


def _operation(cast: Cast, planner: Actor) -> UUID:
    new = operations.NewOperation(
        name_en="Week of action",
        name_cy="Wythnos o weithredu",
        aims="To find people who need help",
        lead_id=cast.organisations["police"],
        starts_on=TODAY,
        ends_on=TODAY + timedelta(days=4),
        is_synthetic=True,
    )
    operation_id = operations.open_operation(new=new, actor=planner, at=NOON)
    for partner in ("bawso", "council", "border_force"):
        operations.add_partner(
            operation_id=operation_id,
            organisation_id=cast.organisations[partner],
            actor=planner,
            at=NOON,
        )
    return operation_id


def _team(
    cast: Cast, operation_id: UUID, parts: tuple[str, ...], planner: Actor
) -> UUID:
    team_id = operations.add_team(
        operation_id=operation_id, name="Team 1", actor=planner, at=NOON
    )
    for part in parts:
        operations.add_member(
            team_id=team_id,
            person_id=cast.people[part],
            is_leader=part == parts[0],
            actor=planner,
            at=NOON,
        )
    return team_id


def make_record(**change: Any) -> VisitRecord:
    """An ordinary visit by consent, at ten in the morning, with three people there."""
    record = VisitRecord(
        purpose_told=PURPOSE,
        entry_basis="consent",
        entry_detail="Manager",
        interpreter="not_needed",
        started_at=TEN,
        ended_at=TEN + timedelta(minutes=25),
        outcome="advice_given",
        spoken_to=2,
        leaflets=3,
        present=(
            HeadcountGroup("adult", "female", 2),
            HeadcountGroup("young", "male", 1),
        ),
    )
    return replace(record, **change)


def make_visit(
    cast: Cast,
    *,
    planned: Planned | None = None,
    by: str = "officer",
    at: datetime = NOON,
    **change: Any,
) -> UUID:
    """A recorded visit; of a new plan unless one is given."""
    plan = planned or make_planned(cast)
    return actions.record_visit(
        planned_id=plan.id, record=make_record(**change), actor=cast.actor(by), at=at
    )


def make_find(
    cast: Cast,
    *,
    people: tuple[FoundVictim, ...] = (
        FoundVictim("adult", "labour", is_brought_to_safety=True),
    ),
    planned: Planned | None = None,
    by: str = "officer",
    at: datetime = NOON,
    **change: Any,
) -> UUID:
    """A visit that found possible victims; one adult brought to safety by default."""
    return make_visit(
        cast,
        planned=planned,
        by=by,
        at=at,
        outcome="potential_victim_identified",
        possible_victims=people,
        **change,
    )
