"""The roster of an operation, and the crew-days that come out of it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.models import RosterShift
from unhidden.operations.policies import PLAN
from unhidden.operations.rosters.queries.cards import (
    CrewDayCard,
    CrewRow,
    OutfitCard,
    RosterView,
    ShiftCard,
)
from unhidden.operations.rosters.queries.facts import collect_facts
from unhidden.operations.rosters.queries.resources import (
    get_planned_operation,
    list_capacities,
    list_outfits,
)
from unhidden.operations.rosters.rules.crews import compute_roster
from unhidden.operations.rosters.rules.days import RosterDay


@query
def get_roster(*, viewer: Actor, operation_id: UUID) -> RosterView:
    """Everything of the roster, for its planners; raises Absent."""
    of = get_planned_operation(viewer=viewer, operation_id=operation_id)
    facts = collect_facts(viewer, of)
    outcome = compute_roster(facts)
    outfits = list_outfits(viewer=viewer, operation_id=operation_id)
    shifts = _shifts(operation_id)
    own = {team.id for team in of.teams}
    return RosterView(
        rows=tuple(
            CrewRow(
                team_id=team.id,
                name=team.name,
                size=len(team.members),
                outfit=outfits.get(team.id, OutfitCard()),
                shifts=shifts[team.id],
            )
            for team in of.teams
        ),
        days=tuple(day for day in outcome.days if day.team_id in own),
        faults=tuple(one for one in outcome.faults if one.team_id in own),
        capacities=list_capacities(viewer=viewer, operation_id=operation_id),
        unchecked=tuple(
            rule
            for rule in facts.requirements
            if not rule.is_checked and rule.is_in_force(of.starts_on)
        ),
    )


@query
def list_crew_days(*, viewer: Actor, operation_id: UUID) -> tuple[CrewDayCard, ...]:
    """The crews that go out, by day and hour, for the planner; raises Absent.

    What is impossible is not among them: ``get_roster`` says why.
    """
    of = get_planned_operation(viewer=viewer, operation_id=operation_id)
    days = compute_roster(collect_facts(viewer, of)).days
    outfits = list_outfits(viewer=viewer, operation_id=operation_id)
    own = {team.id for team in of.teams}
    return tuple(
        _card(day, outfits.get(day.team_id, OutfitCard()))
        for day in days
        if day.team_id in own and of.starts_on <= day.on <= of.ends_on
    )


@query
def get_shift(
    *, viewer: Actor, operation_id: UUID, team_id: UUID, on: date
) -> ShiftCard | None:
    """A crew's shift on a day; None where it has none."""
    viewer.must(PLAN)
    row = RosterShift.objects.filter(
        operation_id=operation_id, team_id=team_id, on=on
    ).first()
    return card_of_shift(row) if row else None


def card_of_shift(row: RosterShift) -> ShiftCard:
    """A shift as its form shows it."""
    return ShiftCard(
        on=row.on,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        is_reserve=row.is_reserve,
    )


def _shifts(operation_id: UUID) -> dict[UUID | None, dict[date, ShiftCard]]:
    found: dict[UUID | None, dict[date, ShiftCard]] = defaultdict(dict)
    rows = RosterShift.objects.filter(operation_id=operation_id, team__isnull=False)
    for row in rows.order_by("on", "id"):
        found[row.team_id][row.on] = card_of_shift(row)
    return found


def _card(day: RosterDay, outfit: OutfitCard) -> CrewDayCard:
    return CrewDayCard(
        id=f"{day.team_id}:{day.on.isoformat()}",
        team_id=day.team_id,
        crew=day.crew,
        on=day.on,
        starts_at=day.starts_minute,
        ends_at=day.ends_minute,
        skills=day.skills,
        people=len(day.people),
        start_place=outfit.start_place,
        break_minutes=day.break_minutes,
        is_reserve=day.is_reserve,
        call_sign=outfit.call_sign,
        seats=outfit.vehicle.seats if outfit.vehicle else None,
    )
