"""The door: waits that grow and end, puzzles of one form, and nobody refused."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import altcha
import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOON
from unhidden.reporting.actions import doors
from unhidden.reporting.rules import doors as rules
from unhidden.reporting.rules.doors import ReportPressure

MANY = st.integers(0, 10**9)
NETWORK = "a-part-of-the-network"


@given(MANY, MANY)
def test_however_many_come_the_work_and_the_wait_have_an_end(
    everywhere: int, nearby: int
) -> None:
    pressure = ReportPressure(everywhere, nearby)

    assert rules.LEAST_TURNS <= rules.count_puzzle_tries(pressure) <= rules.MOST_TURNS
    assert rules.LEAST_WAIT <= rules.count_wait_seconds(pressure) <= rules.LONGEST_WAIT


@given(MANY, MANY, MANY)
def test_more_reports_never_make_it_shorter(one: int, two: int, more: int) -> None:
    less, busy = ReportPressure(one, two), ReportPressure(one + more, two + more)

    assert rules.count_puzzle_tries(less) <= rules.count_puzzle_tries(busy)
    assert rules.count_wait_seconds(less) <= rules.count_wait_seconds(busy)
    assert rules.is_rushed(less) <= rules.is_rushed(busy)


@given(st.lists(st.integers(1, 40), max_size=60))
def test_a_neighbourhood_counts_everywhere_for_no_more_than_is_calm(
    steps: list[int],
) -> None:
    nearby, everywhere = 0, 0
    for more in steps:
        nearby += more
        everywhere += rules.share_pressure(nearby, more)

    assert everywhere == min(nearby, rules.CALM_HERE * rules.REPORT)


def test_a_flood_from_one_place_is_no_burden_for_others() -> None:
    for _ in range(5_000):
        flooded = doors.count_report(NETWORK)

    elsewhere = doors.get_pressure("elsewhere")
    assert rules.count_puzzle_tries(flooded) == rules.MOST_TURNS
    assert rules.count_puzzle_tries(elsewhere) == rules.LEAST_TURNS
    assert rules.count_wait_seconds(elsewhere) == rules.LEAST_WAIT
    assert not rules.is_rushed(elsewhere)


def test_a_flood_from_many_places_is_felt_by_all() -> None:
    for n in range(1_250):
        doors.count_report(f"place-{n // 5}")

    elsewhere = doors.get_pressure("elsewhere")
    assert rules.count_puzzle_tries(elsewhere) > 2 * rules.LEAST_TURNS
    assert rules.is_rushed(elsewhere)


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        ("192.0.2.1", "192.0.2.200", True),
        ("192.0.2.1", "192.0.3.1", False),
        ("2001:db8:0:100::1", "2001:db8:0:1ff::9", True),
        ("2001:db8::1", "2001:db9::1", False),
        ("", "no address", True),
    ],
)
def test_reports_are_counted_by_a_part_of_the_network_and_not_by_its_address(
    one: str, other: str, is_near: bool
) -> None:
    names = [doors.network_of(one), doors.network_of(other)]

    assert (names[0] == names[1]) is is_near
    assert not any(address and address in name for name in names for address in (one,))


def test_a_puzzle_is_solved_for_its_own_form_and_for_no_other() -> None:
    key = uuid4()
    made = doors.create_puzzle(form_key=key, network=NETWORK, at=timezone.now())
    challenge = altcha.Challenge.from_dict(made)
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    answer = altcha.Payload(challenge, solution).to_base64()

    assert doors.is_solved(answer, form_key=key)
    assert not doors.is_solved(answer, form_key=uuid4())
    forged = altcha.Payload(challenge, altcha.Solution(0, "00" * 32)).to_base64()
    assert not doors.is_solved(forged, form_key=key)
    for nonsense in ("", "x", "bnVsbA==", answer[:-9]):
        assert not doors.is_solved(nonsense, form_key=key)


def test_an_old_puzzle_is_no_answer() -> None:
    key, long_ago = uuid4(), timezone.now() - timedelta(hours=1)
    made = doors.create_puzzle(form_key=key, network=NETWORK, at=long_ago)
    challenge = altcha.Challenge.from_dict(made)
    solution = altcha.solve_challenge(challenge)
    assert solution is not None

    answer = altcha.Payload(challenge, solution).to_base64()

    assert not doors.is_solved(answer, form_key=key)


def test_a_ticket_tells_its_form_and_when_it_began_and_cannot_be_forged() -> None:
    made = doors.begin_form(at=NOON)

    found = doors.read_ticket(made.text, at=NOON + timedelta(seconds=30))

    assert found == made
    assert doors.read_ticket(made.text + "x", at=NOON) is None
    assert doors.read_ticket("", at=NOON) is None


def test_a_ticket_has_an_end() -> None:
    made = doors.settle_wait(doors.begin_form(at=NOON), network=NETWORK, at=NOON)

    later = doors.read_ticket(made.text, at=NOON + timedelta(hours=2))

    assert later is not None
    assert later.due is None
    assert doors.read_ticket(made.text, at=NOON + timedelta(hours=13)) is None


def test_a_form_waits_from_when_it_is_shown_however_long_it_was_kept() -> None:
    old = doors.begin_form(at=NOON - timedelta(hours=3))

    shown = doors.settle_wait(old, network=NETWORK, at=NOON)

    assert shown.wait(NOON) == rules.LEAST_WAIT
    assert old.wait(NOON) > rules.LONGEST_WAIT
    later = NOON + timedelta(minutes=5)
    assert doors.settle_wait(shown, network=NETWORK, at=later) == shown


def test_a_stock_of_forms_is_sent_no_faster_than_they_are_shown() -> None:
    stock = [doors.begin_form(at=NOON - timedelta(hours=1)) for _ in range(1_000)]

    waits = [
        doors.settle_wait(each, network=NETWORK, at=NOON).wait(NOON) for each in stock
    ]

    assert sum(wait <= 60 for wait in waits) < 50
    assert max(waits) == rules.LONGEST_WAIT
    elsewhere = doors.settle_wait(
        doors.begin_form(at=NOON), network="elsewhere", at=NOON
    )
    assert elsewhere.wait(NOON) == rules.LEAST_WAIT


def test_a_flood_keeps_nobody_waiting_who_was_there_before() -> None:
    honest = doors.settle_wait(doors.begin_form(at=NOON), network=NETWORK, at=NOON)
    for _ in range(1_000):
        doors.settle_wait(doors.begin_form(at=NOON), network=NETWORK, at=NOON)

    again = doors.read_ticket(honest.text, at=NOON + timedelta(seconds=9))

    assert again is not None
    assert again.wait(NOON + timedelta(seconds=9)) <= 0
