"""Taking a plan: the planned visits become those of the plan, all or none."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import UUID

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import make_planned_visit, make_team
from tests.made.week_plans import (
    PlannedWeek,
    make_plan,
    make_week_to_plan,
    one_plan,
    see_plan,
    take,
)
from unhidden.operations.models import PlannedVisit, PlanStatus
from unhidden.operations.plans.actions import refusals, versions
from unhidden.operations.plans.actions.taking import TakenPlan
from unhidden.operations.visits.actions import visits
from unhidden.planning.week.plan import CrewRoute, PlannedStop, WeekPlan

pytestmark = pytest.mark.django_db


def rows_of(week: PlannedWeek) -> list[tuple[str, UUID | None, time | None]]:
    rows = {row.id: row for row in PlannedVisit.objects.all()}
    return [
        (rows[key].status, rows[key].team_id, rows[key].starts_at)
        for key in week.visits
    ]


def test_visits_get_crew_and_hour_and_the_rest_is_cancelled(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)

    taken = take(cast, version_id)

    assert taken == TakenPlan(changed=2, added=0, kept=0, cancelled=1)
    assert rows_of(week) == [
        ("planned", week.teams[0], time(10)),
        ("planned", week.teams[0], time(11)),
        ("cancelled", None, None),
    ]
    left_out = PlannedVisit.objects.get(id=week.visits[2])
    assert left_out.cancelled_because == "Left out of plan 1"
    assert see_plan(cast, version_id).card.state == "taken"


def test_two_visits_may_change_places(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    take(cast, make_plan(cast, week))
    swapped = (
        PlannedStop(str(week.visits[1]), "soft", 0, 600),
        PlannedStop(str(week.visits[0]), "soft", 0, 660),
    )

    second = make_plan(cast, week, WeekPlan((CrewRoute(week.crew_day(), swapped),), 9))
    taken = take(cast, second)

    assert taken.changed == 2
    assert [row[2] for row in rows_of(week)[:2]] == [time(11), time(10)]


def test_taking_the_same_again_changes_nothing(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    first = make_plan(cast, week)
    take(cast, first)

    again = make_plan(cast, week)

    assert take(cast, again) == TakenPlan(changed=0, added=0, kept=2, cancelled=0)
    assert see_plan(cast, first).card.state == "superseded"


def test_all_or_none_and_what_could_not_be_is_named(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    # Meanwhile somebody of the team is elsewhere at that hour.
    other = make_team(
        cast, week.operation_id, name="Team 3", people=("officer", "partner")
    )
    make_planned_visit(
        cast, week.operation_id, on=TODAY, starts_at=time(11), team_id=other
    )
    before = rows_of(week)

    with pytest.raises(refusals.PlanNotTaken) as caught:
        take(cast, version_id)

    assert [one for one, _ in caught.value.refused] == [week.visits[1]]
    assert rows_of(week) == before
    assert see_plan(cast, version_id).card.state == "draft"


def test_what_was_made_meanwhile_is_left_alone(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    visits.cancel_visit(
        planned_id=week.visits[0],
        reason="The shop has shut.",
        actor=cast.actor("planner"),
        at=NOON,
    )

    take(cast, version_id)

    row = PlannedVisit.objects.get(id=week.visits[0])
    assert (row.status, row.cancelled_because) == (
        PlanStatus.CANCELLED,
        "The shop has shut.",
    )


def test_a_what_if_becomes_everybodys_when_it_is_taken(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    what_if = versions.copy_plan(
        version_id=version_id, is_what_if=True, actor=cast.actor("planner"), at=NOON
    )

    take(cast, what_if)

    card = see_plan(cast, what_if).card
    assert (card.state, card.number) == ("taken", 2)


def test_a_taken_plan_is_not_taken_or_changed_again(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    take(cast, version_id)

    with pytest.raises(refusals.PlanSettled):
        take(cast, version_id)


def test_a_visit_after_midnight_is_on_the_next_day(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    plan = one_plan(week, visits=1)
    late = PlannedStop(str(week.visits[0]), "soft", 0, 25 * 60)
    version_id = make_plan(
        cast, week, WeekPlan((CrewRoute(week.crew_day(), (late,)),), plan.value)
    )

    take(cast, version_id)

    row = PlannedVisit.objects.get(id=week.visits[0])
    assert (row.on, row.starts_at) == (TODAY + timedelta(days=1), time(1))
