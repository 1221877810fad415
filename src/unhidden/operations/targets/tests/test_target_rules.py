"""Which kind is proposed, when a place is open, whether a warrant lets somebody in."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.lib.working_days import LONDON
from unhidden.operations.models import ProposalReason, VisitKind
from unhidden.operations.targets.rules import kinds, warrants, windows
from unhidden.operations.targets.rules.kinds import KindProposal, PlaceFacts
from unhidden.operations.targets.rules.orders import is_circular
from unhidden.operations.targets.rules.warrants import EntryFault, WarrantTerms

DAY = date(2026, 6, 3)
NOON = datetime(2026, 6, 3, 11, tzinfo=UTC)  # noon in London, in summer
HELD = WarrantTerms("W1", NOON - timedelta(days=1), NOON, entries_left=1)


@pytest.mark.parametrize(
    ("facts", "proposal"),
    [
        (PlaceFacts("shop"), KindProposal("soft", "talk")),
        (PlaceFacts("hotel"), KindProposal("hotel", "hotel")),
        (PlaceFacts("dwelling", band="high"), KindProposal("safeguarding", "home")),
        (PlaceFacts("shop", band="high"), KindProposal("enforcement", "high_risk")),
        (
            PlaceFacts("shop", is_joint_wanted=True),
            KindProposal("enforcement", "joint"),
        ),
        (
            PlaceFacts("dwelling", has_warrant=True),
            KindProposal("enforcement", "warrant"),
        ),
        (
            PlaceFacts("dwelling", is_joint_wanted=True),
            KindProposal("safeguarding", "home"),
        ),
    ],
)
def test_the_first_rule_that_fits_proposes(
    facts: PlaceFacts, proposal: KindProposal
) -> None:
    assert kinds.propose_kind(facts) == proposal


@given(
    st.text(max_size=9), st.sampled_from(["", "low", "high"]), st.booleans(),
    st.booleans(),
)  # fmt: skip
def test_every_proposal_has_its_kind_and_reason(
    place: str, band: str, has_warrant: bool, is_joint: bool
) -> None:
    found = kinds.propose_kind(PlaceFacts(place, band, has_warrant, is_joint))

    assert found.kind in VisitKind.values
    assert found.because in ProposalReason.values


@given(st.sampled_from(sorted(kinds.DEFAULTS)), st.integers(0, 100))
def test_a_visit_is_always_worth_something(kind: str, score: int) -> None:
    assert kinds.LEAST_VALUE <= kinds.compute_value(kind, score) <= 100


def test_a_window_may_pass_midnight() -> None:
    night = windows.make_window(time(18), time(1), windows.NIGHT)

    assert (night.opens, night.closes, night.passes_midnight) == (1080, 1500, True)
    assert windows.clock_of(night.closes) == time(1)


def test_usual_hours_are_a_window_that_can_be_kept() -> None:
    found = [windows.usual_window(kind) for kind in ("pub", "shop", "takeaway")]

    assert all(0 <= one.opens < one.closes <= 2 * windows.DAY for one in found)


@pytest.mark.parametrize(
    ("starts_at", "fault"),
    [
        (time(11, 59), None),
        (time(12), EntryFault.ENDED),
        (time(15), EntryFault.ENDED),
        (None, EntryFault.HOUR_NEEDED),
    ],
)
def test_a_warrant_that_ends_at_noon_lets_in_before_noon(
    starts_at: time | None, fault: EntryFault | None
) -> None:
    assert _fault(HELD, starts_at=starts_at) is fault


@pytest.mark.parametrize(
    ("on", "starts_at", "fault"),
    [
        (DAY - timedelta(days=1), time(11), EntryFault.NOT_GRANTED_YET),
        (DAY - timedelta(days=1), time(12), None),
        (DAY - timedelta(days=1), None, EntryFault.HOUR_NEEDED),
        (DAY - timedelta(days=2), None, EntryFault.NOT_GRANTED_YET),
        (DAY + timedelta(days=1), None, EntryFault.ENDED),
    ],
)
def test_nobody_goes_before_it_is_granted_or_after_it_ends(
    on: date, starts_at: time | None, fault: EntryFault | None
) -> None:
    assert _fault(HELD, on=on, starts_at=starts_at) is fault


def test_the_number_is_that_of_a_warrant_of_the_place_with_an_entry_left() -> None:
    used = WarrantTerms("W1", HELD.issued_at, HELD.expires_at, entries_left=0)

    assert _fault(HELD, authority=" ") is EntryFault.NO_NUMBER
    assert _fault(HELD, authority="W2") is EntryFault.ANOTHER_NUMBER
    assert _fault(used) is EntryFault.USED_UP
    assert _fault(authority="An inspector's own") is None


def test_silver_is_told_within_seven_days_and_not_of_what_has_ended() -> None:
    week = timedelta(days=7)

    assert warrants.ends_soon(NOON + week, NOON)
    assert not warrants.ends_soon(NOON + week + timedelta(minutes=1), NOON)
    assert not warrants.ends_soon(NOON, NOON)


def test_nothing_waits_for_itself() -> None:
    a, b, c = uuid4(), uuid4(), uuid4()

    assert is_circular(a, a, {})
    assert is_circular(a, c, {c: b, b: a, a: None})
    assert not is_circular(c, b, {b: a, a: None})


def _fault(
    *held: WarrantTerms,
    authority: str = "W1",
    on: date = DAY,
    starts_at: time | None = time(10),
) -> EntryFault | None:
    return warrants.find_entry_fault(
        authority, held, on=on, starts_at=starts_at, zone=LONDON
    )
