"""The clock of a request for what is held, and the fields of a file of cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.lib.working_days import is_working_day
from unhidden.safeguarding.crossing.rules import holdings, htcds
from unhidden.safeguarding.crossing.rules.htcds import ExportedCase

DAY = date(2026, 3, 2)
days = st.dates(date(2016, 1, 1), date(2035, 12, 31))
CASE = ExportedCase("BAWSO", "charity", "identified", DAY, None, True)


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        (date(2026, 3, 2), date(2026, 4, 2)),
        (date(2026, 1, 31), date(2026, 3, 2)),  # 28 February is a Saturday
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 11, 25), date(2026, 12, 29)),  # Christmas, and what follows
        (date(2026, 3, 3), date(2026, 4, 7)),  # Good Friday to Easter Monday
    ],
)
def test_an_answer_is_due_after_one_calendar_month(sent: date, due: date) -> None:
    assert holdings.find_due_day(sent, is_extended=False) == due


@given(days)
def test_it_is_never_due_on_a_day_without_work(sent: date) -> None:
    for is_extended in (False, True):
        due = holdings.find_due_day(sent, is_extended=is_extended)
        assert is_working_day(due)
        assert due > sent


@given(days, st.integers(0, 400))
def test_a_request_is_late_only_once_its_day_is_over(sent: date, later: int) -> None:
    day = sent + timedelta(days=later)
    due = holdings.find_due_day(sent, is_extended=False)

    assert holdings.find_state({"sent": sent}, day) == (
        "late" if day > due else "waits"
    )
    assert holdings.find_state({"sent": sent, "answered": day}, day) == "ended"


def test_steps_follow_each_other() -> None:
    assert holdings.find_state({}, DAY) == "written"
    assert not holdings.may_step({}, "answered", DAY, DAY)
    assert holdings.may_step({}, "sent", DAY, DAY)
    assert not holdings.may_step({}, "sent", DAY + timedelta(days=1), DAY)
    sent = {"sent": DAY}
    assert not holdings.may_step(sent, "sent", DAY, DAY)
    assert not holdings.may_step(sent, "answered", DAY - timedelta(days=1), DAY)
    assert holdings.may_step(sent, "partly", DAY, DAY)
    assert not holdings.may_step({**sent, "refused": DAY}, "answered", DAY, DAY)


def test_every_field_of_the_standard_is_filled_or_told_why_not() -> None:
    unmapped = dict(htcds.list_unmapped())

    assert unmapped.keys() | htcds.MAPPED == set(htcds.list_fields())
    assert not unmapped.keys() & htcds.MAPPED
    assert all(unmapped.values())
    assert len(htcds.list_fields()) == 80


def test_who_the_person_is_stays_apart() -> None:
    filled = htcds.fill_fields(CASE)

    assert not [name for name in filled if name.startswith("prs_")]
    assert filled.keys() <= htcds.MAPPED
    assert filled["con_Consent"] == "TRUE"
    assert filled["vic_TraffickingStatus"] == "PossibleVictimOfTrafficking"


@pytest.mark.parametrize(
    ("purpose", "is_closed", "word", "may"),
    [
        ("statistics", True, "yes", True),
        ("statistics", True, "withdrawn", False),
        ("move", True, "no", True),
        ("referral", True, "yes", False),
        ("referral", False, "yes", True),
        ("person", True, "not_asked", True),
        ("statistics", False, "withdrawn", False),
    ],
)
def test_purpose_and_consent_say_whether_a_case_is_exported(
    purpose: str, is_closed: bool, word: str, may: bool
) -> None:
    assert htcds.may_export(purpose, is_closed=is_closed, standing=word) is may


def test_a_case_that_ended_fills_what_is_recorded_of_its_end() -> None:
    ended = replace(
        CASE,
        closed_on=DAY,
        outcome="handed_on",
        outcome_label="Another organisation supports them",
        referred_to="Home Office",
        referred_on=DAY,
        referral_kind="referral",
        need="gp",
        has_died=True,
    )

    filled = htcds.fill_fields(ended)

    assert filled.keys() == htcds.MAPPED - {"vic_TraffickingStatusDecisionMakingOrg"}
    assert filled["cas_OutgoingReferralDate"] == "2026-03-02"
    assert htcds.fill_fields(replace(CASE, is_at_rest=True))["cas_Status"] == "FollowUp"


@given(st.text())
def test_no_value_is_taken_for_a_formula(value: str) -> None:
    assert htcds.guard(value)[:1] not in {"=", "+", "-", "@", "\t", "\r"}
