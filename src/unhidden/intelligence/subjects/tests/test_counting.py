"""What is common on a desk says less there, from its first mentions on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOON, Cast
from tests.support import audited as audit
from tests.support.roles import as_role
from unhidden.access.context import acting_as
from unhidden.intelligence import tasks
from unhidden.intelligence.models import PeopleCount
from unhidden.intelligence.subjects.queries.matching import compared_now
from unhidden.intelligence.subjects.queries.serving import weights_of
from unhidden.intelligence.subjects.rules import matching
from unhidden.intelligence.subjects.rules.traces import trace_of
from unhidden.intelligence.tests.judging import make_mention
from unhidden.linkage.priors import (
    FEWEST,
    MOST_TIMES,
    DeskCounts,
    expect_repeats,
    find_prior,
)

MODEL = matching.load_shipped_weights().model


def count_people() -> bool:
    """What the worker does in its hour."""
    with as_role("worker"):
        return tasks.count_people(timestamp=int(NOON.timestamp()))


@pytest.mark.django_db
def test_a_surname_that_many_here_have_says_less_once_it_was_counted(
    cast: Cast,
) -> None:
    analyst = cast.actor("analyst")
    profile = trace_of("person", "Arben Hoxhaj", {"born": "1990"}).profile
    for name in ("Besnik", "Driton", "Fatos", "Gezim", "Ilir", "Luan"):
        make_mention(f"{name} Hoxhaj", by=analyst)
    with acting_as(analyst.doing("intel_assessment")):
        before = compared_now("person", profile, profile)

    assert count_people()

    with acting_as(analyst.doing("intel_assessment")):
        after = compared_now("person", profile, profile)
        row = PeopleCount.objects.get()
    assert after.bits < before.bits
    assert row.held["last"] == {"hoxhaj": 6}
    assert audit.names_about(subject_id=row.id) == ["intelligence.people_counted"]


@pytest.mark.django_db
def test_what_was_counted_is_counted_anew_only_where_mentions_came(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    make_mention("Arben Hoxhaj", by=analyst)

    assert count_people()
    assert not count_people()
    make_mention("Besnik Hoxhaj", by=analyst)
    assert count_people()


@pytest.mark.django_db
def test_a_count_that_was_taken_away_meanwhile_breaks_no_search(cast: Cast) -> None:
    with acting_as(cast.actor("analyst").doing("intel_assessment")):
        gone = PeopleCount(id=cast.actor("analyst").person)

        assert weights_of(None, gone.id) is matching.load_shipped_weights()


@given(st.integers(FEWEST, 10**7))
def test_with_each_mention_the_prior_falls_a_little_and_never_in_steps(
    among: int,
) -> None:
    here, next_to_it = (find_prior(MODEL, many) for many in (among, among + 1))

    assert 0 < here - next_to_it < 0.01


def test_twice_the_mentions_cost_one_bit() -> None:
    apart = find_prior(MODEL, 10_000) - find_prior(MODEL, 20_000)

    assert apart == pytest.approx(1.0, abs=0.001)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_no_count_moves_the_prior_beyond_what_it_may(dated: int, again: int) -> None:
    desk = DeskCounts(dated=dated + again, again=again)

    times = expect_repeats(MODEL, desk) / expect_repeats(MODEL)

    assert 1 / MOST_TIMES - 1e-9 <= times <= MOST_TIMES + 1e-9


def test_where_strangers_are_told_of_two_mentions_are_less_likely_one() -> None:
    strangers = DeskCounts(dated=1_000, again=0)
    known = DeskCounts(dated=1_000, again=200)

    assert (
        find_prior(MODEL, 1_000, strangers)
        < find_prior(MODEL, 1_000)
        < find_prior(MODEL, 1_000, known)
    )
