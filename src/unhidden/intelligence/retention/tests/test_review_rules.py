"""When a report is reviewed, and what a review may decide: the rules alone."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.intelligence.models import LinkKind, ReportMatter, ReviewDecision
from unhidden.intelligence.retention import rules as reviews
from unhidden.intelligence.retention.rules import (
    NewReview,
    RetentionAnswer,
    ReviewFault,
    ReviewTurn,
    next_review,
    years_after,
)

ONE, OTHER = UUID(int=1), UUID(int=2)
TODAY = date(2026, 1, 5)
some_day = st.dates(date(1950, 1, 1), date(2040, 12, 31))
some_days = st.lists(some_day, min_size=1, max_size=5)
groups = st.sampled_from(list(reviews.PERIODS))
perhaps = st.none() | some_day
ANSWER = RetentionAnswer(True, "So it is.")
TESTS = (ANSWER, ANSWER, ANSWER, ANSWER)


def history(*decisions: str, by: UUID = ONE) -> list[ReviewTurn]:
    return [ReviewTurn(each, TODAY, by) for each in decisions]


def fault(
    decision: str,
    *before: str,
    by: UUID = OTHER,
    tests: tuple[RetentionAnswer, ...] = TESTS,
    reason: str = "So it is.",
    due_on: date = TODAY,
    goes_from: date | None = TODAY,
) -> ReviewFault | None:
    return reviews.fault_in(
        NewReview(decision, reason, *tests),
        stands=reviews.compute_retention_state(history(*before)),
        due_on=due_on,
        goes_from=goes_from,
        today=TODAY,
        by=by,
    )


@given(groups, some_days, some_day, perhaps, st.lists(some_day, max_size=3))
def test_a_further_event_never_brings_a_review_forward(
    group: int,
    events: list[date],
    further: date,
    retained_on: date | None,
    born: list[date],
) -> None:
    def due(days: list[date]) -> date:
        return next_review(group, events=days, retained_on=retained_on, born=born)

    assert due([*events, further]) >= due(events)


@given(groups, some_days, perhaps, st.lists(some_day, max_size=3))
def test_nothing_is_due_within_the_fewest_years_of_any_event(
    group: int, events: list[date], retained_on: date | None, born: list[date]
) -> None:
    due = next_review(group, events=events, retained_on=retained_on, born=born)

    assert due >= years_after(max(events), reviews.FEWEST_YEARS)
    soonest = reviews.own_day_at_most(due - reviews.DUE_WITHIN - timedelta(days=1))
    assert all(day <= soonest + timedelta(days=2) for day in events)


@pytest.mark.parametrize(
    ("group", "born", "retained_on", "due"),
    [
        (4, (), None, date(2022, 10, 17)),
        (3, (), None, date(2022, 10, 17)),
        (2, (), None, date(2026, 10, 17)),
        (1, (), None, date(2026, 10, 17)),
        # The youngest of them would be 100 before that; and long before that.
        (1, (date(1900, 1, 1), date(1924, 3, 1)), None, date(2024, 3, 1)),
        (1, (date(1900, 1, 1),), None, date(2022, 10, 17)),
        (2, (date(1924, 3, 1),), None, date(2026, 10, 17)),
        (4, (), date(2023, 1, 9), date(2029, 1, 9)),
        (3, (), date(2023, 1, 9), date(2028, 1, 9)),
        (2, (), date(2027, 1, 9), date(2037, 1, 9)),
    ],
)
def test_each_group_has_its_clear_period_and_its_step(
    group: int, born: tuple[date, ...], retained_on: date | None, due: date
) -> None:
    events = [date(2016, 10, 17), date(2010, 1, 1)]

    assert next_review(group, events=events, retained_on=retained_on, born=born) == due


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("1985", date(1985, 12, 31)),
        ("1984-02", date(1984, 2, 29)),
        ("1985-03-12", date(1985, 3, 12)),
        ("1985/1991", date(1991, 12, 31)),
        ("1991/1985", None),
        ("about 1985", None),
        ("", None),
    ],
)
def test_a_birth_is_taken_as_late_as_it_can_be(said: str, last: date | None) -> None:
    assert reviews.latest_birth(said) == last


@pytest.mark.parametrize(
    ("chosen", "is_suspected", "group"),
    [
        (None, False, 4),
        (None, True, 2),
        ("intelligence_only", True, 4),
        ("public_protection", False, 1),
    ],
)
def test_suspected_exploitation_is_group_2_until_somebody_says_otherwise(
    chosen: str | None, is_suspected: bool, group: int
) -> None:
    matter = reviews.matter_of(chosen, is_suspected=is_suspected)

    assert reviews.GROUP_OF[matter] == group
    assert set(reviews.SUSPICIONS) <= set(LinkKind.values)


def test_rules_and_tables_know_the_same_matters_and_decisions() -> None:
    decisions = reviews.TESTED | {
        reviews.HOLD,
        reviews.LIFT,
        reviews.AGREE,
        reviews.REFUSE,
    }

    assert set(ReportMatter.values) == set(reviews.GROUP_OF)
    assert set(ReviewDecision.values) == decisions


@pytest.mark.parametrize(
    ("decision", "before", "expected"),
    [
        ("retain", (), None),
        ("dispose", (), None),
        ("agree", (), ReviewFault.NOTHING_PROPOSED),
        ("agree", ("dispose",), None),
        ("agree", ("dispose", "refuse"), ReviewFault.NOTHING_PROPOSED),
        ("refuse", ("anonymise",), None),
        ("retain", ("dispose",), ReviewFault.WAITS),
        ("hold", ("dispose",), None),
        ("lift", (), ReviewFault.NOT_HELD),
        ("lift", ("hold",), None),
        ("dispose", ("hold", "lift"), None),
        # A hold beats whatever was proposed before it, also once it is lifted.
        ("agree", ("dispose", "hold"), ReviewFault.HELD),
        ("agree", ("dispose", "hold", "lift"), ReviewFault.NOTHING_PROPOSED),
        ("retain", ("hold",), ReviewFault.HELD),
        ("hold", ("hold",), ReviewFault.HELD),
        ("burn", (), ReviewFault.UNKNOWN),
    ],
)
def test_what_may_be_decided_follows_from_what_stands(
    decision: str, before: tuple[str, ...], expected: ReviewFault | None
) -> None:
    assert fault(decision, *before) == expected


@given(st.lists(st.sampled_from(ReviewDecision.values)))
def test_while_a_hold_stands_nothing_may_be_done_but_lift_it(before: list[str]) -> None:
    held = [*before, "hold"]

    found = {each: fault(each, *held) for each in ReviewDecision.values}

    assert found.pop("lift") is None
    assert set(found.values()) == {ReviewFault.HELD}


def test_nobody_agrees_to_their_own_and_nothing_goes_before_its_time() -> None:
    tomorrow = TODAY + timedelta(days=1)

    assert fault("agree", "dispose", by=ONE) == ReviewFault.OWN_DECISION
    assert fault("refuse", "dispose", by=ONE) is None
    assert fault("dispose", due_on=tomorrow) == ReviewFault.NOT_YET
    assert fault("anonymise", due_on=tomorrow) == ReviewFault.NOT_YET
    assert fault("agree", "dispose", due_on=tomorrow) == ReviewFault.NOT_YET
    assert fault("refuse", "dispose", due_on=tomorrow) is None
    assert fault("retain", due_on=tomorrow) is None


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), None])
def test_what_is_kept_for_life_is_retained_until_its_day(day: date | None) -> None:
    for decision, before in (
        ("dispose", ()),
        ("anonymise", ()),
        ("agree", ("dispose",)),
    ):
        assert fault(decision, *before, goes_from=day) == ReviewFault.KEPT_FOR_LIFE
    assert fault("retain", goes_from=day) is None
    assert fault("hold", goes_from=day) is None


@given(some_day, st.lists(st.lists(some_day, max_size=2), max_size=3))
def test_group_1_goes_when_all_would_be_100_and_the_others_when_reviewed(
    due_on: date, lives: list[list[date]]
) -> None:
    day = reviews.goes_from(1, due_on=due_on, lives=lives)

    assert reviews.goes_from(2, due_on=due_on, lives=lives) == due_on
    if lives and all(lives):
        hundred = [years_after(born, 100) for each in lives for born in each]
        assert day == max(due_on, *hundred)
    else:
        assert day is None


def test_a_decision_says_why_and_rests_on_all_four_tests() -> None:
    empty = (ANSWER, ANSWER, RetentionAnswer(False, " "), ANSWER)
    marked = (ANSWER, ANSWER, ANSWER, RetentionAnswer(True, "TOP SECRET"))

    assert fault("retain", reason=" ") == ReviewFault.REASON_MISSING
    assert fault("retain", tests=TESTS[:3]) == ReviewFault.ANSWER_MISSING
    assert fault("dispose", tests=empty) == ReviewFault.ANSWER_MISSING
    assert fault("retain", tests=marked) == ReviewFault.MARKING_TOO_HIGH
    assert fault("hold", tests=()) is None
