"""What may happen in which state, as plain values."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from unhidden.operations import rules
from unhidden.operations.teams.rules import still_needed
from unhidden.operations.weeks.rules import (
    OperationReadiness,
    TeamedVisit,
    count_readiness,
    is_too_long,
)
from unhidden.planning.composition import MissingMember, PlannedMember

OFFICER = PlannedMember(UUID(int=1), "police")
CHARITY = PlannedMember(UUID(int=2), "charity")
FIT = TeamedVisit("soft", "", (OFFICER, CHARITY))
UNFIT = TeamedVisit("safeguarding", "", (OFFICER,))
OPEN = TeamedVisit("soft", "", None)

visits = st.lists(st.sampled_from([FIT, UNFIT, OPEN]))
days = st.dates(date(2016, 1, 1), date(2030, 1, 1))


def test_nothing_planned_is_not_ready() -> None:
    assert not count_readiness([]).is_ready


def test_one_visit_with_a_team_that_fits_is_ready() -> None:
    assert count_readiness([FIT]).is_ready


def test_what_is_lacking_is_counted() -> None:
    found = count_readiness([FIT, OPEN, OPEN, UNFIT])

    assert found == OperationReadiness(visits=4, without_team=2, unfit=1)
    assert not found.is_ready


@given(visits)
def test_ready_means_that_every_visit_has_a_team_that_fits(
    planned: list[TeamedVisit],
) -> None:
    is_complete = bool(planned) and all(visit == FIT for visit in planned)

    assert count_readiness(planned).is_ready == is_complete


@given(visits, visits)
def test_more_visits_never_heal_an_unready_operation(
    planned: list[TeamedVisit], more: list[TeamedVisit]
) -> None:
    before, after = count_readiness(planned), count_readiness(planned + more)

    assert after.without_team >= before.without_team
    assert after.unfit >= before.unfit


@given(days, st.integers(0, 60), st.integers(0, 90))
def test_a_day_is_within_when_it_is_one_of_the_days(
    first: date, length: int, later: int
) -> None:
    last = first + timedelta(days=length)
    day = first + timedelta(days=later)

    assert rules.is_within(day, first, last) == (later <= length)
    assert not rules.is_within(first - timedelta(days=1), first, last)


@given(days)
def test_the_longest_operation_has_thirty_one_days(first: date) -> None:
    assert not is_too_long(first, first + timedelta(days=30))
    assert is_too_long(first, first + timedelta(days=31))


def test_a_team_without_visits_needs_nobody() -> None:
    assert still_needed([], ()) == ()


def test_what_any_of_the_visits_needs_is_needed() -> None:
    wanted = [("soft", ""), ("safeguarding", ""), ("enforcement", "Warrant")]

    found = still_needed(wanted, (OFFICER,))

    assert found == (MissingMember.PEOPLE, MissingMember.CHARITY)
