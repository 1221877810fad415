"""Four hours, two working days, three in a day: whatever the moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from unhidden.access.policy import DOMAINS_OF_PURPOSE, RIGHTS, task_in_emergency
from unhidden.agencies.policies import PERMISSIONS_OF_ROLE
from unhidden.emergency import rules
from unhidden.emergency.rules import AccessCourse
from unhidden.lib.working_days import LONDON

FIRST = datetime(2016, 1, 1)  # noqa: DTZ001  # the strategy adds the zone
LAST = datetime(2040, 1, 1)  # noqa: DTZ001
MOMENTS = some.datetimes(FIRST, LAST, timezones=some.just(UTC))
HOURS = some.timedeltas(timedelta(0), timedelta(hours=60))


def course(asked_at: datetime, **more: datetime | None) -> AccessCourse:
    return AccessCourse(
        asked_at,
        rules.find_closing_time(asked_at),
        review_due_on=rules.review_due_on(asked_at),
        **more,
    )


@given(MOMENTS, HOURS)
def test_nothing_is_open_before_it_is_opened_or_after_four_hours(
    asked_at: datetime, passed: timedelta
) -> None:
    at = asked_at + passed
    state = rules.find_access_state(course(asked_at, opened_at=asked_at), at)

    assert (state == rules.OPEN) == (passed < timedelta(hours=4))
    assert rules.find_access_state(course(asked_at), at) in (
        rules.WAITING,
        rules.NOT_OPENED,
    )


@given(MOMENTS, HOURS, HOURS)
def test_what_has_ended_never_opens_again(
    asked_at: datetime, until_end: timedelta, passed: timedelta
) -> None:
    ended = course(asked_at, opened_at=asked_at, ended_at=asked_at + until_end)

    assert rules.find_access_state(ended, asked_at + until_end + passed) == rules.ENDED


@given(MOMENTS, some.integers(0, 60))
def test_the_right_rests_from_the_day_after_the_last_until_the_review(
    asked_at: datetime, days: int
) -> None:
    due_on = rules.review_due_on(asked_at)
    at = asked_at + timedelta(days=days)
    unreviewed = course(asked_at, opened_at=asked_at)
    reviewed = course(asked_at, opened_at=asked_at, reviewed_at=at)

    is_late = at.astimezone(LONDON).date() > due_on
    assert rules.is_suspended([unreviewed], at) == is_late
    assert not rules.is_suspended([reviewed], at)
    assert not rules.is_suspended([course(asked_at)], at)


@given(MOMENTS)
def test_a_review_is_due_on_a_later_working_day_and_within_a_fortnight(
    asked_at: datetime,
) -> None:
    asked_on, due_on = asked_at.astimezone(LONDON).date(), rules.review_due_on(asked_at)

    assert due_on.weekday() < 5
    assert asked_on + timedelta(2) <= due_on <= asked_on + timedelta(14)


def test_weekends_and_bank_holidays_do_not_count() -> None:
    christmas_eve = datetime(2026, 12, 24, 15, tzinfo=UTC)

    assert rules.review_due_on(christmas_eve) == date(2026, 12, 30)


@given(some.lists(MOMENTS, max_size=6), MOMENTS)
def test_a_fourth_in_a_day_is_one_too_many(asked: list[datetime], at: datetime) -> None:
    recent = [each for each in asked if each > at - timedelta(hours=24)]
    free = rules.free_again_at(asked, at)

    assert (free is not None) == (len(recent) >= 3)
    if free is not None and max(asked) <= at:
        assert at < free <= at + timedelta(hours=24)
        assert rules.free_again_at(asked, free) is None


@pytest.mark.parametrize(
    ("words", "is_enough"),
    [
        ("x" * 30, True),
        ("x" * 29, False),
        (" " * 40, False),
        (f"  {'x' * 29}  ", False),
    ],
)
def test_thirty_characters_are_asked_for_and_spaces_are_none(
    words: str, is_enough: bool
) -> None:
    assert rules.has_enough_words(words) == is_enough


def test_each_role_has_one_task_that_brings_all_of_its_emergencies_into_view() -> None:
    for role, rights in RIGHTS.items():
        task = task_in_emergency(role)

        assert task in rights.purposes, role
        assert rights.emergencies | rights.reviews <= DOMAINS_OF_PURPOSE[task]


def test_permissions_and_the_policy_table_name_the_same_roles() -> None:
    for role, rights in RIGHTS.items():
        held = PERMISSIONS_OF_ROLE[role]

        assert ("emergency.open_record" in held) == bool(rights.emergencies), role
        assert not rights.reviews or "emergency.review" in held, role
        assert ("emergency.oversee" in held) == bool(rights.oversees), role


def test_no_emergency_opens_survivors_to_investigators_or_border_officers() -> None:
    """The purpose firewall holds in an emergency too."""
    opening = {role for role, each in RIGHTS.items() if each.emergencies}
    survivors = {
        role for role, each in RIGHTS.items() if "safeguarding_case" in each.emergencies
    }

    assert survivors == {"support_worker", "support_manager", "safeguarding_lead"}
    assert opening - survivors == {"analyst", "investigator"}
