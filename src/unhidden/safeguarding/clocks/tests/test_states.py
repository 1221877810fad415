"""The NRM goes only where its notes say that it goes."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.safeguarding.clocks.rules import states
from unhidden.safeguarding.clocks.rules.states import StateStep
from unhidden.safeguarding.clocks.tests.nrm_walks import walk_nrm

#: Every arrow of the course of a referral, drawn by hand from the guidance.
ARROWS = (
    ("identified", "immediate_safety_done"),
    ("immediate_safety_done", "consent_pending"),
    ("consent_pending", "consent_given"),
    ("consent_pending", "consent_refused"),
    ("consent_pending", "capacity_best_interests"),
    ("consent_given", "draft"),
    ("not_required_child", "draft"),
    ("capacity_best_interests", "draft"),
    ("draft", "submitted"),
    ("submitted", "rg_pending"),
    ("rg_pending", "rg_positive"),
    ("rg_pending", "rg_negative"),
    ("rg_pending", "rg_suspended"),
    ("rg_positive", "recovery"),
    ("recovery", "cg_pending"),
    ("cg_pending", "cg_positive"),
    ("cg_pending", "cg_negative"),
    ("cg_positive", "move_on"),
    ("cg_positive", "exit"),
    ("cg_negative", "exit"),
    ("move_on", "exit"),
    ("exit", "closed"),
    ("rg_negative", "reconsideration_requested"),
    ("cg_negative", "reconsideration_requested"),
    ("reconsideration_requested", "reconsideration_upheld"),
    ("reconsideration_requested", "reconsideration_overturned"),
    ("recovery", "disqualified_public_order"),
    ("cg_pending", "disqualified_bad_faith"),
    ("recovery", "withdrawn"),
    ("recovery", "lost_contact"),
    ("recovery", "died"),
    ("recovery", "left_uk"),
    ("consent_refused", "dtn_required"),
    ("dtn_required", "dtn_submitted"),
    ("dtn_submitted", "consent_given"),
    ("exit", "reach_in"),
)
#: Every state and side state of a referral, and Reach-In.
NAMED = """
identified immediate_safety_done consent_pending consent_given consent_refused
not_required_child capacity_best_interests draft submitted rg_pending rg_positive
rg_negative rg_suspended recovery cg_pending cg_positive cg_negative move_on exit closed
withdrawn reconsideration_requested reconsideration_upheld reconsideration_overturned
disqualified_public_order disqualified_bad_faith lost_contact turned_18_transition died
left_uk dtn_required dtn_submitted reach_in
"""
MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)


def _step(from_state: str, to_state: str, day: date | None = None) -> StateStep:
    return StateStep(from_state, to_state, day or MONDAY.date())


def test_every_state_of_the_notes_is_one_of_the_machine() -> None:
    assert set(NAMED.split()) == states.STATES


@pytest.mark.parametrize("arrow", ARROWS)
def test_every_arrow_of_the_notes_is_gone(arrow: tuple[str, str]) -> None:
    from_state, to_state = arrow
    is_child = from_state == "not_required_child"

    assert states.may_follow(from_state, to_state, is_child=is_child)


def test_every_pair_says_where_it_comes_from() -> None:
    law = ("Modern Slavery", "First Responder Toolkit", "Statutory guidance")

    for source in set(states.STEPS.values()) - {"ours"}:
        assert source.startswith(law)
    assert "ours" in states.STEPS.values()


def test_a_child_who_turns_18_is_asked_and_may_withdraw() -> None:
    history = [_step("not_required_child", "submitted"), _step("submitted", "recovery")]

    assert states.may_follow(
        "recovery", "turned_18_transition", is_child=True, history=history
    )
    history.append(_step("recovery", "turned_18_transition"))
    after = states.list_next_states(
        "turned_18_transition", is_child=False, history=history
    )
    assert {"withdrawn", "recovery"} <= after
    assert not states.may_follow("recovery", "withdrawn", is_child=True)


def test_whoever_was_lost_comes_back_to_where_they_stood() -> None:
    history = [_step("rg_pending", "lost_contact"), _step("lost_contact", "left_uk")]

    assert states.find_held_state(history) == "rg_pending"
    assert states.may_follow("left_uk", "rg_pending", history=history)
    assert not states.may_follow("left_uk", "cg_pending", history=history)


def test_nobody_comes_back_from_death() -> None:
    history = [_step("recovery", "died"), _step("died", "closed")]

    assert states.list_next_states("died", is_child=False, history=history) == {
        "closed"
    }
    assert not states.list_next_states("closed", is_child=False, history=history)


@pytest.mark.parametrize(
    ("asked", "right", "wrong"),
    [
        ("rg_negative", "rg_positive", "cg_positive"),
        ("cg_negative", "cg_positive", "rg_positive"),
    ],
)
def test_what_is_overturned_is_the_decision_that_was_asked_about(
    asked: str, right: str, wrong: str
) -> None:
    history = [
        _step(asked, "reconsideration_requested"),
        _step("reconsideration_requested", "reconsideration_overturned"),
    ]
    after = states.list_next_states(
        "reconsideration_overturned", is_child=False, history=history
    )

    assert right in after
    assert wrong not in after


def test_between_a_referral_and_a_decision_the_nrm_waits_of_itself() -> None:
    path = states.find_path("submitted", "rg_positive", is_child=False, history=[])

    assert path == ("rg_pending", "rg_positive")
    with pytest.raises(states.WrongState):
        states.find_path("consent_pending", "cg_positive", is_child=False, history=[])


def test_an_event_is_neither_to_come_nor_before_the_last() -> None:
    today = MONDAY.date()
    history = [_step("submitted", "rg_pending", today - timedelta(days=3))]

    states.check_day(today, history=history, today=today)
    with pytest.raises(states.StateNotYet):
        states.check_day(today + timedelta(days=1), history=history, today=today)
    with pytest.raises(states.EventBeforeLast):
        states.check_day(today - timedelta(days=4), history=history, today=today)


def test_what_was_recorded_is_taken_back_for_two_weeks() -> None:
    step = _step("rg_pending", "rg_positive")

    states.check_undo(step, recorded_at=MONDAY, at=MONDAY + timedelta(days=14))
    with pytest.raises(states.UndoTooLate):
        states.check_undo(step, recorded_at=MONDAY, at=MONDAY + timedelta(days=15))
    with pytest.raises(states.NothingToTakeBack):
        states.check_undo(None, recorded_at=MONDAY, at=MONDAY)
    with pytest.raises(states.RecordedElsewhere):
        states.check_undo(
            _step("consent_pending", "consent_given"), recorded_at=MONDAY, at=MONDAY
        )


def test_what_was_taken_back_counts_no_more() -> None:
    wrong = _step("rg_pending", "rg_negative")
    back = replace(wrong, from_state="rg_negative", to_state="rg_pending")
    right = _step("rg_pending", "rg_positive")
    told = [("a", wrong, None), ("b", back, "a"), ("c", right, None)]

    assert states.fold_history(told) == [("c", right)]


def test_not_yet_changes_nothing_and_a_refusal_can_be_taken_back() -> None:
    after = states.state_after_consent

    assert after("consent_pending", "not_yet") == "consent_pending"
    assert after("consent_pending", "no") == "consent_refused"
    assert after("consent_refused", "yes") == "consent_given"
    assert after("dtn_submitted", "yes") == "consent_given"


@given(st.sampled_from(sorted(states.STATES)), st.text())
def test_an_answer_never_leads_where_the_nrm_does_not_go(
    state: str, answer: str
) -> None:
    after = states.state_after_consent(state, answer)

    assert after == state or states.may_follow(state, after)


def test_random_steps_never_reach_an_impossible_state() -> None:
    """A second model, written apart, finds each step possible; ×100,000 in prove."""
    walk_nrm(random.Random(23), steps=5_000)  # noqa: S311  # no secret
