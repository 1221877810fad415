"""The best plan found in which certain candidates are visited, on one day.

All crew-days of the day are freed, and routes priced around those kept. A shortfall, at
a cost, stands for what is not there yet while prices are still found.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from unhidden.planning.week.columns import price_round
from unhidden.planning.week.insertion import list_visited
from unhidden.planning.week.master import INFINITE, LinearAnswer, MasterProgram
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
from unhidden.planning.week.tasks import Stops

MOST_DAYS, PRICING_ROUNDS, ROUTES_A_CREW = 2, 3, 10
PACKING_SECONDS = 0.7
LEAST_SHORTFALL = 0.01
#: Less than any plan is worth: every route may be part of the best choice.
LEAST_WORTH = -(10**9)


class ForcedSearch:
    """Forces candidates into one plan, day by day."""

    def __init__(
        self,
        master: MasterProgram,
        pricing: RoutePricing,
        routes: Routes,
        clock: SearchClock,
    ) -> None:
        self.master, self.pricing, self.clock = master, pricing, clock
        self.routes, self.week = dict(routes), master.table.week

    def force_candidates(self, wanted: Sequence[int]) -> dict[int, Stops] | None:
        """The best plan found that visits them all; None where none was found."""
        rows = [self.master.table.rows["candidate", one] for one in wanted]
        best: dict[int, Stops] | None = None
        for part in self._choose_days(wanted):
            if self.clock.is_over():
                break
            found = self._force_part(part, rows)
            if found is not None and (best is None or self._is_better(found, best)):
                best = found
        self.master.free_columns()
        return best

    def _is_better(self, one: Routes, other: Routes) -> bool:
        return measure_routes(self.week, one) > measure_routes(self.week, other)

    def _choose_days(self, wanted: Sequence[int]) -> list[FreedPart]:
        """The days that the linear program finds best for them, freed."""
        problem = self.week.problem
        days = frozenset.intersection(*(problem.candidates[one].days for one in wanted))
        shifts = list(enumerate(problem.crew_days))
        ranked: list[tuple[float, int, FreedPart]] = []
        rows = [self.master.table.rows["candidate", one] for one in wanted]
        for day in sorted(days):
            crews = [number for number, one in shifts if one.day == day]
            part = free_crews(self.master, self.routes, crews, wanted)
            answer, _ = self._solve_forced(part, rows)
            ranked.append((-answer.value if answer.is_optimal else INFINITE, day, part))
        ranked.sort(key=lambda one: one[:2])
        return [part for _, _, part in ranked[:MOST_DAYS]]

    def _solve_forced(
        self, part: FreedPart, rows: Sequence[int], rounds: int = 0
    ) -> tuple[LinearAnswer, float]:
        """The linear program with the rows filled, and how far they could not be."""
        master = self.master
        limit_to_part(master, part)
        short = [master.add_shortfall(row) for row in self._list_short_rows(part, rows)]
        master.demand_rows(rows, 1)
        answer = master.solve_program()
        for number in range(rounds if answer.is_optimal else 0):
            is_last = number == rounds - 1
            price_round(
                master,
                self.pricing,
                answer.duals,
                list(part.crews),
                is_exact=is_last,
                most=ROUTES_A_CREW,
            )
            answer = master.solve_program()
        master.demand_rows(rows, -INFINITE)
        missing = (
            float(np.sum(answer.amounts[short])) if answer.is_optimal else INFINITE
        )
        return answer, missing

    def _list_short_rows(self, part: FreedPart, rows: Sequence[int]) -> list[int]:
        """The rows wanted, and those of partners at each hour of the day."""
        if not part.crews:
            return list(rows)
        day = self.week.problem.crew_days[part.crews[0]].day
        partners = [
            row
            for key, row in self.master.table.rows.items()
            if key[0] in ("hour", "support")
            and key[1] in part.wanted
            and key[-2] == day
        ]
        return [*rows, *partners]

    def _force_part(
        self, part: FreedPart, rows: Sequence[int]
    ) -> dict[int, Stops] | None:
        answer, missing = self._solve_forced(part, rows, PRICING_ROUNDS)
        if missing > LEAST_SHORTFALL:
            return None
        packed = pack_routes(
            self.master,
            part,
            answer,
            self.routes,
            worth=LEAST_WORTH,
            seconds=min(PACKING_SECONDS, max(self.clock.seconds_left, 0.1)),
        )
        repaired = repair_routes(self.week, packed)
        is_there = part.wanted <= list_visited(self.week, repaired)
        return repaired if is_there else None
