"""The pages of plans: asking, watching, reading, changing by hand, taking."""

from __future__ import annotations

from datetime import time
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import Cast
from tests.made.week_plans import (
    PlannedWeek,
    answer,
    ask,
    make_plan,
    make_week_to_plan,
    one_plan,
    page,
    run_search,
    see_plan,
    see_search,
)
from unhidden.operations.models import (
    PlannedVisit,
    PlanVersion,
    SearchKind,
)
from unhidden.operations.plans.tests.reading import list_slot_keys, see
from unhidden.operations.tests.reading import words
from unhidden.planning.apart import SearchEnded
from unhidden.planning.week.interchange import make_plain
from unhidden.planning.week.plan import LeftOut, LeftOutBecause

pytestmark = pytest.mark.django_db


def post(client: Client, address: str, **typed: object) -> Any:
    return client.post(address, typed, follow=True)


def with_reasons(week: PlannedWeek, *reasons: LeftOut) -> dict[str, Any]:
    """A plan of two visits that says why the third place is left out."""
    made = make_plain(one_plan(week))
    return {"plan": {**made, "reasons": [make_plain(one) for one in reasons]}}


def test_an_operation_without_a_plan_says_how_to_get_one(
    cast: Cast, planner: Client
) -> None:
    week = make_week_to_plan(cast)

    text = see(planner, "plans", week.operation_id)

    assert "There is no plan yet." in text
    assert "Ask for a plan" in text


def test_a_plan_is_asked_for_watched_and_opened(cast: Cast, planner: Client) -> None:
    week = make_week_to_plan(cast)
    asked = post(
        planner, page("ask_for_plan", week.operation_id), seconds="60", keep="nothing"
    )

    assert "Waiting for its turn" in words(asked)
    assert 'http-equiv="refresh"' in asked.content.decode()
    assert 'hx-trigger="every 2s"' in asked.content.decode()
    run_search(answer(one_plan(week)))
    search_id = UUID(asked.redirect_chain[-1][0].rstrip("/").split("/")[-1])
    found = planner.get(page("search", search_id))
    assert "Finished" in words(found)
    assert 'http-equiv="refresh"' not in found.content.decode()
    version_id = see_search(cast, search_id).version_id
    assert page("plan", version_id) in found.content.decode()


def test_a_form_without_an_answer_keeps_what_was_chosen(
    cast: Cast, planner: Client
) -> None:
    week = make_week_to_plan(cast)
    PlannedVisit.objects.filter(id=week.visits[0]).update(
        team_id=week.teams[0], starts_at=time(10)
    )

    response = post(
        planner, page("ask_for_plan", week.operation_id), seconds="60", keep="chosen"
    )

    assert "Tick at least one visit to keep" in words(response)
    assert PlanVersion.objects.count() == 0


def test_the_week_stands_by_crew_and_day_with_hours(
    cast: Cast, planner: Client
) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)

    table = see(planner, "plan", version_id)
    listed = see(planner, "plan_list", version_id)

    assert "at least 83.3% of the best possible" in table
    assert "10am to 10:40am Car wash Soft visit" in table
    assert "8:30am to 3:15pm" in table
    assert "Monday 5 January 2026 11am to 11:40am Nail bar Soft visit Team 1" in listed


@pytest.mark.parametrize(
    ("because", "said"),
    [
        (
            LeftOut("", LeftOutBecause.CANNOT),
            "Cannot No crew of this week could make it",
        ),
        (
            LeftOut("", LeftOutBecause.COSTS_MORE, brings=2000, costs=2600),
            "The best way found brings 20.0 points and costs the rest 26.0 points.",
        ),
        (
            LeftOut("", LeftOutBecause.OPEN, may_bring=1234.0),
            "it may still bring up to 12.3 points",
        ),
    ],
)
def test_each_place_left_out_has_its_reason(
    cast: Cast, planner: Client, because: LeftOut, said: str
) -> None:
    week = make_week_to_plan(cast)
    search_id = ask(cast, week)
    reason = LeftOut(**{**_fields(because), "candidate": str(week.visits[2])})
    run_search(with_reasons(week, reason))
    version_id = see_search(cast, search_id).version_id

    text = see(planner, "left_out", version_id)

    assert "Hotel" in text
    assert said in text
    assert "Who could take this one?" in text


def _fields(reason: LeftOut) -> dict[str, Any]:
    names = ("because", "brings", "costs", "may_bring")
    return {name: getattr(reason, name) for name in names}


def test_how_good_it_is_stands_on_a_page_of_its_own(
    cast: Cast, planner: Client
) -> None:
    version_id = make_plan(cast, make_week_to_plan(cast))

    text = see(planner, "plan_proof", version_id)

    assert "no plan can bring more than 1.2 points" in text
    assert (
        "Groups that this roster cannot visit at the same hour None is known." in text
    )


def test_a_move_is_shown_before_it_is_kept_and_can_be_undone(
    cast: Cast, planner: Client
) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    address = page("move_in_plan", version_id, candidate=week.visits[0])
    typed = {
        "kind": "soft",
        "crew_day": week.crew_day(1),
        "starts_at": "1pm",
        "revision": "0",
    }

    looked = post(planner, address, **typed, do="look")
    assert "What it would do It can be done." in words(looked)
    assert see_plan(cast, version_id).card.revision == 0
    kept = post(planner, address, **typed, do="keep")

    assert "The plan is changed" in words(kept)
    changes = see(planner, "plan_changes", version_id)
    assert "Car wash: Monday 5 January 2026, 10am, Team 1, Soft visit →" in changes
    undone = post(planner, page("plan_changes", version_id), revision="1")
    assert "The change is undone" in words(undone)
    assert "10am to 10:40am Car wash" in see(planner, "plan", version_id)


