"""The planner of a week: a preview at once, a bound, a plan, and a better plan until
the time is over.

Stages: column generation proves the bound; strike hours are settled, then routes, by
diving; large neighbourhood search improves the plan. Stopped at any moment, it gives
the best plan it has.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from unhidden.planning.week.bounds import export_prices
from unhidden.planning.week.columns import ProvenBound, generate_columns
from unhidden.planning.week.faults import check_problem
from unhidden.planning.week.insertion import insert_visits, list_visited
from unhidden.planning.week.master import MasterProgram
from unhidden.planning.week.naming import make_plan, name_routes
from unhidden.planning.week.neighbourhoods import NeighbourhoodSearch
from unhidden.planning.week.options import make_options
from unhidden.planning.week.plan import CrewRoute, LeftOut, WeekPlan
from unhidden.planning.week.pricing import FASTEST, RoutePricing
from unhidden.planning.week.problem import WeekProblem
from unhidden.planning.week.reasons import ReasonSearch
from unhidden.planning.week.repairs import keep_routes, repair_routes
from unhidden.planning.week.route_diving import dive_on_routes
from unhidden.planning.week.schedules import measure_routes
from unhidden.planning.week.searching import SearchClock, SearchProgress
from unhidden.planning.week.strike_diving import settle_strike_hours
from unhidden.planning.week.tasks import PIN_VALUE, Stops, cut_into_tasks

#: A day this close to its bound is not improved, nor packed for longer than this.
CLOSE_ENOUGH, PACKING_SECONDS, DAY_ROUNDS = 0.995, 0.4, 4
#: Shares of the time after which a stage makes way for the next.
COLUMNS_UNTIL, STRIKES_UNTIL, ROUTES_UNTIL, BETTER_UNTIL = 0.5, 0.65, 0.8, 0.88

OnProgress = Callable[[SearchProgress, WeekPlan], None]


def preview_week(problem: WeekProblem) -> WeekPlan:
    """A plan by greedy insertion alone: at once, without strikes, without a bound."""
    check_problem(problem)
    week = cut_into_tasks(problem)
    return make_plan(week, insert_visits(week, {}))


def plan_week(
    problem: WeekProblem,
    clock: SearchClock,
    on_progress: OnProgress = lambda progress, plan: None,
    *,
    seed: int = 1,
    form: str = FASTEST,
    most_rounds: int | None = None,
    start: WeekPlan | None = None,
    with_columns: bool = False,
) -> WeekPlan:
    """The best plan found before the clock is over, with bound, prices and reasons.

    ``on_progress`` is called with each better plan. ``most_rounds`` ends the search for
    better plans early, so that it does not depend on the machine. The search begins
    with what can be kept of ``start``. Raises FaultyProblem.
    """
    check_problem(problem)
    search = WeekSearch(problem, clock, on_progress, form)
    search.preview(() if start is None else start.routes)
    search.prove_bound()
    search.dive()
    search.improve_plan(Random(seed), most_rounds)  # noqa: S311  # to be repeatable
    search.explain()
    return search.make_last_plan(with_columns=with_columns)


def plan_day(
    problem: WeekProblem,
    clock: SearchClock,
    *,
    start: Sequence[CrewRoute],
    form: str = FASTEST,
) -> WeekPlan:
    """The best plan of a problem of one day: packed whole, then improved.

    It ends as soon as it is close to its bound. The problem is taken as checked.
    """
    search = WeekSearch(problem, clock, lambda progress, plan: None, form)
    search.preview(start)
    search.prove_bound()
    search.pack_everything()
    if not search.is_close():
        search.dive()
        search.improve_plan(Random(1), DAY_ROUNDS)  # noqa: S311  # to be repeatable
    return search.make_best_plan()


class WeekSearch:
    """One search through its stages, and the best plan so far."""

    def __init__(
        self,
        problem: WeekProblem,
        clock: SearchClock,
        on_progress: OnProgress,
        form: str = FASTEST,
    ) -> None:
        self.clock, self.on_progress = clock, on_progress
        self.week = cut_into_tasks(problem)
        self.table = make_options(self.week)
        self.master = MasterProgram(self.table)
        self.pricing = RoutePricing(self.table, form)
        self.routes: dict[int, Stops] = {}
        self.worth = 0
        self.proven: ProvenBound | None = None
        self.reasons: tuple[LeftOut, ...] = ()
        self.columns: list[int] = []

    def preview(self, start: Sequence[CrewRoute]) -> None:
        """Begin with greedy insertion into what can be kept of a plan."""
        begun = repair_routes(self.week, keep_routes(self.week, start))
        self._take_better("preview", begun)

    def pack_everything(self) -> None:
        """Choose the routes of all crew-days at once."""
        search = NeighbourhoodSearch(
            self.master,
            self.pricing,
            self.routes,
            Random(1),  # noqa: S311
        )
        search.improve_part(list(range(len(self.table.crews))), PACKING_SECONDS)
        self._take_better("plan", search.routes)
        self.master.free_columns()

    def is_close(self) -> bool:
        """Whether the plan is so close to its bound that a search is not worth it."""
        share = self.make_best_plan().share_of_bound
        return share is not None and share >= CLOSE_ENOUGH

    def prove_bound(self) -> None:
        """Generate columns until the bound is close."""
        for crew, stops in self.routes.items():
            self.master.add_route(crew, stops)
        self.proven = generate_columns(
            self.master, self.pricing, self.clock, COLUMNS_UNTIL
        )
        self._tell_progress("bound")

    def dive(self) -> None:
        """Settle strike hours, then routes: quickly at first, then with care."""
        settle_strike_hours(self.master, self.pricing, self.clock, STRIKES_UNTIL)
        for priced_every in (2, 1):
            routes = dive_on_routes(
                self.master,
                self.pricing,
                self.clock,
                ROUTES_UNTIL,
                priced_every=priced_every,
            )
            self._take_better("plan", repair_routes(self.week, routes))

    def improve_plan(self, random: Random, most_rounds: int | None = None) -> None:
        """Improve part by part until the time is over, or nothing can be better."""
        search = NeighbourhoodSearch(self.master, self.pricing, self.routes, random)
        search.improve_plan(
            self.clock,
            lambda routes, worth: self._take_better("better", routes),
            most_worth=None if self.proven is None else self.proven.value,
            most_rounds=most_rounds,
            share=BETTER_UNTIL,
        )

    def _take_better(self, stage: str, routes: dict[int, Stops]) -> None:
        worth = measure_routes(self.week, routes)
        if worth > self.worth:
            self.routes, self.worth = routes, worth
        self._tell_progress(stage)

    def _tell_progress(self, stage: str) -> None:
        plan = self.make_best_plan()
        progress = SearchProgress(
            stage, self.clock.seconds_gone, plan.value, plan.bound
        )
        self.on_progress(progress, plan)

    def make_best_plan(self) -> WeekPlan:
        """The best plan so far, with the bound once there is one.

        A plan that cannot keep every pin has none: the bound is of those that do.
        """
        if self.proven is None or not self._keeps_pins():
            return make_plan(self.week, self.routes)
        pinned = PIN_VALUE * len(self.week.problem.pins)
        prices = export_prices(self.table, self.proven.duals)
        return make_plan(
            self.week,
            self.routes,
            bound=self.proven.value - pinned,
            prices=prices,
        )

    def explain(self) -> None:
        """Look for the reasons of what is left out, and take what is better."""
        search = ReasonSearch(self.master, self.pricing, self.routes, self.clock)
        search.search_reasons(lambda routes: self._take_better("reasons", dict(routes)))
        bound = None if self.proven is None else self.proven.value
        self.reasons = search.make_reasons(bound)
        self.columns = search.columns

    def make_last_plan(self, *, with_columns: bool) -> WeekPlan:
        """The best plan with its reasons."""
        columns = tuple(
            one
            for place in self.columns
            if with_columns
            if (column := self.master.columns[place]) is not None
            for one in name_routes(self.week, {column.crew: column.stops})
        )
        return replace(self.make_best_plan(), reasons=self.reasons, columns=columns)

    def _keeps_pins(self) -> bool:
        """Whether every pinned candidate is visited: no task goes against its pin."""
        visited = list_visited(self.week, self.routes)
        candidates = self.week.problem.candidates
        pinned = self.week.problem.pin_of
        return all(
            number in visited
            for number, one in enumerate(candidates)
            if one.id in pinned
        )
