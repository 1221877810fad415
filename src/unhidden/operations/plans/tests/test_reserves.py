"""The crew in reserve: kept free, and used once somebody says so."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import NOON, Cast
from tests.made.agencies import make_colleague
from tests.made.operations import make_team
from tests.made.rosters import make_shift
from tests.made.week_plans import (
    FakeSearch,
    PlannedWeek,
    make_plan,
    make_week_to_plan,
    page,
    run_search,
    see_search,
)
from unhidden.operations import actions
from unhidden.operations.models import CrewOutfit, SearchKind
from unhidden.operations.plans.actions import refusals, replanning
from unhidden.operations.plans.rules.happenings import DayHappening, HappeningKind
from unhidden.operations.tests.reading import words
from unhidden.planning.week.interchange import make_plain
from unhidden.planning.week.plan import CrewRoute, PlannedStop, WeekPlan

pytestmark = pytest.mark.django_db
CREW_OUT = {"kind": "crew_out", "day": "0", "at": "10:30am"}


def make_reserve(cast: Cast, week: PlannedWeek) -> UUID:
    """A third crew, in reserve today, which starts where the others do."""
    team_id = make_team(cast, week.operation_id, name="Team 3", people=())
    for name in ("Ann Hughes", "Ben Lloyd"):
        actions.add_member(
            team_id=team_id,
            person_id=make_colleague(cast, name, "police", "officer"),
            is_leader=name == "Ann Hughes",
            actor=cast.actor("planner"),
            at=NOON,
        )
    start = CrewOutfit.objects.get(team_id=week.teams[0]).start_place_id
    CrewOutfit.objects.create(
        operation_id=week.operation_id, team_id=team_id, start_place_id=start
    )
    make_shift(cast, week.operation_id, team_id, is_reserve=True)
    return team_id


def replan(client: Client, version_id: UUID, week: PlannedWeek, **typed: Any) -> Any:
    given = {**CREW_OUT, "crew_day": str(week.teams[0]), **typed}
    return client.post(page("replan", version_id), given, follow=True)


def crews_of(search: FakeSearch) -> list[str]:
    """The crews in service that a search was asked about."""
    return [one["crew_day"] for one in search.asked[0]["replan"]["state"]["crews"]]


def take_over(week: PlannedWeek, crew_day: str) -> dict[str, Any]:
    """A crew makes the second visit, after the first crew dropped out."""
    stop = PlannedStop(str(week.visits[1]), "soft", 0, 780)
    plan = make_plain(WeekPlan((CrewRoute(crew_day, (stop,)),), 50))
    return {"replan": {"plan": plan, "kept": 0, "promised": 1}}


def test_a_crew_in_reserve_goes_out_when_it_is_ticked_and_not_before(
    cast: Cast, planner: Client
) -> None:
    week = make_week_to_plan(cast)
    team_id = make_reserve(cast, week)
    version_id = make_plan(cast, week)
    asked = words(planner.get(page("replan", version_id)))

    replan(planner, version_id, week)
    without = run_search(take_over(week, week.crew_day(1)), kind=SearchKind.REPLAN)
    used = replan(planner, version_id, week, has_reserve="on")
    search = run_search(take_over(week, f"{team_id}:0"), kind=SearchKind.REPLAN)

    assert "Use the crew in reserve" in asked
    assert "Monday 5 January 2026: Team 3" in asked
    assert crews_of(without) == [week.crew_day(1)]
    assert set(crews_of(search)) == {week.crew_day(1), f"{team_id}:0"}
    search_id = UUID(used.redirect_chain[-1][0].rstrip("/").split("/")[-1])
    new_id = see_search(cast, search_id).version_id
    beside = planner.get(page("compare_plans", new_id, **{"with": version_id}))
    assert "Monday 5 January 2026, 1pm, Team 3" in words(beside)


def test_a_crew_that_was_called_stays_out_when_more_happens(
    cast: Cast, planner: Client
) -> None:
    week = make_week_to_plan(cast)
    team_id = make_reserve(cast, week)
    used = replan(planner, make_plan(cast, week), week, has_reserve="on")
    run_search(take_over(week, f"{team_id}:0"), kind=SearchKind.REPLAN)
    search_id = UUID(used.redirect_chain[-1][0].rstrip("/").split("/")[-1])
    version_id = see_search(cast, search_id).version_id

    asked = words(planner.get(page("replan", version_id)))
    replan(planner, version_id, week, crew_day=str(week.teams[1]))
    search = run_search(take_over(week, f"{team_id}:0"), kind=SearchKind.REPLAN)

    assert "Use the crew in reserve" not in asked
    assert f"{team_id}:0" in crews_of(search)


def test_a_day_without_a_reserve_offers_none(cast: Cast, planner: Client) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    happening = DayHappening(HappeningKind.URGENT, 1, 600)

    before = words(planner.get(page("replan", version_id)))
    make_reserve(cast, week)
    tomorrow = replan(planner, version_id, week, day="1", has_reserve="on")

    assert "Use the crew in reserve" not in before
    assert "No crew is in reserve on that day" in words(tomorrow)
    with pytest.raises(refusals.NoReserve):
        replanning.ask_for_replan(
            version_id=version_id,
            happening=happening,
            has_reserve=True,
            actor=cast.actor("planner"),
            at=NOON,
        )