def test_an_impossible_move_says_why_and_keeps_what_was_typed(
    cast: Cast, planner: Client
) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    address = page("move_in_plan", version_id, candidate=week.visits[0])

    response = post(
        planner,
        address,
        kind="soft",
        crew_day=week.crew_day(1),
        starts_at="3:25pm",
        revision="0",
        do="keep",
    )

    text = words(response)
    assert "The plan could not be carried out like that" in text
    assert "Team 2, Monday 5 January 2026 would be back after the end" in text
    assert 'value="3:25pm"' in response.content.decode()


def test_the_second_planner_is_shown_what_the_first_changed(
    cast: Cast, planner: Client
) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    address = page("move_in_plan", version_id, candidate=week.visits[0])
    typed = {"kind": "soft", "crew_day": week.crew_day(1), "do": "keep"}
    post(planner, address, **typed, starts_at="1pm", revision="0")

    second = post(planner, address, **typed, starts_at="2pm", revision="0")

    text = words(second)
    assert "changed this plan first" in text
    assert "Changed meanwhile" in text
    assert 'value="2pm"' in second.content.decode()
    assert 'name="revision" value="1"' in second.content.decode()
    again = post(planner, address, **typed, starts_at="2pm", revision="1")
    assert "The plan is changed" in words(again)


def test_a_visit_leaves_the_plan_and_comes_back_by_the_best_slot(
    cast: Cast, planner: Client
) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    asked = {"candidate": week.visits[1]}
    assert "Take the visit to Nail bar out" in see(
        planner, "drop_from_plan", version_id, **asked
    )

    post(planner, page("drop_from_plan", version_id, **asked), revision="0")
    left_out = see(planner, "left_out", version_id)
    slots = see(planner, "plan_slots", version_id, **asked)
    address = page("plan_slots", version_id, **asked)
    (best, *_others) = list_slot_keys(planner.get(address))
    gone = post(planner, address, revision="1", slot="another")
    chosen = post(planner, address, revision="1", slot=best)

    assert "Left out by hand" in left_out
    assert "costs the rest" in slots
    assert "This slot is there no more" in words(gone)
    assert "The visit is in the plan" in words(chosen)


def test_a_what_if_stands_beside_its_plan_and_is_taken(
    cast: Cast, planner: Client
) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    copied = post(planner, page("copy_plan", version_id), **{"as": "what_if"})
    copy_id = UUID(copied.redirect_chain[-1][0].rstrip("/").split("/")[-1])
    assert "What-if, seen by you alone" in words(copied)
    post(
        planner, page("drop_from_plan", copy_id, candidate=week.visits[0]), revision="0"
    )

    beside = see(planner, "compare_plans", copy_id, **{"with": version_id})
    taken = post(
        planner, page("take_plan", copy_id), reason="Not this week", revision="1"
    )

    assert "0 move, 1 dropped, 0 new, 1 stay." in beside
    assert "The plan is taken." in words(taken)
    assert "changed: 1; added: 0; as they were: 0; cancelled: 2." in words(taken)


def test_a_plan_that_cannot_be_taken_says_which_visits(
    cast: Cast, planner: Client
) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    PlannedVisit.objects.filter(id=week.visits[0]).update(purpose="")

    response = post(
        planner, page("take_plan", version_id), reason="Not this week", revision="0"
    )

    text = words(response)
    assert "Nothing was changed" in text
    assert "Car wash: Enter the purpose of the visit" in text
    assert "Not this week" in response.content.decode()


def test_what_happened_is_told_and_planned_again(cast: Cast, planner: Client) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    asked = post(
        planner,
        page("replan", version_id),
        kind="crew_out",
        crew_day=str(week.teams[0]),
        day="0",
        at="10:30am",
    )
    rest = {"plan": make_plain(one_plan(week, visits=0)), "kept": 0, "promised": 1}

    fake = run_search({"replan": rest}, kind=SearchKind.REPLAN)

    search_id = UUID(asked.redirect_chain[-1][0].rstrip("/").split("/")[-1])
    state = fake.asked[0]["replan"]["state"]
    assert [one["crew_day"] for one in state["crews"]] == [week.crew_day(1)]
    new_id = see_search(cast, search_id).version_id
    beside = see(planner, "compare_plans", new_id, **{"with": version_id})
    assert "0 move, 1 dropped, 0 new, 1 stay." in beside
    assert "0 of 1 visits of the day keep their crew" in see(
        planner, "search", search_id
    )


def test_what_cannot_have_happened_is_told_apart(cast: Cast, planner: Client) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)

    response = post(
        planner,
        page("replan", version_id),
        kind="overrun",
        crew_day=str(week.teams[1]),
        day="0",
        at="10:30am",
    )

    assert "the crew makes no visit at that time" in words(response)


def test_a_lost_search_is_asked_for_again(cast: Cast, planner: Client) -> None:
    week = make_week_to_plan(cast)
    search_id = ask(cast, week)
    run_search(SearchEnded)

    before = see(planner, "search", search_id)
    again = post(planner, page("search_again", search_id))

    assert "Broken off, since the search ended by itself" in before
    assert "Waiting for its turn" in words(again)
    assert "Searches" in see(planner, "plans", week.operation_id)


def test_a_search_is_stopped(cast: Cast, planner: Client) -> None:
    search_id = ask(cast, make_week_to_plan(cast))

    stopped = post(planner, page("stop_search", search_id))

    assert "Was stopped before it began" in words(stopped)
