"""What a planner does with visits, in few words, for the tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from uuid import UUID

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import (
    PURPOSE,
)
from tests.made.places import make_premises
from unhidden.operations.visits.actions import visits as visits_actions
from unhidden.operations.visits.actions.plans import VisitPlan
from unhidden.operations.visits.queries import visits as visits_queries
from unhidden.operations.visits.queries.cards import PlannedVisitCard

TEN = time(10)


def plan(**given: object) -> VisitPlan:
    soft = VisitPlan(
        kind="soft", purpose=PURPOSE, power="", on=TODAY, starts_at=None, team_id=None
    )
    return replace(soft, **given)  # type: ignore[arg-type]  # the fields' own types


def plan_at(
    cast: Cast, operation_id: UUID, *premises_ids: UUID, **given: object
) -> list[UUID]:
    places = premises_ids or (make_premises(by=cast.actor("planner")),)
    return visits_actions.plan_visits(
        operation_id=operation_id,
        premises_ids=places,
        plan=plan(**given),
        actor=cast.actor("planner"),
        at=NOON,
    )


def assign(
    cast: Cast,
    planned_id: UUID,
    team_id: UUID | None,
    *,
    on: date = TODAY,
    starts_at: time | None = TEN,
) -> None:
    visits_actions.assign_visit(
        planned_id=planned_id,
        team_id=team_id,
        on=on,
        starts_at=starts_at,
        actor=cast.actor("planner"),
        at=NOON,
    )


def cancel(cast: Cast, planned_id: UUID, reason: str = "The shop has shut.") -> None:
    visits_actions.cancel_visit(
        planned_id=planned_id, reason=reason, actor=cast.actor("planner"), at=NOON
    )


def reinstate(cast: Cast, planned_id: UUID) -> bool:
    return visits_actions.reinstate_visit(
        planned_id=planned_id, actor=cast.actor("planner"), at=NOON
    )


def card(cast: Cast, planned_id: UUID) -> PlannedVisitCard:
    return visits_queries.planned_visit(
        viewer=cast.actor("planner"), planned_id=planned_id
    )
