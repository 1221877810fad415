"""Each deadline is right to the day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.lib.working_days import LONDON
from unhidden.safeguarding.clocks.queries.law import read_file
from unhidden.safeguarding.clocks.rules import effects, timing
from unhidden.safeguarding.clocks.rules.timing import ClockLength, ClockTerm
from unhidden.safeguarding.clocks.tests.counting import count_due

#: Each timer of the law and of its guidance, by hand: code, length, unit, as of 2026.
TIMERS = (
    ("child_la_referral", 0, "days"),
    ("ictg_referral", 1, "days"),
    ("dtn_due", 1, "months"),
    ("rg_expected", 5, "working_days"),
    ("tsa_no_contact", 48, "hours"),
    ("recovery_min_end", 30, "days"),
    ("reconsideration_due", 30, "days"),
    ("exit_negative", 9, "working_days"),
    ("move_on", 45, "days"),
    ("age_18_90", -90, "days"),
    ("age_18_30", -30, "days"),
    ("age_18_0", 0, "days"),
    ("decision_overdue_6", 6, "months"),
    ("decision_overdue_12", 12, "months"),
    ("decision_overdue_18", 18, "months"),
    ("ho_draft_expiry", 28, "days"),
    ("ho_draft_warning", 21, "days"),
    ("fr_contact_stale", 0, "no"),
    ("follow_up", 3, "days"),
)
MOMENTS = st.datetimes(
    datetime(2016, 1, 1),  # noqa: DTZ001  # the zone is given apart
    datetime(2033, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
LENGTHS = st.sampled_from(
    [
        ClockLength("days", 0),
        ClockLength("days", 30),
        ClockLength("days", -90),
        ClockLength("working_days", 5),
        ClockLength("working_days", 9),
        ClockLength("months", 1),
        ClockLength("months", 18),
        ClockLength("hours", 48),
    ]
)


def _due(code: str, started: datetime) -> datetime:
    term = timing.find_term(read_file(), code, started.astimezone(LONDON).date())
    assert term is not None
    return timing.compute_due(term.length, started)


@pytest.mark.parametrize(("code", "count", "unit"), TIMERS)
def test_every_timer_of_the_notes_is_a_row(code: str, count: int, unit: str) -> None:
    term = timing.find_term(read_file(), code, date(2026, 11, 29))

    assert term is not None
    assert term.length == ClockLength(unit, count)


def test_no_rule_of_the_file_is_said_to_be_checked() -> None:
    assert not any(rule.is_checked for rule in read_file())
    assert {rule.known for rule in read_file()} == {"sourced", "general", "ours"}


@pytest.mark.parametrize(
    ("code", "started", "due"),
    [
        ("rg_expected", "2016-10-21", "2016-10-28"),
        ("rg_expected", "2026-04-02", "2026-04-13"),  # Good Friday, Easter Monday
        ("rg_expected", "2022-05-31", "2022-06-09"),  # the Jubilee's two days
        ("rg_expected", "2021-12-24", "2022-01-05"),  # days in lieu
        ("exit_negative", "2026-12-21", "2027-01-06"),
        ("exit_negative", "2019-01-31", "2019-02-02"),
        ("exit_negative", "2019-02-01", "2019-02-14"),
        ("recovery_min_end", "2022-12-12", "2023-01-26"),
        ("recovery_min_end", "2022-12-13", "2023-01-12"),
        ("recovery_min_end", "2024-02-01", "2024-03-02"),  # a leap year
        ("move_on", "2019-01-31", "2019-02-14"),
        ("move_on", "2019-02-01", "2019-03-18"),
        ("dtn_due", "2026-01-31", "2026-02-28"),
        ("dtn_due", "2028-01-31", "2028-02-29"),
        ("decision_overdue_18", "2024-08-31", "2026-02-28"),
        ("child_la_referral", "2026-07-01", "2026-07-01"),
    ],
)
def test_a_day_counted_by_hand_is_the_day(code: str, started: str, due: str) -> None:
    at = datetime.fromisoformat(f"{started}T12:00").replace(tzinfo=UTC)

    assert _due(code, at).astimezone(LONDON).date().isoformat() == due


def test_before_a_rule_was_law_no_clock_runs_by_it() -> None:
    rules = read_file()

    assert timing.find_term(rules, "reconsideration_due", date(2016, 10, 21)) is None
    assert timing.find_term(rules, "tsa_no_contact", date(2016, 10, 21)) is None


def test_two_days_are_48_hours_over_a_change_of_clocks() -> None:
    before_spring = datetime(2026, 3, 28, 12, tzinfo=LONDON)
    due = timing.compute_due(ClockLength("hours", 48), before_spring)

    assert due.astimezone(UTC) - before_spring.astimezone(UTC) == timedelta(hours=48)
    assert due.hour == 13


def test_whoever_was_born_on_29_february_is_a_child_until_1_march() -> None:
    assert timing.add_years_to_birth(date(2012, 2, 29)) == date(2030, 3, 1)
    assert timing.add_years_to_birth(date(2012, 2, 28)) == date(2030, 2, 28)


@given(LENGTHS, MOMENTS)
def test_a_second_count_comes_to_the_same_day(
    length: ClockLength, started: datetime
) -> None:
    assert timing.compute_due(length, started) == count_due(
        length.unit, length.count, started
    )


@given(MOMENTS, st.integers(0, 40), st.integers(0, 40))
def test_a_clock_that_stands_still_is_due_as_many_days_later(
    started: datetime, until_pause: int, still: int
) -> None:
    length = ClockLength("days", 30)
    stopped = started.astimezone(LONDON).date() + timedelta(days=until_pause)
    pauses = [stopped, stopped + timedelta(days=still)]
    plain = timing.compute_due(length, started)
    is_in_time = 0 < until_pause <= 30

    due = timing.compute_due(length, started, pauses=pauses)

    if is_in_time:
        assert (due.date() - plain.date()).days == still
    assert due >= plain


def test_of_two_rules_of_one_day_the_later_written_holds_unless_withdrawn() -> None:
    def term(key: str, count: int, hour: int, *, withdrawn: bool = False) -> ClockTerm:
        return ClockTerm(
            key,
            "move_on",
            ClockLength("days", count),
            date(2026, 1, 1),
            None,
            datetime(2026, 1, 1, hour, tzinfo=UTC),
            withdrawn,
        )

    day = date(2026, 2, 1)
    old, new = term("a", 45, 9), term("b", 60, 10)

    assert timing.find_term([old, new], "move_on", day) == new
    assert (
        timing.find_term([old, term("b", 60, 10, withdrawn=True)], "move_on", day)
        == old
    )


def test_an_adults_case_starts_no_duty_to_notify_of_itself() -> None:
    assert effects.list_first_clocks("adult") == ("follow_up",)
    assert set(effects.list_first_clocks("unsure")) == {
        "child_la_referral",
        "ictg_referral",
        "follow_up",
    }


@pytest.mark.parametrize(
    ("age_group", "state", "has_duty", "runs"),
    [
        ("adult", "consent_refused", True, True),
        ("adult", "consent_refused", False, False),
        ("child", "not_required_child", True, False),
        ("unsure", "not_required_child", True, False),
        ("adult", "submitted", True, False),
        ("adult", "cg_positive", True, False),
    ],
)
def test_the_duty_runs_for_whom_the_law_binds_and_of_nobody_told_of_yet(
    age_group: str, state: str, has_duty: bool, runs: bool
) -> None:
    assert runs == effects.has_duty_clock(
        age_group=age_group, state=state, has_duty=has_duty
    )


def test_the_provider_is_waited_for_only_where_support_is_wanted() -> None:
    wanted = effects.find_effect("rg_positive", wants_support=True)
    unwanted = effects.find_effect("rg_positive", wants_support=False)

    assert "tsa_no_contact" in wanted.starts
    assert unwanted.starts == ("recovery_min_end",)


@pytest.mark.parametrize(
    ("is_met", "is_ended", "is_paused", "is_late"),
    [
        (False, False, False, True),
        (True, False, False, False),
        (False, True, False, False),
        (False, False, True, False),
    ],
)
def test_what_is_met_ended_or_stands_still_is_not_overdue(
    is_met: bool, is_ended: bool, is_paused: bool, is_late: bool
) -> None:
    due = datetime(2026, 1, 1, tzinfo=UTC)

    assert is_late == effects.is_overdue(
        due_at=due,
        met_at=due if is_met else None,
        ended_at=due if is_ended else None,
        is_paused=is_paused,
        at=due + timedelta(days=1),
    )
