"""What one plan does otherwise than another: moved, kept, dropped, added."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unhidden.operations.plans.rules.routes import gather_visits, measure_plan
from unhidden.planning.week.plan import WeekPlan
from unhidden.planning.week.problem import WeekProblem


class DifferenceKind(StrEnum):
    """What became of a visit."""

    MOVED = "moved"
    DROPPED = "dropped"
    ADDED = "added"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class VisitPlace:
    """A visit as a plan has it: kind, crews with the lead first, day and minute."""

    kind: str
    crews: tuple[str, ...]
    day: int
    starts_at: int


@dataclass(frozen=True, slots=True)
class VisitDifference:
    """One candidate's visit before and after; None where there is none."""

    candidate: str
    kind: DifferenceKind
    before: VisitPlace | None
    after: VisitPlace | None


@dataclass(frozen=True, slots=True)
class PlanDifference:
    """All visits of two plans, and what the second is worth more."""

    visits: tuple[VisitDifference, ...]
    gain: int

    def list_of(self, kind: DifferenceKind) -> tuple[VisitDifference, ...]:
        """The visits of which this became."""
        return tuple(one for one in self.visits if one.kind == kind)


def place_visits(problem: WeekProblem, plan: WeekPlan) -> dict[str, VisitPlace]:
    """Where each visited candidate stands in a plan."""
    found = {}
    for candidate, stops in gather_visits(plan).items():
        shifts = [problem.crew_day_of[crew_day] for crew_day, _ in stops]
        lead = stops[0][1]
        crews = tuple(one.crew for one in shifts)
        found[candidate] = VisitPlace(lead.kind, crews, shifts[0].day, lead.starts_at)
    return found


def compare_plans(
    before: tuple[WeekProblem, WeekPlan], after: tuple[WeekProblem, WeekPlan]
) -> PlanDifference:
    """The difference of two plans, each of its own problem, in order of candidates."""
    old, new = place_visits(*before), place_visits(*after)
    visits = tuple(
        VisitDifference(
            one, _judge(old.get(one), new.get(one)), old.get(one), new.get(one)
        )
        for one in sorted(old.keys() | new.keys())
    )
    return PlanDifference(visits, measure_plan(*after) - measure_plan(*before))


def _judge(before: VisitPlace | None, after: VisitPlace | None) -> DifferenceKind:
    if before == after:
        return DifferenceKind.KEPT
    if before is None:
        return DifferenceKind.ADDED
    return DifferenceKind.DROPPED if after is None else DifferenceKind.MOVED
