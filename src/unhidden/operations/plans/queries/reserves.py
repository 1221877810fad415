"""The crews in reserve: kept free by every plan, until somebody calls them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.plans.queries.cards import PlanVersionView
from unhidden.operations.policies import PLAN
from unhidden.operations.rosters.queries.roster import list_crew_days


@query
def list_reserves(*, viewer: Actor, of: PlanVersionView) -> dict[int, str]:
    """The name of the crew in reserve, by the number of the plan's day.

    A crew that the plan sends somewhere already is in reserve no more.
    """
    viewer.must(PLAN)
    sent = {one.crew_day for one in of.plan.routes} if of.plan else set()
    found = {}
    for card in list_crew_days(viewer=viewer, operation_id=of.card.operation_id):
        if card.is_reserve and card.on in of.names.days:
            day = of.names.days.index(card.on)
            if f"{card.team_id}:{day}" not in sent:
                found[day] = card.crew
    return found


@query
def find_reserve(*, viewer: Actor, operation_id: UUID, on: date) -> UUID | None:
    """The team in reserve on a day, if there is one that can go out."""
    viewer.must(PLAN)
    cards = list_crew_days(viewer=viewer, operation_id=operation_id)
    return next((one.team_id for one in cards if one.is_reserve and one.on == on), None)
