"""How long a report waited, and whether that is too long."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.reporting.rules import clocks
from unhidden.reporting.rules.urgency import (
    UrgencyLevel,
    UrgencyReason,
    reasons_that_fit,
    urgency_for,
)

FRIDAY = date(2026, 1, 2)


def clock(
    urgency: str, now: datetime, entered_at: datetime | None = None
) -> clocks.TriageClock:
    return clocks.compute_triage_clock(
        urgency=urgency, received_on=FRIDAY, entered_at=entered_at, now=now
    )


@pytest.mark.parametrize(
    ("urgency", "last"),
    [
        ("danger", FRIDAY),
        ("same_day", FRIDAY),
        ("routine", date(2026, 1, 7)),  # a weekend lies between
    ],
)
def test_a_report_is_late_from_the_day_after_its_last(urgency: str, last: date) -> None:
    at = datetime(last.year, last.month, last.day, 22, tzinfo=UTC)

    assert not clock(urgency, at).is_overdue
    assert clock(urgency, at + timedelta(days=1)).is_overdue
    assert clock(urgency, at).due_on == last


def test_hours_are_known_of_what_a_colleague_entered_alone() -> None:
    came = datetime(2026, 1, 2, 9, tzinfo=UTC)

    of_the_public = clock("danger", came + timedelta(hours=2))
    entered = clock("danger", came + timedelta(hours=2), entered_at=came)

    assert (of_the_public.hours, of_the_public.is_overdue) == (None, False)
    assert (entered.hours, entered.is_overdue) == (2, True)


@given(st.sets(st.sampled_from(UrgencyReason)), st.sampled_from(UrgencyLevel))
def test_reasons_say_no_more_than_the_urgency_beside_them(
    claimed: set[UrgencyReason], urgency: UrgencyLevel
) -> None:
    kept = reasons_that_fit(claimed, urgency)

    assert set(kept) in (set(), claimed)
    assert bool(kept) == (bool(claimed) and urgency_for(claimed) == urgency)
    assert reasons_that_fit([*claimed, "made up"], urgency) == ()
