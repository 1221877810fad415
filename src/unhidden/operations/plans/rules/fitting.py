"""A plan made for one problem, brought to another: what is not there falls out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from unhidden.operations.plans.rules.routes import find_item, measure_plan
from unhidden.planning.week.interchange import make_plain
from unhidden.planning.week.plan import CrewRoute, WeekPlan
from unhidden.planning.week.problem import WeekProblem


def fit_plan(problem: WeekProblem, plan: WeekPlan) -> WeekPlan:
    """The plan without stops and crew-days that the problem does not know; no proof."""
    routes = []
    for route in plan.routes:
        stops = tuple(
            stop
            for stop in route.stops
            if find_item(problem, stop.candidate, stop.kind) is not None
        )
        if stops and route.crew_day in problem.crew_day_of:
            routes.append(CrewRoute(route.crew_day, stops))
    fitted = WeekPlan(tuple(routes), 0)
    return WeekPlan(fitted.routes, measure_plan(problem, fitted))


def list_sent_crews(
    problem: WeekProblem, plan: WeekPlan, days: Sequence[date]
) -> set[tuple[UUID, date]]:
    """The teams that the plan sends somewhere, each with the day."""
    sent = [problem.crew_day_of[route.crew_day] for route in plan.routes]
    return {(UUID(one.crew), days[one.day]) for one in sent}


def write_routes(plan: WeekPlan) -> dict[str, Any]:
    """Routes and value as plain values: what a row keeps as the plan itself."""
    return {"routes": make_plain(plan.routes), "value": plan.value}


def write_answer(problem: WeekProblem, answer: Mapping[str, Any]) -> dict[str, Any]:
    """What a row keeps of a plan that a search gave as plain values."""
    visited = {
        stop["candidate"] for route in answer["routes"] for stop in route["stops"]
    }
    return {
        "plan": {"routes": answer["routes"], "value": answer["value"]},
        "visits": len(visited & problem.candidate_of.keys()),
        "value": answer["value"],
        "bound": answer.get("bound"),
        "prices": answer.get("prices") or {},
        "reasons": answer.get("reasons") or [],
    }
