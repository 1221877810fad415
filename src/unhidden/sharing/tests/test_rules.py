"""How an agreement stands, and what an envelope may not repeat."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOON
from unhidden.sharing import rules
from unhidden.sharing.models import SharingUrgency

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@given(
    day=st.dates(date(2025, 6, 1), date(2027, 6, 1)),
    signed=st.integers(0, 3),
    is_ended=st.booleans(),
)
def test_it_is_in_force_only_between_its_days_with_every_signature(
    day: date, signed: int, is_ended: bool
) -> None:
    terms = rules.AgreementTerms(FIRST, LAST, is_ended, signed, parties=3)

    in_force = FIRST <= day <= LAST and signed == 3 and not is_ended
    assert (rules.find_agreement_status(terms, day) == rules.IN_FORCE) == in_force


@pytest.mark.parametrize("urgency", SharingUrgency.values)
def test_every_urgency_has_its_time_to_answer(urgency: str) -> None:
    assert rules.answer_by(urgency, NOON) > NOON


def test_who_needs_help_today_waits_one_day_for_an_answer() -> None:
    assert rules.answer_by("today", NOON) == NOON + timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A safe house for SELAM", ("Selam",)),
        ("selam; haile’s sister", ("Haile", "Selam")),
        ("A selamat greeting", ()),
        ("Ax", ()),
        ("", ()),
    ],
)
def test_a_name_is_found_in_whatever_case(text: str, found: tuple[str, ...]) -> None:
    assert rules.names_repeated(["Selam Haile Ax"], text) == found
