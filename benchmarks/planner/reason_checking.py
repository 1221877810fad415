"""A checker of reasons that shares no code with the planner.

Every candidate left out has one reason, and each reason is tried: a place is looked for
where there should be none, each change is made, each way is driven.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from benchmarks.planner.changing import change_week
from benchmarks.planner.checking import find_violations, measure_plan
from benchmarks.planner.exchanging import find_better_plan
from benchmarks.planner.packing import pack_shipped_routes
from benchmarks.planner.placing import can_place
from unhidden.planning.week.plan import CrewRoute, LeftOut, LeftOutBecause, WeekPlan
from unhidden.planning.week.problem import WeekProblem

ROUNDING = 1.0


def find_wrong_reasons(
    problem: WeekProblem, plan: WeekPlan, proven: float | None
) -> list[str]:
    """One sentence for each reason that is false, and each that is missing.

    ``proven`` is the bound that the prices prove. The plan itself breaks no rule.
    """
    checker = ReasonChecker(problem, plan, proven)
    said = [*checker.find_uncounted()]
    for one in plan.reasons:
        said += [f"{one.candidate}: {each}" for each in checker.find_faults(one)]
    return said


class ReasonChecker:
    """Checks the reasons of one plan; what is costly is worked out once."""

    def __init__(
        self, problem: WeekProblem, plan: WeekPlan, proven: float | None
    ) -> None:
        self.problem, self.plan, self.proven = problem, plan, proven
        self.group_of = {
            one: group for group in problem.groups for one in group.members
        }
        self.visited = {stop.candidate for _, stop in plan.iterate_stops()}
        self._possible: dict[tuple[str, ...], bool] = {}
        self._better: dict[tuple[str, ...], bool] = {}
        self._packed: set[str] | None = None

    def find_uncounted(self) -> Iterator[str]:
        """Candidates left out with no reason or several, and reasons of no one."""
        out = {one.id for one in self.problem.candidates} - self.visited
        times = Counter(one.candidate for one in self.plan.reasons)
        for candidate in sorted(out | times.keys()):
            if candidate not in out:
                yield f"{candidate}: it is not left out."
            elif times[candidate] != 1:
                yield f"{candidate}: it has {times[candidate]} reasons."

    def find_faults(self, reason: LeftOut) -> Iterator[str]:
        """What is false about one reason."""
        if reason.candidate not in self.problem.candidate_of:
            return
        group = self.group_of.get(reason.candidate)
        if reason.group != (None if group is None else group.id):
            yield "It names a group that is not its own."
            return
        members = (reason.candidate,) if group is None else group.members
        is_possible = self._can_place(members)
        if reason.because is LeftOutBecause.CANNOT:
            yield from self._check_cannot(reason, members, is_possible)
        elif not is_possible:
            yield "No crew can make it, and that is not the reason given."
        elif reason.because is LeftOutBecause.COSTS_MORE:
            yield from self._check_way(reason, members)
            yield from self._check_better(members)
        else:
            yield from self._check_open(reason, members)

    def _can_place(self, members: tuple[str, ...]) -> bool:
        if members not in self._possible:
            self._possible[members] = can_place(self.problem, members)
        return self._possible[members]

    def _check_cannot(
        self, reason: LeftOut, members: Sequence[str], is_possible: bool
    ) -> Iterator[str]:
        if is_possible:
            yield "A crew can make it."
            return
        changed = self.problem
        try:
            for one in reason.changes:
                changed = change_week(changed, one)
        except (ValueError, KeyError, IndexError) as error:
            yield f"The change cannot be made: {error}"
            return
        if not reason.changes or not can_place(changed, members):
            yield "The change does not let it in."
        for one in reason.changes:
            fewer = self.problem
            for other in reason.changes:
                fewer = fewer if other is one else change_week(fewer, other)
            if can_place(fewer, members):
                yield "Less of a change lets it in."

    def _check_way(self, reason: LeftOut, members: Sequence[str]) -> Iterator[str]:
        """The way said can be driven, and costs and brings what is said."""
        changed = {one.crew_day: one.stops for one in reason.way}
        routes = {one.crew_day: one.stops for one in self.plan.routes} | changed
        made = replace(
            self.plan,
            routes=tuple(CrewRoute(*one) for one in routes.items() if one[1]),
        )
        if set(changed) - set(self.problem.crew_day_of):
            yield "The way names a crew-day that is not there."
            return
        made = replace(made, value=measure_plan(self.problem, made))
        if said := find_violations(self.problem, made):
            yield f"The way cannot be driven: {said[0]}"
        parts = {stop.candidate for _, stop in made.iterate_stops()}
        if not parts.issuperset(members):
            yield "The way does not visit it."
            return
        brings = self._measure_visits(made, members)
        costs = self.plan.value - made.value + brings
        if (reason.brings, reason.costs) != (brings, costs):
            yield f"It brings {brings} and costs {costs}."
        if costs < brings:
            yield "The way is better than the plan."

    def _measure_visits(self, plan: WeekPlan, members: Sequence[str]) -> int:
        """What the visits to these are worth, promises with them."""
        value = 0
        for crew_day, stop in plan.iterate_stops():
            if stop.candidate in members and stop.role == 0:
                crew = self.problem.crew_day_of[crew_day].crew
                candidate = self.problem.candidate_of[stop.candidate]
                value += candidate.find_item(stop.kind).value
                value += sum(
                    one.value
                    for one in self.problem.promises
                    if (one.candidate, one.crew) == (stop.candidate, crew)
                    and one.kind in (None, stop.kind)
                )
        return value

    def _check_better(self, members: tuple[str, ...]) -> Iterator[str]:
        if members not in self._better:
            better = find_better_plan(self.problem, self.plan, members)
            self._better[members] = better is not None
        if self._better[members]:
            yield "An exchange gives a better plan."
        elif self._pack().intersection(members):
            yield "A better plan of the shipped routes visits it."

    def _pack(self) -> set[str]:
        """The candidates left out that a better choice of shipped routes visits."""
        if self._packed is None:
            better = pack_shipped_routes(self.problem, self.plan)
            stops = () if better is None else better.iterate_stops()
            self._packed = {stop.candidate for _, stop in stops} - self.visited
        return self._packed

    def _check_open(self, reason: LeftOut, members: Sequence[str]) -> Iterator[str]:
        """It may bring what its dearest visit does, or what the prices leave open."""
        most = float(sum(self._find_dearest(one) for one in members))
        if self.proven is not None:
            most = min(most, self.proven - self.plan.value)
        if reason.may_bring < most - ROUNDING:
            yield f"It may bring up to {most:.0f}."

    def _find_dearest(self, candidate: str) -> int:
        menu = self.problem.candidate_of[candidate].menu
        return max((one.value for one in menu), default=0)
