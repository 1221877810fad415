"""Who could take this one: the best slots for a visit that a plan leaves out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.plans.queries.cards import PlanVersionView
from unhidden.operations.plans.rules import clocks
from unhidden.operations.plans.rules.routes import gather_visits, replace_routes
from unhidden.operations.policies import PLAN
from unhidden.planning.week import slots
from unhidden.planning.week.plan import WeekPlan
from unhidden.planning.week.problem import MenuItem, WeekProblem
from unhidden.planning.week.slots import VisitSlot


@query
def find_plan_slots(
    *, viewer: Actor, of: PlanVersionView, candidate: str, at: datetime
) -> tuple[VisitSlot, ...]:
    """The best slots to come for a candidate that the plan leaves out, at most three.

    Raises Absent for a candidate that is in the plan, or not in its problem.
    """
    viewer.must(PLAN)
    if of.plan is None or candidate not in of.problem.candidate_of:
        raise Absent
    if candidate in gather_visits(of.plan):
        raise Absent
    found = slots.find_slots(_bar_past(of, candidate, at), of.plan, candidate)
    return tuple(_name_lost(of.plan, slot) for slot in found)


def _name_lost(plan: WeekPlan, slot: VisitSlot) -> VisitSlot:
    """The slot with every visit that it takes out, also what was possible no more."""
    after = gather_visits(replace_routes(plan, slot.routes))
    lost = gather_visits(plan).keys() - after.keys()
    return replace(slot, left_out=tuple(sorted(lost)))


def _bar_past(of: PlanVersionView, candidate: str, at: datetime) -> WeekProblem:
    """The problem in which the visit begins at no minute that is over."""
    now = clocks.count_week_minutes(of.names.days[0], at)
    candidates = tuple(
        replace(one, menu=tuple(_begin_after(item, now) for item in one.menu))
        if one.id == candidate
        else one
        for one in of.problem.candidates
    )
    return replace(of.problem, candidates=candidates)


def _begin_after(item: MenuItem, minute: int) -> MenuItem:
    return replace(item, lawful_from=max(minute, item.lawful_from or minute))
