"""Clocks are counted as the law says, and end only by what may end them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.investigations import clocks
from unhidden.investigations.clocks.rules import states
from unhidden.investigations.clocks.rules.counting import count_due
from unhidden.investigations.clocks.rules.law import (
    NoSuchClockRule,
    find_clock_rule,
    list_clock_rules,
    list_rules_in_force,
)
from unhidden.investigations.clocks.rules.states import (
    AskedStep,
    ClockState,
    TakenStep,
    find_due,
    find_state,
)
from unhidden.investigations.models import ClockEvent, ClockLapse, ClockOf
from unhidden.investigations.models.clocks import EXTENSIONS, PAUSES
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import LONDON, day_in_london, is_working_day

LAW = date(2026, 1, 5)
RULES = sorted(list_clock_rules())
MOMENTS = st.datetimes(
    datetime(2016, 1, 1),  # noqa: DTZ001  # the zone is given below
    datetime(2030, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def london(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


def ends(day: date) -> datetime:
    return london(day.year, day.month, day.day, 23, 59)


def test_48_hours_of_cash_leave_out_weekends_and_bank_holidays() -> None:
    thursday = london(2016, 3, 24, 15, 0)

    due = count_due(thursday, 48, "hours", "working")

    assert due == london(2016, 3, 30, 15, 0)  # Good Friday to Easter Monday are none
    assert count_due(london(2016, 10, 22, 9), 48, "hours", "working") == london(
        2016, 10, 26, 0, 0
    )


@given(MOMENTS, st.integers(1, 200))
def test_working_hours_are_the_hours_of_working_days(
    start: datetime, hours: int
) -> None:
    due = count_due(start, hours, "hours", "working")

    step, counted, at = timedelta(minutes=30), timedelta(0), start
    while at < due:
        if is_working_day(day_in_london(at)):
            counted += min(step - (at - start) % step, due - at)
        at += step
    assert abs(counted - timedelta(hours=hours)) < step * 2
    assert is_working_day(day_in_london(due - timedelta(seconds=1)))


def test_hours_of_custody_pass_through_the_change_of_the_clock() -> None:
    before = london(2016, 10, 29, 20, 0)

    due = count_due(before, 24, "hours", "continuous")

    assert due == london(2016, 10, 30, 19, 0)
    assert due - before.astimezone(UTC) == timedelta(hours=24)


def test_3_days_beginning_with_the_day_of_service_end_on_the_third() -> None:
    monday = london(2026, 1, 5, 9, 0)

    assert count_due(monday, 3, "days", "inclusive") == ends(date(2026, 1, 7))
    clock_change = london(2026, 3, 28, 23, 30)
    assert count_due(clock_change, 3, "days", "inclusive") == ends(date(2026, 3, 30))


@pytest.mark.parametrize(
    ("began", "last"),
    [
        (date(2026, 1, 31), date(2026, 4, 30)),
        (date(2025, 11, 30), date(2026, 2, 28)),
        (date(2026, 2, 1), date(2026, 4, 30)),
        (date(2026, 1, 15), date(2026, 4, 14)),
    ],
)
def test_three_months_of_bail_end_the_day_before_their_day_or_with_the_month(
    began: date, last: date
) -> None:
    start = london(began.year, began.month, began.day, 10)

    assert count_due(start, 3, "months", "inclusive") == ends(last)


def test_victims_are_told_within_working_days() -> None:
    friday = london(2026, 1, 2, 18, 0)
    assert count_due(friday, 1, "days", "working") == ends(date(2026, 1, 5))


@given(st.sampled_from(RULES), MOMENTS)
def test_no_clock_is_due_before_it_starts(code: str, start: datetime) -> None:
    rule = list_clock_rules()[code]
    assert count_due(start, rule.length, rule.unit, rule.count) >= start


def test_every_rule_says_its_words_in_both_languages_and_tells_a_known_time() -> None:
    for rule in list_clock_rules().values():
        assert rule.of in ClockOf.values
        assert states.EVENTS[rule.of]
        said = [rule.label, rule.start]
        for each in rule.law_provisions:
            said += [each.label, each.by]
        assert all(words["en"] and words["cy"] for words in said)
        assert rule.source
        assert [each.most for each in rule.extensions] == sorted(
            each.most for each in rule.extensions
        )


def test_october_2016_had_no_limit_of_bail() -> None:
    codes = {rule.code for rule in list_rules_in_force(date(2016, 10, 17))}

    assert not {"bail_28d", "bail_3m", "lme_negotiation"} & codes
    assert {"custody_24", "cash_48", "rui_review"} <= codes
    with pytest.raises(NoSuchClockRule):
        find_clock_rule("bail_3m", date(2016, 10, 17))
    assert find_clock_rule("bail_28d", date(2022, 10, 27)).length == 28


START = london(2026, 1, 5, 9, 0)


def walk(code: str, asked: list[AskedStep]) -> list[TakenStep]:
    """The steps that a clock takes, one after the other."""
    rule = list_clock_rules()[code]
    due = count_due(START, rule.length, rule.unit, rule.count)
    began, steps = TakenStep("", START, due), list[TakenStep]()
    for each in asked:
        moved = find_due(rule, began, steps, each, LAW)
        steps.append(TakenStep(each.step, each.happened_at, moved))
    return steps


def test_a_clock_ends_only_by_an_event_a_provision_or_a_reason() -> None:
    for step, refusal in [
        (AskedStep("met", START), states.ClockEventMissing),
        (AskedStep("met", START, event="done"), states.ClockEventMissing),
        (AskedStep("lapsed", START), states.ClockReasonMissing),
        (AskedStep("paused", START), states.NoSuchProvision),
        (AskedStep("paused", START, provision="asked"), states.NoSuchProvision),
        (AskedStep("extended", START), states.NoSuchProvision),
        (AskedStep("resumed", START), states.ClockStepOutOfTurn),
    ]:
        with pytest.raises(refusal):
            walk("custody_24", [step])
    charged = AskedStep("met", START + timedelta(hours=3), event="charged")
    with pytest.raises(states.ClockEnded):
        walk("custody_24", [charged, charged])


def test_what_stood_still_goes_on_later_by_as_long() -> None:
    away = AskedStep("paused", START + timedelta(hours=2), provision="hospital")
    back = AskedStep("resumed", START + timedelta(hours=5))
    longer = AskedStep("extended", START + timedelta(hours=6), provision="warrant")

    steps = walk("custody_24", [away, back, longer])

    assert [step.due_at - START for step in steps] == [
        timedelta(hours=24),
        timedelta(hours=27),
        timedelta(hours=75),
    ]


def test_an_extension_reaches_no_further_than_its_provision() -> None:
    at = START + timedelta(hours=20)
    told = {"step": "extended", "happened_at": at, "provision": "superintendent"}
    until = START + timedelta(hours=37)
    with pytest.raises(states.ExtendedTooFar):
        walk("custody_24", [AskedStep(**told, until=until)])  # type: ignore[arg-type]
    with pytest.raises(states.ExtendedNowhere):
        walk("custody_24", [AskedStep(**told, until=at)])  # type: ignore[arg-type]
    late = told | {"happened_at": START + timedelta(hours=25)}
    with pytest.raises(states.ExtendedTooLate):
        walk("custody_24", [AskedStep(**late)])  # type: ignore[arg-type]
    (step,) = walk("custody_24", [AskedStep(**told)])  # type: ignore[arg-type]
    assert step.due_at == START + timedelta(hours=36)


STEPS = st.builds(
    AskedStep,
    step=st.sampled_from(["met", "paused", "resumed", "extended", "lapsed"]),
    happened_at=st.integers(0, 90).map(lambda hours: START + timedelta(hours=hours)),
    event=st.sampled_from(["", "charged", "reviewed"]),
    provision=st.sampled_from(["", "hospital", "superintendent", "warrant"]),
    until=st.none(),
    reason=st.sampled_from(["", "missed"]),
)


@given(st.lists(STEPS, max_size=12))
def test_a_clock_is_met_overdue_still_or_lapsed_with_a_reason_and_never_silent(
    asked: list[AskedStep],
) -> None:
    taken: list[AskedStep] = []
    for each in asked:
        try:
            walk("custody_24", [*taken, each])
        except ActionRefused:
            continue
        taken.append(each)
    steps = walk("custody_24", taken)

    state = find_state(START + timedelta(hours=24), steps, START + timedelta(hours=500))

    assert state is not ClockState.RUNNING
    if state is ClockState.MET:
        assert taken[-1].event
    if state is ClockState.LAPSED:
        assert taken[-1].reason
    assert all(a.happened_at <= b.happened_at for a, b in pairwise(steps))
    ended = [step for step in steps[:-1] if step.step in ("met", "lapsed")]
    assert not ended


def test_the_database_knows_every_event_and_provision_of_the_rules() -> None:
    rules = list_clock_rules().values()

    assert {each.code for rule in rules for each in rule.pauses} == set(PAUSES)
    assert {each.code for rule in rules for each in rule.extensions} == set(EXTENSIONS)
    assert {each for events in states.EVENTS.values() for each in events} == set(
        ClockEvent.values
    )
    assert set(states.LAPSES) == set(ClockLapse.values)


def test_a_period_is_only_over_and_never_late() -> None:
    after = START + timedelta(days=9)

    assert find_state(START, [], after) is ClockState.OVERDUE
    assert find_state(START, [], after, is_period=True) is ClockState.OVER
    assert find_state(after, [], START, is_period=True) is ClockState.RUNNING


def test_the_notices_know_the_periods_and_what_is_told_early() -> None:
    text = (Path(clocks.__file__).parent.parent / "sql" / "clocks.sql").read_text()
    rules = list_clock_rules().values()

    periods = re.search(r"c\.rule not in \(([^)]*)\)", text)
    assert periods is not None
    assert set(re.findall(r"'(\w+)'", periods[1])) == {
        rule.code for rule in rules if rule.is_period
    }
    early = re.findall(r"when '(\w+)' then interval '(\d+) days'", text)
    assert {(code, int(days)) for code, days in early} == {
        (rule.code, rule.warn_days) for rule in rules if rule.warn_days > 1
    }
