"""The rest of a day that was planned anew, put back into the plan of the week."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from unhidden.operations.plans.rules.fitting import write_routes
from unhidden.operations.plans.rules.routes import (
    gather_visits,
    list_routes,
    measure_plan,
)
from unhidden.planning.week.interchange import read_fields
from unhidden.planning.week.plan import PlannedStop, WeekPlan
from unhidden.planning.week.problem import WeekProblem


def join_rest(
    problem: WeekProblem,
    plan: Mapping[str, Any],
    given: Mapping[str, Any],
    replanned: Mapping[str, Any],
) -> dict[str, Any]:
    """What a row keeps of a week of which the rest of one day is planned anew.

    Other days, and what of this day has begun or is settled, stay as they were.
    ``given`` has the ``state`` of the day, ``replanned`` the plan of its rest.
    """
    week = read_fields(WeekPlan, json.dumps(plan))
    rest = read_fields(WeekPlan, json.dumps({**replanned["plan"], "reasons": []}))
    state = given["state"]
    stops: dict[str, list[PlannedStop]] = {}
    for crew_day, stop in week.iterate_stops():
        is_of_day = problem.crew_day_of[crew_day].day == state["day"]
        is_over = (
            stop.starts_at <= state["minute"] or stop.candidate in state["settled"]
        )
        if not is_of_day or is_over:
            stops.setdefault(crew_day, []).append(stop)
    for crew_day, stop in rest.iterate_stops():
        stops.setdefault(crew_day, []).append(stop)
    joined = WeekPlan(list_routes(stops), 0)
    valued = WeekPlan(joined.routes, measure_plan(problem, joined))
    return {
        "plan": write_routes(valued),
        "visits": len(gather_visits(valued)),
        "value": valued.value,
        "reasons": [],
        "progress": {
            "kept": replanned["kept"],
            "promised": replanned["promised"],
            "share": rest.share_of_bound,
        },
    }
