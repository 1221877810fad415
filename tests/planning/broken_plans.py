"""One small week, a plan of it that keeps every rule, and one for each rule broken."""

from __future__ import annotations

from dataclasses import replace

from unhidden.planning.week.plan import CrewRoute, PlannedStop, WeekPlan
from unhidden.planning.week.problem import (
    CrewDay,
    MenuItem,
    StrikeGroup,
    VisitCandidate,
    WeekProblem,
)

POLICE, CHARITY = frozenset({"police"}), frozenset({"police", "charity"})
SOFT = MenuItem("soft", 100, 40, 540, 700, (POLICE,), (("custody", 1),))
STRIKE = MenuItem("strike", 300, 60, 540, 700, (POLICE, CHARITY), is_on_grid=True)

PROBLEM = WeekProblem(
    days=2,
    candidates=(
        VisitCandidate("a", 0, frozenset({0}), (SOFT,)),
        VisitCandidate("b", 1, frozenset({0}), (SOFT,)),
        VisitCandidate("c", 2, frozenset({0, 1}), (SOFT, STRIKE)),
    ),
    crew_days=(
        CrewDay("one", "x", 0, 500, 900, POLICE, 3, 3),
        CrewDay("two", "y", 0, 500, 900, CHARITY, 3, 3),
        CrewDay("late", "y", 1, 500, 900, CHARITY, 3, 3),
    ),
    travel=((0, 10, 10, 10), (10, 0, 10, 10), (10, 10, 0, 10), (10, 10, 10, 0)),
    groups=(StrikeGroup("g", ("a", "b")),),
    capacities={"custody": (2, 2)},
)


def _stop(
    candidate: str, starts_at: int, kind: str = "soft", role: int = 0
) -> PlannedStop:
    return PlannedStop(candidate, kind, role, starts_at)


GOOD = WeekPlan(
    (
        CrewRoute("one", (_stop("a", 570), _stop("c", 630, "strike"))),
        CrewRoute("two", (_stop("b", 570), _stop("c", 630, "strike", 1))),
    ),
    100 + 100 + 300 - 60,
)


def _with_routes(*routes: CrewRoute) -> WeekPlan:
    return replace(GOOD, routes=routes)


ONE, TWO = GOOD.routes
BROKEN = {
    "only at": _with_routes(ONE, replace(TWO, stops=TWO.stops[::-1])),
    "back after": _with_routes(
        ONE, replace(TWO, stops=(TWO.stops[0], _stop("c", 850, "strike", 1)))
    ),
    "on a day on which": _with_routes(ONE, replace(TWO, crew_day="late")),
    "outside its window": _with_routes(CrewRoute("one", (_stop("c", 520),))),
    "on the grid": _with_routes(CrewRoute("one", (_stop("a", 571),))),
    "lacks charity": _with_routes(CrewRoute("one", (_stop("c", 600, "strike", 1),))),
    "more than one kind": _with_routes(
        CrewRoute("one", (_stop("c", 600),)),
        CrewRoute("two", (_stop("c", 660, "strike"),)),
    ),
    "in the roles [0]": _with_routes(CrewRoute("one", (_stop("c", 600, "strike"),))),
    "in the roles [0, 0]": _with_routes(
        CrewRoute("one", (_stop("c", 600),)), CrewRoute("two", (_stop("c", 600),))
    ),
    "do not begin together": _with_routes(
        CrewRoute("one", (_stop("c", 600, "strike"),)),
        CrewRoute("two", (_stop("c", 630, "strike", 1),)),
    ),
    "is struck in part": _with_routes(CrewRoute("one", (_stop("a", 570),))),
    "struck at more than one hour": _with_routes(
        CrewRoute("one", (_stop("a", 570),)), CrewRoute("two", (_stop("b", 600),))
    ),
    "and says": replace(GOOD, value=441),
    "more than one route": _with_routes(ONE, ONE),
    "no crew-day": _with_routes(CrewRoute("three", ())),
    "There is no raid": _with_routes(CrewRoute("one", (_stop("a", 570, "raid"),))),
}
