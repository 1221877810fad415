"""Posts as their people meet them: given, offered, taken, ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import NOON, Cast
from tests.made.command import appoint, make_commander
from tests.made.operations import make_operation
from tests.made.places import make_premises
from tests.made.sharing import make_agreement
from tests.made.targets import make_warrant
from tests.support.signing_in import SignedIn
from unhidden.operations.command import actions
from unhidden.operations.tests.reading import words
from unhidden.operations.tests.typed import RISK, day_of, log, page, typed_decision

pytestmark = pytest.mark.django_db


def test_a_planner_gives_a_post_and_the_page_says_who_commands(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    empty = words(planner.get(page("command", operation_id)))

    answer = planner.post(
        page("appoint", operation_id),
        {
            "post": "silver",
            "person": str(cast.people["planner"]),
            **day_of("from_on", "6"),
            "from_time": "7am",
        },
        follow=True,
    )

    assert "Nobody holds a post now." in empty
    assert "The post is given" in words(answer)
    assert "Silver (tactical)" in words(answer).split("Who comes later")[1]
    assert "until it is handed over" in words(answer)


def test_what_is_wrong_with_a_post_is_said_and_nothing_is_lost(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    form = {
        "post": "gold",
        "person": str(cast.people["planner"]),
        **day_of("from_on", "6"),
        "from_time": "7am",
    }

    own_gold = planner.post(page("appoint", operation_id), form)
    no_strand = planner.post(page("appoint", operation_id), {**form, "post": "bronze"})
    officer = {"post": "silver", "person": str(cast.people["officer"])}
    no_planner = words(planner.post(page("appoint", operation_id), {**form, **officer}))

    assert "You cannot make yourself Gold" in words(own_gold)
    assert 'value="7am"' in own_gold.content.decode()
    assert "Enter the strand" in words(no_strand)
    assert "planners of the organisation that leads: Planner." in no_planner
    assert "must be able to take a plan: select a planner" in no_planner


def test_who_hands_over_in_the_middle_of_the_week_meets_the_log_no_more(
    cast: Cast, signed_in: SignedIn
) -> None:
    operation_id = make_operation(cast)
    post_id = appoint(cast, operation_id)
    officer, visitor = signed_in("officer"), signed_in("charity_visitor")
    assert visitor.get(log("log", operation_id)).status_code == 404

    offered = officer.post(
        page("hand_over", post_id),
        {"person": str(cast.people["charity_visitor"])},
        follow=True,
    )
    assert "who has not accepted yet" in words(offered)
    assert visitor.get(log("log", operation_id)).status_code == 404
    assert "Take over the post" in words(visitor.get(page("command", operation_id)))
    answer = visitor.post(
        page("answer_offer", post_id), {"answer": "accept"}, follow=True
    )

    assert "You have taken over the post" in words(answer)
    assert "handed over to" in words(answer)
    assert officer.get(log("log", operation_id)).status_code == 404
    assert officer.get(page("risks", operation_id)).status_code == 404
    assert "Write a decision" in words(visitor.get(log("log", operation_id)))


def test_the_open_page_of_an_ended_post_writes_nothing(
    cast: Cast, signed_in: SignedIn
) -> None:
    operation_id = make_operation(cast)
    post_id = appoint(cast, operation_id)
    officer, planner = signed_in("officer"), signed_in("planner")
    assert officer.get(log("write", operation_id)).status_code == 200
    assert officer.get(page("add_risk", operation_id)).status_code == 200
    actions.end_post(post_id=post_id, actor=cast.actor("planner"), at=NOON)

    refused = [
        officer.post(log("write", operation_id), typed_decision()),
        officer.post(page("add_risk", operation_id), RISK),
        officer.post(page("tick_line", operation_id, "theme"), {"state": "done"}),
        officer.post(page("end_post", post_id)),
    ]

    assert [answer.status_code for answer in refused] == [404] * 4
    assert "No decision is written yet." in words(planner.get(log("log", operation_id)))


def test_an_offer_is_declined_or_taken_back_and_then_is_no_more(
    cast: Cast, planner: Client, signed_in: SignedIn
) -> None:
    operation_id = make_operation(cast)
    post_id = appoint(cast, operation_id)
    person = {"person": str(cast.people["charity_visitor"])}
    visitor, answer = signed_in("charity_visitor"), page("answer_offer", post_id)

    def say(browser: Client, word: str) -> str:
        planner.post(page("hand_over", post_id), person)
        return words(browser.post(answer, {"answer": word}, follow=True))

    assert "You have declined the post" in say(visitor, "decline")
    assert "The offer is taken back" in say(planner, "withdraw")
    late = words(visitor.post(answer, {"answer": "accept"}, follow=True))
    assert "This post is not offered to you any more" in late
    assert visitor.post(answer, {"answer": "seize"}).status_code == 404


def test_a_post_is_ended_after_a_question(cast: Cast, planner: Client) -> None:
    operation_id = make_operation(cast)
    post_id = appoint(cast, operation_id)

    asked = words(planner.get(page("end_post", post_id)))
    answer = planner.post(page("end_post", post_id), follow=True)

    assert "Nobody has the post then" in asked
    assert "The post has ended" in words(answer)


def test_a_partner_without_an_agreement_in_force_is_said(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast, partners=("bawso", "council"))
    make_agreement(cast)

    shown = words(planner.get(page("command", operation_id)))

    assert shown.count("No agreement in force") >= 1


def test_silver_is_handed_over_to_another_planner_alone(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    post_id = appoint(cast, operation_id, "silver", "planner")
    nobody = words(planner.get(page("hand_over", post_id)))
    commander = str(cast.people[make_commander(cast)])

    shown = planner.get(page("hand_over", post_id))
    offered = planner.post(page("hand_over", post_id), {"person": commander})

    assert "planners of the organisation that leads: nobody yet." in nobody
    assert str(cast.people["officer"]) not in shown.content.decode()
    assert offered.status_code == 302


def test_gold_and_silver_read_which_warrants_end_soon(
    cast: Cast, planner: Client, signed_in: SignedIn
) -> None:
    operation_id, place = make_operation(cast), make_premises(by=cast.actor("planner"))
    for number, days in (("SOON/1", 4), ("LATE/1", 8)):
        ends = NOON + timedelta(days)
        make_warrant(cast, operation_id, place, number=number, expires_at=ends)
    before = words(planner.get(page("command", operation_id)))
    appoint(cast, operation_id, "silver", "planner")
    appoint(cast, operation_id, "controller", "officer")

    silver = words(planner.get(page("command", operation_id)))
    controller = words(signed_in("officer").get(page("command", operation_id)))

    assert "SOON/1, until" in silver
    assert "LATE/1" not in silver
    assert "SOON/1" not in before + controller


def test_an_officer_without_a_post_reads_who_commands_and_no_more(
    cast: Cast, signed_in: SignedIn
) -> None:
    operation_id = make_operation(cast)
    appoint(cast, operation_id, "gold", make_commander(cast))
    officer = signed_in("officer")

    shown = words(officer.get(page("command", operation_id)))

    assert "Gold (strategic)" in shown
    assert "Hand over" not in shown
    assert "Risks" not in shown
    for name in ("risks", "calendar", "add_risk", "add_line", "appoint"):
        assert officer.get(page(name, operation_id)).status_code == 404
