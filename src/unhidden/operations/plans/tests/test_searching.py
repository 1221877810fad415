"""Asking for a plan, the worker that searches it, and what becomes of lost searches."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction

from tests.cast import NOON, Cast
from tests.made.week_plans import (
    answer,
    ask,
    make_plan,
    make_week_to_plan,
    one_plan,
    run_search,
    see_plan,
    see_search,
)
from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.operations.models import SearchKind, SearchOutcome
from unhidden.operations.plans.actions import (
    asking,
    editing,
    refusals,
    replanning,
    searching,
)
from unhidden.operations.plans.rules.happenings import DayHappening, HappeningKind
from unhidden.operations.plans.rules.standings import SILENCE, SearchStanding
from unhidden.planning.apart import SearchEnded
from unhidden.planning.week.interchange import make_plain

pytestmark = pytest.mark.django_db

LATER = NOON + SILENCE + timedelta(seconds=1)


def stop(cast: Cast, search_id: UUID) -> None:
    asking.stop_search(plan_request_id=search_id, actor=cast.actor("planner"), at=NOON)


def test_what_was_asked_for_is_searched_and_becomes_a_plan(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    search_id = ask(cast, week)

    fake = run_search(
        {"progress": {"phase": "bound", "value": 1}}, answer(one_plan(week))
    )

    search = see_search(cast, search_id)
    view = see_plan(cast, search.version_id)
    assert search.standing == SearchStanding.DONE
    assert (view.card.number, view.card.visits, view.card.candidates) == (1, 2, 3)
    assert view.card.share_of_bound == pytest.approx(100 / 120)
    assert view.plan is not None
    assert view.plan.routes == one_plan(week).routes
    assert fake.asked[0]["plan"]["seconds"] == 60


def test_the_request_carries_the_whole_problem_and_no_name(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    ask(cast, week)

    fake = run_search(answer(one_plan(week)))

    problem = fake.asked[0]["plan"]["problem"]
    assert {one["id"] for one in problem["candidates"]} == set(map(str, week.visits))
    assert len(problem["crew_days"]) == 4
    assert "Car wash" not in str(fake.asked)


def test_the_worker_reads_no_plan_by_itself(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    ask(cast, week)

    for table in ("planversion", "searchrequest", "planedit", "candidate"):
        with (
            as_role("worker"),
            pytest.raises(Exception, match=r"denied|not exist"),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"select * from operations_{table}")  # noqa: S608  # our own


def test_one_search_runs_and_the_others_wait_in_sight(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    first, second = ask(cast, week), ask(cast, week, at=NOON + timedelta(seconds=1))
    seen: list[tuple[SearchStanding, int]] = []

    def look() -> None:
        with as_role("staff"):
            waiting = see_search(cast, second)
            seen.append((waiting.standing, waiting.place))
        with as_role("worker"):
            assert not searching.search_next(
                kind=SearchKind.WEEK,
                searching=pytest.fail,  # type: ignore[arg-type]  # never called
                now=lambda: NOON,
                is_over=lambda: False,
                actor=searching.SEARCHER,
            )

    assert see_search(cast, second).place == 1
    run_search(answer(one_plan(week)), before_each=look)

    assert seen == [(SearchStanding.WAITING, 1)]
    assert see_search(cast, first).standing == SearchStanding.DONE
    assert see_search(cast, second).place == 0


def test_a_search_that_waits_is_stopped_before_it_begins(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    search_id = ask(cast, week)

    stop(cast, search_id)

    assert see_search(cast, search_id).standing == SearchStanding.WITHDRAWN
    assert run_search().asked == []


def test_a_search_that_is_stopped_keeps_its_best(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    search_id = ask(cast, week)

    def press_stop() -> None:
        with as_role("staff"):
            stop(cast, search_id)

    fake = run_search(None, answer(one_plan(week)), before_each=press_stop)

    search = see_search(cast, search_id)
    assert fake.stopped >= 1
    assert search.standing == SearchStanding.STOPPED
    assert see_plan(cast, search.version_id).card.visits == 2


def test_a_killed_child_is_told_and_asked_for_again(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    search_id = ask(cast, week)
    run_search({"progress": {"value": 5}}, SearchEnded)
    assert see_search(cast, search_id).standing == SearchStanding.CHILD_ENDED

    again = asking.ask_again(
        plan_request_id=search_id, actor=cast.actor("planner"), at=NOON
    )
    run_search(answer(one_plan(week)))

    search = see_search(cast, again)
    assert search.standing == SearchStanding.DONE
    assert see_plan(cast, search.version_id).plan is not None


def test_a_killed_worker_is_noticed_and_the_next_takes_over(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    lost, waiting = ask(cast, week), ask(cast, week, at=NOON + timedelta(seconds=1))
    with as_role("worker"):
        searching._begin(
            SearchKind.WEEK, actor=searching.SEARCHER, at=NOON
        )  # and then it is killed

    assert see_search(cast, lost, at=LATER).standing == SearchStanding.SILENT
    assert run_search().asked == []
    run_search(answer(one_plan(week)), at=LATER)

    assert see_search(cast, lost).standing == SearchStanding.BROKEN_OFF
    assert see_search(cast, waiting).standing == SearchStanding.DONE


def test_a_search_thought_dead_writes_over_nothing(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    search_id = ask(cast, week)
    version_id = see_search(cast, search_id).version_id
    with as_role("worker"):
        searching._begin(SearchKind.WEEK, actor=searching.SEARCHER, at=NOON)
        best = {"plan": {"routes": make_plain(one_plan(week).routes), "value": 100}}
        searching._tell(
            search_id, {**best, "visits": 2}, actor=searching.SEARCHER, at=NOON
        )
    editing.drop_from_plan(
        version_id=version_id,
        revision=0,
        candidate=str(week.visits[0]),
        actor=cast.actor("planner"),
        at=LATER,
    )
    told = {"outcome": "done", "plan": {"routes": [], "value": 0}, "visits": 0}

    # First it wakes as late as it is; then by a clock that is behind.
    for at in (LATER, NOON):
        with (
            as_role("worker"),
            transaction.atomic(),
            pytest.raises(Exception, match="refused"),
        ):
            searching._tell(search_id, told, actor=searching.SEARCHER, at=at)

    assert see_plan(cast, version_id).card.visits == 1


def test_a_search_that_is_ended_keeps_the_best_that_it_told(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    search_id = ask(cast, week)

    run_search({"best": make_plain(one_plan(week))}, SearchEnded)

    search = see_search(cast, search_id)
    assert search.standing == SearchStanding.CHILD_ENDED
    assert see_plan(cast, search.version_id).card.visits == 2


def test_the_rest_of_a_day_waits_for_no_week(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    ask(cast, week)
    with as_role("worker"):
        assert searching._begin(SearchKind.WEEK, actor=searching.SEARCHER, at=NOON)
    again = replanning.ask_for_replan(
        version_id=version_id,
        happening=DayHappening(HappeningKind.ROAD_CLOSED, 0, 640),
        actor=cast.actor("planner"),
        at=NOON,
    )

    assert see_search(cast, again).place == 0
    with as_role("worker"):
        begun = searching._begin(SearchKind.REPLAN, actor=searching.SEARCHER, at=NOON)
    assert begun is not None
    assert begun.request_id == again


def test_a_worker_that_ends_keeps_the_best_and_says_so(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    search_id = ask(cast, week)

    fake = run_search(None, answer(one_plan(week)), is_over=True)

    search = see_search(cast, search_id)
    assert fake.stopped >= 1
    assert search.standing == SearchStanding.BROKEN_OFF
    assert see_plan(cast, search.version_id).card.visits == 2


def test_a_week_that_the_planner_refuses_says_why(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    search_id = ask(cast, week)

    run_search({"refused": "Crew-day 1 lies outside the week."})

    search = see_search(cast, search_id)
    assert search.standing == SearchStanding.FAULTY
    assert search.said == "Crew-day 1 lies outside the week."


def test_a_search_that_ended_takes_nothing_more(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    search_id = ask(cast, week)
    run_search(answer(one_plan(week)))

    with (
        as_role("worker"),
        transaction.atomic(),
        pytest.raises(Exception, match="refused"),
    ):
        searching._tell(
            search_id, {"outcome": "done"}, actor=searching.SEARCHER, at=NOON
        )


def test_too_much_is_refused_and_the_plan_stays(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    search_id = ask(cast, week)
    with as_role("worker"):
        searching._begin(SearchKind.WEEK, actor=searching.SEARCHER, at=NOON)
    huge = {"plan": {"routes": [], "value": 0, "filler": "x" * 4_000_001}}

    with (
        as_role("worker"),
        transaction.atomic(),
        pytest.raises(Exception, match="refused"),
    ):
        searching._tell(search_id, huge, actor=searching.SEARCHER, at=NOON)

    assert see_plan(cast, see_search(cast, search_id).version_id).plan is None


def test_a_search_that_goes_on_is_not_asked_for_twice(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    search_id = ask(cast, week)

    with pytest.raises(refusals.SearchNotOver):
        asking.ask_again(
            plan_request_id=search_id, actor=cast.actor("planner"), at=NOON
        )


def test_a_search_that_has_ended_cannot_be_stopped(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    search_id = ask(cast, week)
    run_search(answer(one_plan(week)))

    with pytest.raises(refusals.SearchOver):
        stop(cast, search_id)


def test_an_operation_does_not_fill_the_queue(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    for _ in range(asking.MOST_WAITING):
        ask(cast, week)

    with pytest.raises(refusals.TooManyPlanSearches):
        ask(cast, week)


def test_nothing_to_plan_says_what_was_left_aside(cast: Cast) -> None:
    week = make_week_to_plan(cast, days=1)

    with pytest.raises(refusals.NothingToPlan) as caught:
        asking.ask_for_plan(
            operation_id=week.operation_id,
            new=asking.NewSearch(60),
            actor=cast.actor("planner"),
            at=NOON + timedelta(days=30),
        )

    assert caught.value.findings == ()


@pytest.mark.parametrize("who", ["officer", "partner", "overseer", "support_worker"])
def test_others_ask_for_no_plan_and_meet_none(cast: Cast, who: str) -> None:
    week = make_week_to_plan(cast)
    search_id = ask(cast, week)

    with pytest.raises(Absent):
        asking.ask_for_plan(
            operation_id=week.operation_id,
            new=asking.NewSearch(60),
            actor=cast.actor(who),
            at=NOON,
        )
    with pytest.raises(Absent):
        see_plan(cast, see_search(cast, search_id).version_id, by=who)


def test_every_outcome_has_a_standing() -> None:
    assert {outcome.value for outcome in SearchOutcome} <= set(SearchStanding)
