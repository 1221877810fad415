"""Large neighbourhood search: some crew-days are freed, the others keep their routes.

For the freed ones routes are priced around those kept; then the best choice from the
pool is packed. A plan is only ever replaced by a better one.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from unhidden.planning.week.columns import price_round
from unhidden.planning.week.insertion import list_visited
from unhidden.planning.week.master import LinearAnswer, MasterProgram
from unhidden.planning.week.packing import (
    FreedPart,
    free_crews,
    limit_to_part,
    pack_routes,
)
from unhidden.planning.week.pricing import RoutePricing
from unhidden.planning.week.repairs import repair_routes
from unhidden.planning.week.schedules import measure_routes
from unhidden.planning.week.searching import Routes, SearchClock
from unhidden.planning.week.tasks import LEAD, Stops

FREED_MANY, BESIDE_A_DAY = 12, 4
PRICING_ROUNDS, ROUTES_A_CREW = 4, 10
PACKING_SECONDS = 1.0
#: A part whose linear program is not better by this is left as it is.
LEAST_GAIN = 1.0

#: Called with each better plan and what it is worth.
OnBetter = Callable[[dict[int, Stops], int], None]


class NeighbourhoodSearch:
    """Improves a plan part by part until its clock is over."""

    def __init__(
        self,
        master: MasterProgram,
        pricing: RoutePricing,
        routes: Routes,
        random: Random,
    ) -> None:
        self.master, self.pricing, self.random = master, pricing, random
        self.table, self.week = master.table, master.table.week
        self.routes = dict(routes)
        self.worth = measure_routes(self.week, self.routes)
        self._pool_plan()

    def improve_plan(
        self,
        clock: SearchClock,
        on_better: OnBetter,
        *,
        most_worth: float | None = None,
        most_rounds: int | None = None,
        share: float = 1.0,
    ) -> int:
        """Search for this share of the clock's time, or for so many rounds.

        It ends sooner when no plan can be worth a point more. How many rounds it took.
        """
        rounds = 0
        while not clock.is_over(share) and rounds != most_rounds:
            if most_worth is not None and self.worth + 1 > most_worth:
                break
            rounds += 1
            if self.improve_part(self._choose_crews(), clock.seconds_left):
                on_better(dict(self.routes), self.worth)
        self.master.free_columns()
        return rounds

    def improve_part(self, crews: list[int], seconds: float) -> bool:
        """Choose the routes of some crew-days anew; whether the plan is better."""
        part = free_crews(self.master, self.routes, crews)
        answer = self._price_part(part)
        if not answer.is_optimal or answer.value < self.worth + LEAST_GAIN:
            return False
        packed = pack_routes(
            self.master,
            part,
            answer,
            self.routes,
            worth=self.worth,
            seconds=min(PACKING_SECONDS, max(seconds, 0.1)),
        )
        return self._take_better(repair_routes(self.week, packed))

    def _price_part(self, part: FreedPart) -> LinearAnswer:
        """The linear program of a part once its routes are priced."""
        limit_to_part(self.master, part)
        answer = self.master.solve_program()
        for number in range(PRICING_ROUNDS):
            if not answer.is_optimal:
                break
            found = price_round(
                self.master,
                self.pricing,
                answer.duals,
                list(part.crews),
                is_exact=number == PRICING_ROUNDS - 1,
                most=ROUTES_A_CREW,
            )
            if not found.added:
                break
            answer = self.master.solve_program()
        return answer

    def _take_better(self, routes: dict[int, Stops]) -> bool:
        worth = measure_routes(self.week, routes)
        if worth <= self.worth:
            return False
        self.routes, self.worth = routes, worth
        self._pool_plan()
        return True

    def _pool_plan(self) -> None:
        """Put the plan's own routes into the pool, where packing starts from them."""
        for crew, stops in self.routes.items():
            self.master.add_route(crew, stops)

    def _choose_crews(self) -> list[int]:
        choose = self.random.choice(
            [self._choose_day, self._choose_crew, self._choose_any, self._choose_around]
        )
        return choose()

    def _choose_day(self) -> list[int]:
        """All crews of one day, and a few of others."""
        shifts = self.table.week.problem.crew_days
        day = self.random.choice(shifts).day
        crews = [number for number, one in enumerate(shifts) if one.day == day]
        return crews + self.random.choices(range(len(shifts)), k=BESIDE_A_DAY)

    def _choose_crew(self) -> list[int]:
        """The whole week of two crews."""
        shifts = self.table.week.problem.crew_days
        two = {self.random.choice(shifts).crew, self.random.choice(shifts).crew}
        return [number for number, one in enumerate(shifts) if one.crew in two]

    def _choose_any(self) -> list[int]:
        many = len(self.table.crews)
        return self.random.sample(range(many), min(FREED_MANY, many))

    def _choose_around(self) -> list[int]:
        """The crew-days that could take one candidate left out, nearest first."""
        week = self.week
        visited = list_visited(week, self.routes)
        out = [one for one in week.tasks if one.role == LEAD]
        out = [one for one in out if one.candidate not in visited] or out
        if not out:
            return self._choose_any()
        task = self.random.choice(out)
        near = sorted(
            (self._measure_distance(crew, task.place_number), crew)
            for crew, eligible in enumerate(week.eligible)
            if task.number in eligible
        )
        return [crew for _, crew in near[:FREED_MANY]]

    def _measure_distance(self, crew: int, place: int) -> int:
        week = self.week
        stops = self.routes.get(crew, ())
        places = [week.tasks[task].place_number for task, _ in stops]
        places = places or [week.problem.crew_days[crew].start_place]
        return min(week.travel_minutes[one][place] for one in places)
