"""Who could take this one: the best slots for a visit that a plan leaves out."""

from __future__ import annotations

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.plans.queries.cards import PlanVersionView
from unhidden.operations.plans.rules.routes import gather_visits
from unhidden.operations.policies import PLAN
from unhidden.planning.week import slots
from unhidden.planning.week.slots import VisitSlot


@query
def find_plan_slots(
    *, viewer: Actor, of: PlanVersionView, candidate: str
) -> tuple[VisitSlot, ...]:
    """The best slots for a candidate that the plan leaves out, at most three.

    Raises Absent for a candidate that is in the plan, or not in its problem.
    """
    viewer.must(PLAN)
    if of.plan is None or candidate not in of.problem.candidate_of:
        raise Absent
    if candidate in gather_visits(of.plan):
        raise Absent
    return slots.find_slots(of.problem, of.plan, candidate)
