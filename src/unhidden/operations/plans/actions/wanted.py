"""The operation's visits as a plan wants them, with what is decided of them now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from unhidden.operations.models import (
    Operation,
    PlannedVisit,
    PlanStatus,
    PlanVersion,
)
from unhidden.operations.plans.actions.locking import read_row
from unhidden.operations.plans.actions.targets import HeldTargets
from unhidden.operations.plans.rules.differences import VisitPlace, place_visits
from unhidden.operations.rosters.rules.clock import moment_of
from unhidden.operations.visits.actions.plans import VisitPlan


@dataclass(frozen=True, slots=True)
class WantedVisit:
    """A visit as the plan wants it; None for ``plan`` where it is to be cancelled.

    ``crews`` are its crews with the lead first, ``day`` that of their shift, which is
    the day before its own where it begins after midnight.
    """

    candidate_id: UUID
    premises_id: UUID
    row: PlannedVisit | None
    plan: VisitPlan | None = None
    crews: tuple[UUID, ...] = ()
    day: date | None = None


def list_wanted(
    operation: Operation,
    version: PlanVersion,
    held: HeldTargets,
    purposes: Mapping[str, str],
) -> Iterator[WantedVisit]:
    """Each visit of the plan that is not over, and each that it leaves out."""
    problem, plan = read_row(version)
    places = place_visits(problem, plan)
    named: Mapping[str, Mapping[str, Any]] = version.named["candidates"]
    days = [date.fromisoformat(day) for day in version.named["days"]]
    rows = {
        row.id: row
        for row in PlannedVisit.objects.filter(operation=operation).order_by("id")
    }
    for candidate, one in named.items():
        planned = one["planned"]
        row = rows.get(UUID(planned)) if planned else None
        if row is not None and row.status != PlanStatus.PLANNED:
            continue
        wanted = WantedVisit(UUID(candidate), UUID(one["premises"]), row)
        place = places.get(candidate)
        yield _place(wanted, place, days, one, held, purposes) if place else wanted


def _purpose_of(
    wanted: WantedVisit,
    kind: str,
    named: Mapping[str, Any],
    purposes: Mapping[str, str],
) -> str:
    """What was written of the visit, while its kind is what it was."""
    is_so = wanted.row is None or wanted.row.kind == kind
    return (named["purpose"] if is_so else "") or purposes[kind]


def _place(
    wanted: WantedVisit,
    place: VisitPlace,
    days: list[date],
    named: Mapping[str, Any],
    held: HeldTargets,
    purposes: Mapping[str, str],
) -> WantedVisit:
    moment = moment_of(days[place.day], place.starts_at)
    decided = held.find_power(wanted.premises_id, place.kind)
    power, authority = decided or named["powers"].get(place.kind, ("", ""))
    crews = tuple(map(UUID, place.crews))
    plan = VisitPlan(
        kind=place.kind,
        purpose=_purpose_of(wanted, place.kind, named, purposes),
        power=power,
        authority=authority,
        on=moment.date(),
        starts_at=time(moment.hour, moment.minute),
        team_id=crews[0],
    )
    return WantedVisit(
        wanted.candidate_id,
        wanted.premises_id,
        wanted.row,
        plan,
        crews,
        days[place.day],
    )
