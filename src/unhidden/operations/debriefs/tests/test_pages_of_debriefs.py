"""Debriefs, actions and checks on the pages."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.cast import NOON, TODAY, Cast
from tests.made.agencies import end_engagement
from tests.made.operations import make_closed_week, make_week
from tests.support.signing_in import SignedIn
from unhidden.operations.debriefs.queries import reminders
from unhidden.operations.tests.reading import words

pytestmark = pytest.mark.django_db
HOT = {
    "on_day": str(TODAY.day),
    "on_month": str(TODAY.month),
    "on_year": str(TODAY.year),
    "is_everybody_safe": "yes",
    "worked": "One channel.",
}
DEBRIEF = {
    "held_on_day": str(TODAY.day),
    "held_on_month": str(TODAY.month),
    "held_on_year": str(TODAY.year),
    "facilitator": "A colleague",
    "present": "Police, BAWSO",
    "worked": "The morning brief.",
    "improve": "Book interpreters sooner.",
    "joint_risk": "Shared on the second day.",
    "revision": "0",
}


def page(name: str, *keys: object) -> str:
    return reverse(f"debriefs:{name}", args=keys)


def test_a_crew_writes_on_a_phone_and_the_planner_reads(
    cast: Cast, signed_in: SignedIn
) -> None:
    week = make_week(cast)
    officer = signed_in("officer")
    hot = {**HOT, "team": str(week.team_id), "urgent": "A child at number 4."}

    form = words(officer.get(page("hot", week.operation_id)))
    kept = officer.post(page("hot", week.operation_id), hot, follow=True)
    shown = words(signed_in("planner").get(page("debriefs", week.operation_id)))

    assert "In danger, use the radio or 999 first" in form
    assert "The hot debrief is saved" in words(kept)
    assert "Cannot wait: A child at number 4." in shown


def test_what_is_missing_in_a_hot_debrief_is_said_and_the_rest_is_kept(
    cast: Cast, signed_in: SignedIn
) -> None:
    week = make_week(cast)
    hot = {**HOT, "team": str(week.team_id), "is_everybody_safe": "no"}

    answer = signed_in("officer").post(page("hot", week.operation_id), hot)

    assert "Enter what happened and what was done" in words(answer)
    assert "One channel." in answer.content.decode()


def test_a_structured_debrief_gives_actions_that_its_owners_find(
    cast: Cast, signed_in: SignedIn
) -> None:
    week = make_closed_week(cast)
    last_day = TODAY + timedelta(days=4)
    with time_machine.travel(NOON + timedelta(days=4), tick=False):
        written = signed_in("planner").post(
            page("write", week.operation_id),
            {**DEBRIEF, "held_on_day": str(last_day.day)},
            follow=True,
        )
    planner = signed_in("planner")
    action = {
        "what": "Book interpreters.",
        "owner": str(cast.people["officer"]),
        "due_on_day": str(TODAY.day),
        "due_on_month": str(TODAY.month),
        "due_on_year": str(TODAY.year),
    }
    planner.post(page("action", week.operation_id), action)
    officer = signed_in("officer")
    home = words(officer.get(reverse("home")))
    mine = words(officer.get(page("mine")))
    (card,) = reminders.list_own_actions(viewer=cast.actor("officer"), day=TODAY)
    done = officer.post(page("done", card.id), {"words": "Booked."}, follow=True)

    assert "Joint understanding of risk Shared on the second day." in words(written)
    assert "Actions and checks 1" in home
    assert "Book interpreters." in mine
    assert "Due today" in mine
    assert "The action is done" in words(done)
    assert "Booked." in words(planner.get(page("debriefs", week.operation_id)))


def test_a_check_comes_to_the_first_page_of_its_owner_and_goes_when_it_is_met(
    cast: Cast, signed_in: SignedIn
) -> None:
    week = make_closed_week(cast)
    owner = {"owner": str(cast.people["officer"])}
    set_ = signed_in("planner").post(
        page("checks", week.operation_id), owner, follow=True
    )
    check = reminders.list_own_checks(viewer=cast.actor("officer"), day=TODAY)[0]
    with time_machine.travel(NOON + timedelta(days=100), tick=False):
        officer = signed_in("officer")
        home = words(officer.get(reverse("home")))
        empty = officer.post(page("check", check.id), {"found": ""})
        met = officer.post(page("check", check.id), {"found": "None."}, follow=True)
        after = words(officer.get(reverse("home")))

    assert "After 12 months" in words(set_)
    assert "Actions and checks 1" in home
    assert "Enter what came of it, or that nothing did" in words(empty)
    assert "What came of it is kept" in words(met)
    assert "Actions and checks 1" not in after


def test_a_check_whose_owner_left_comes_to_who_plans_and_is_given_on(
    cast: Cast, signed_in: SignedIn
) -> None:
    week = make_closed_week(cast)
    planner = signed_in("planner")
    for part, name in (("officer", "checks"), ("charity_visitor", "action")):
        due = {"due_on_day": "6", "due_on_month": "1", "due_on_year": "2026"}
        new = {"owner": str(cast.people[part]), "what": "Ask the court."} | due
        planner.post(page(name, week.operation_id), new)
    before = words(planner.get(reverse("home")))
    end_engagement(cast, "officer", homes={})
    with time_machine.travel(NOON + timedelta(days=100), tick=False):
        planner = signed_in("planner")
        home, mine = (
            words(planner.get(each)) for each in (reverse("home"), page("mine"))
        )
        check = reminders.list_own_checks(
            viewer=cast.actor("planner"), day=TODAY + timedelta(days=100)
        )[0]
        new_owner = {"owner": str(cast.people["charity_visitor"])}
        given = planner.post(page("give_check", check.id), new_owner, follow=True)
        after = words(planner.get(reverse("home")))
        visitor = words(signed_in("charity_visitor").get(reverse("home")))

    assert "Actions and checks 1" not in before
    assert "Actions and checks 1" in home
    assert "The owner works here no longer" in mine
    assert "The check is given to somebody else" in words(given)
    assert "Actions and checks 1" not in after
    assert "Actions and checks 2" in visitor


def test_nobody_writes_what_is_not_theirs(cast: Cast, signed_in: SignedIn) -> None:
    week = make_closed_week(cast)
    partner: Client = signed_in("partner")

    for name in ("write", "action", "checks"):
        assert partner.get(page(name, week.operation_id)).status_code == 404
    for name in ("done", "give", "check", "give_check"):
        assert signed_in("planner").get(page(name, uuid4())).status_code == 404


def test_an_empty_page_says_so(cast: Cast, signed_in: SignedIn) -> None:
    week = make_week(cast)
    officer = signed_in("officer")

    assert "You have nothing to do or to look at again." in words(
        officer.get(page("mine"))
    )
    text = words(officer.get(page("debriefs", week.operation_id)))
    assert "No hot debrief is written that you may see." in text
    assert "No action is given." in text
