"""The fork between adult and child decides the state and the clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from unhidden.safeguarding.clocks import rules

FRIDAY = datetime(2016, 10, 21, 15, tzinfo=UTC)
MOMENTS = st.integers(0, 7_000).map(lambda days: FRIDAY + timedelta(days=days))


def _codes(age_group: str) -> set[str]:
    return {clock.code for clock in rules.first_clocks(age_group, FRIDAY)}


def test_an_adult_decides_and_the_duty_to_notify_falls_due_in_a_month() -> None:
    clocks = {clock.code: clock for clock in rules.first_clocks("adult", FRIDAY)}

    assert rules.first_state("adult") == "consent_pending"
    assert clocks["dtn_due"].due_at == datetime(2016, 11, 21, 15, tzinfo=UTC)
    assert "child_la_referral" not in clocks


def test_whoever_may_be_a_child_is_treated_as_one() -> None:
    assert _codes("unsure") == _codes("child")
    assert rules.first_state("unsure") == "not_required_child"


def test_a_childs_council_is_told_the_same_day() -> None:
    clocks = {clock.code: clock for clock in rules.first_clocks("child", FRIDAY)}

    assert clocks["child_la_referral"].due_at.date() == FRIDAY.date()
    assert clocks["ictg_referral"].due_at.date() == FRIDAY.date() + timedelta(days=1)
    assert "dtn_due" not in clocks


def test_reasonable_grounds_are_expected_after_five_working_days() -> None:
    assert rules.decision_clock(FRIDAY).due_at.date().isoformat() == "2016-10-28"


@given(st.sampled_from(["adult", "child", "unsure"]), MOMENTS)
def test_no_clock_is_due_before_it_starts(age_group: str, at: datetime) -> None:
    assert all(clock.due_at >= at for clock in rules.first_clocks(age_group, at))


def test_not_yet_changes_nothing_and_a_refusal_can_be_taken_back() -> None:
    assert rules.state_after_consent("consent_pending", "not_yet") == "consent_pending"
    assert rules.state_after_consent("consent_pending", "no") == "consent_refused"
    assert rules.state_after_consent("consent_refused", "yes") == "consent_given"
    assert rules.state_after_consent("dtn_submitted", "yes") == "consent_given"


@given(st.sampled_from(sorted(rules.NEXT_STATES)), st.text())
def test_an_answer_never_leads_where_the_nrm_does_not_go(
    state: str, answer: str
) -> None:
    after = rules.state_after_consent(state, answer)

    assert after == state or rules.may_follow(state, after)
