"""Which kind is proposed, when a place is open, whether a warrant lets somebody in."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.operations.command.rules.warrants import ends_soon
from unhidden.operations.models import ProposalReason, SkillKind, VisitKind
from unhidden.operations.rosters.rules.clock import moment_of
from unhidden.operations.rules import SKILLS_OF_KIND, CrewSkill, is_skill
from unhidden.operations.targets.rules import kinds, windows
from unhidden.operations.targets.rules.kinds import KindProposal, PlaceFacts
from unhidden.operations.targets.rules.orders import is_circular
from unhidden.operations.targets.rules.windows import A_DAY, VisitWindow

DAY = date(2026, 6, 3)
NOON = datetime(2026, 6, 3, 11, tzinfo=UTC)  # noon in London, in summer


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


def test_whatever_a_kind_of_visit_asks_for_somebody_can_bring() -> None:
    brought = set(SkillKind.values).union(*SKILLS_OF_KIND.values())
    asked = {code for usual in kinds.DEFAULTS.values() for code in usual.lead_skills}

    assert asked | set(CrewSkill) <= brought
    assert all(map(is_skill, [*CrewSkill, "language:vi", "language:zh-hans"]))
    assert not any(
        map(is_skill, ["magic", "language:", "language:-", "language", "vi"])
    )


def test_a_window_may_pass_midnight() -> None:
    night = windows.make_window(time(18), time(1), windows.NIGHT)

    assert (night.opens, night.closes, night.passes_midnight) == (1080, 1500, True)
    assert windows.clock_of(night.closes) == time(1)


def test_usual_hours_are_a_window_that_can_be_kept() -> None:
    found = [windows.usual_window(kind) for kind in ("pub", "shop", "takeaway")]

    assert all(0 <= one.opens < one.closes <= 2 * windows.DAY for one in found)


@pytest.mark.parametrize(
    ("on", "at", "holds"),
    [
        (DAY, time(17, 59), False),
        (DAY, time(18), True),
        (DAY, time(0, 30), False),
        (DAY + A_DAY, time(1), True),
        (DAY + A_DAY, time(1, 1), False),
        (DAY + A_DAY, time(18), False),
    ],
)
def test_a_night_is_of_the_day_on_which_it_begins(
    on: date, at: time, holds: bool
) -> None:
    night = windows.make_window(time(18), time(1), windows.NIGHT)

    assert night.holds_moment(on, at, [DAY]) is holds
    assert night.holds_moment(on, at, []) is (at >= time(18) or at <= time(1))
    assert [night.opens_on(DAY + A_DAY * n, [DAY]) for n in range(3)] == [
        True, True, False,
    ]  # fmt: skip


def test_a_window_over_a_clock_change_is_told_by_the_clock() -> None:
    """The planner counts minutes from noon; both speak of the same hours."""
    for sunday in (date(2026, 3, 29), date(2026, 10, 25)):
        for minute in range(0, 2 * windows.DAY, 30):
            moment = moment_of(sunday, minute)
            only = VisitWindow(minute, minute + 1)
            at = moment.time()
            if not moment.fold:
                assert only.holds_moment(moment.date(), at, [sunday])


def test_silver_is_told_within_seven_days_and_not_of_what_has_ended() -> None:
    week = timedelta(days=7)

    assert ends_soon(NOON + week, NOON)
    assert not ends_soon(NOON + week + timedelta(minutes=1), NOON)
    assert not ends_soon(NOON, NOON)


def test_nothing_waits_for_itself() -> None:
    a, b, c = uuid4(), uuid4(), uuid4()

    assert is_circular(a, a, {})
    assert is_circular(a, c, {c: b, b: a, a: None})
    assert not is_circular(c, b, {b: a, a: None})
