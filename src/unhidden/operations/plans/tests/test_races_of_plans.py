"""Two who change, take or decide at the same moment: one is told, nothing is lost."""

from __future__ import annotations

from collections import Counter
from datetime import time
from functools import partial
from uuid import UUID

import pytest

from tests.cast import NOON, Cast
from tests.made.targets import decide, make_candidate
from tests.made.week_plans import (
    PlannedWeek,
    ask,
    make_plan,
    make_week_to_plan,
    run_search,
    see_plan,
    see_search,
    take,
)
from tests.support.together import together
from unhidden.operations.plans.actions import editing, refusals
from unhidden.operations.plans.actions.taking import TakenPlan
from unhidden.operations.plans.rules.routes import HandMove
from unhidden.operations.visits.queries.cards import PlannedVisitCard
from unhidden.operations.visits.queries.visits import planned_visits
from unhidden.planning.week.interchange import make_plain
from unhidden.planning.week.plan import CrewRoute, PlannedStop, WeekPlan

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 8


def list_visits(cast: Cast, week: PlannedWeek, name: str) -> list[PlannedVisitCard]:
    shown = planned_visits(viewer=cast.actor("planner"), operation_id=week.operation_id)
    return [one for one in shown if one.premises == name]


def move(
    cast: Cast, week: PlannedWeek, version_id: UUID, revision: int, visit: int, at: int
) -> None:
    editing.move_in_plan(
        version_id=version_id,
        revision=revision,
        move=HandMove(str(week.visits[visit]), "soft", (week.crew_day(visit),), at),
        actor=cast.actor("planner"),
        at=NOON,
    )


def test_of_two_changes_one_is_kept_and_the_other_told_every_time(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    ended: Counter[object] = Counter()

    for number in range(ROUNDS):
        made = [
            partial(move, cast, week, version_id, number, visit, hour + 15 * number)
            for visit, hour in ((0, 540), (1, 720))
        ]
        ended.update(type(one) for one in together(*made))

    assert ended == {type(None): ROUNDS, refusals.PlanChangedMeanwhile: ROUNDS}
    assert see_plan(cast, version_id).card.revision == ROUNDS


def test_a_plan_is_taken_as_it_was_seen_or_not_at_all(cast: Cast) -> None:
    week = make_week_to_plan(cast)

    for _round in range(3):
        version_id = make_plan(cast, week)
        moved, taken = together(
            partial(move, cast, week, version_id, 0, 1, 780),
            partial(take, cast, version_id),
        )
        hours = [one.starts_at for one in list_visits(cast, week, "Nail bar")]
        if isinstance(taken, TakenPlan) and hours == [time(11)]:
            assert isinstance(moved, refusals.PlanSettled)
        else:
            # It was changed first: whoever takes it is told, or takes what is there.
            assert moved is None


def make_plan_of(cast: Cast, week: PlannedWeek, candidate_id: UUID) -> UUID:
    search_id = ask(cast, week)
    stop = PlannedStop(str(candidate_id), "soft", 0, 600)
    plan = WeekPlan((CrewRoute(week.crew_day(), (stop,)),), 50)
    run_search({"plan": make_plain(plan)})
    return see_search(cast, search_id).version_id


def test_nothing_else_is_tasked_where_safeguarding_is_decided_meanwhile(
    cast: Cast,
) -> None:
    week = make_week_to_plan(cast)

    for number in range(3):
        key = make_candidate(cast, week.operation_id, name=f"Flat {number}")
        decide(cast, week.operation_id, key)
        version_id = make_plan_of(cast, week, key)
        _, taken = together(
            partial(decide, cast, week.operation_id, key, kind="safeguarding"),
            partial(take, cast, version_id),
        )
        tasked = [one.kind for one in list_visits(cast, week, f"Flat {number}")]
        if isinstance(taken, refusals.PlanNotTaken):
            assert tasked == []
        else:
            assert tasked == ["soft"]
