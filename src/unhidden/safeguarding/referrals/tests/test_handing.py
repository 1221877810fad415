"""A First Responder is asked to refer, answers in time or is reminded, and refers."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.safeguarding import make_case
from unhidden.safeguarding import actions as cases
from unhidden.safeguarding.referrals.actions import handing, refusals
from unhidden.safeguarding.referrals.queries import handing as handovers
from unhidden.safeguarding.referrals.rules import handing as rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id(cast: Cast) -> UUID:
    """Of a child, who is referred without being asked."""
    return make_case(cast, age_group="child")


def ask(cast: Cast, case_id: UUID, who: str = "council", day: date = TODAY) -> None:
    handing.ask_responder(
        case_id=case_id,
        responder_id=cast.organisations[who],
        day=day,
        actor=cast.actor("support_worker"),
        at=NOON,
    )


def note(cast: Cast, case_id: UUID, step: str, day: date = TODAY) -> None:
    handing.note_handover(
        case_id=case_id,
        handover_id=list_lines(cast, case_id)[0].id,
        step=step,
        day=day,
        actor=cast.actor("support_worker"),
        at=NOON,
    )


def list_lines(
    cast: Cast, case_id: UUID, day: date = TODAY
) -> tuple[handovers.HandoverLine, ...]:
    worker = cast.actor("support_worker")
    return handovers.list_handovers(viewer=worker, case_id=case_id, day=day)


def test_an_answer_is_expected_within_two_working_days(
    cast: Cast, case_id: UUID
) -> None:
    ask(cast, case_id)

    (line,) = list_lines(cast, case_id)
    assert line.due_on == date(2026, 1, 7)
    assert not line.is_late
    assert list_lines(cast, case_id, date(2026, 1, 8))[0].is_late


def test_whoever_answered_is_not_late(cast: Cast, case_id: UUID) -> None:
    ask(cast, case_id)

    note(cast, case_id, "acknowledged")

    assert not list_lines(cast, case_id, date(2026, 1, 8))[0].is_late


def test_who_is_no_first_responder_is_refused_with_words(
    cast: Cast, case_id: UUID
) -> None:
    with pytest.raises(handing.ResponderNoMore):
        ask(cast, case_id, "red_cross")


def test_nobody_is_asked_before_an_adult_agrees(cast: Cast) -> None:
    with pytest.raises(handing.NotAgreedYet):
        ask(cast, make_case(cast))


def test_one_is_asked_at_a_time(cast: Cast, case_id: UUID) -> None:
    ask(cast, case_id)

    with pytest.raises(handing.HandoverOpen):
        ask(cast, case_id, "police")
    note(cast, case_id, "declined")
    ask(cast, case_id, "police")

    assert [line.responder for line in list_lines(cast, case_id)] == [
        "North Wales Police",
        "Wrexham Council",
    ]


def test_a_step_is_recorded_once_and_never_on_a_day_to_come(
    cast: Cast, case_id: UUID
) -> None:
    ask(cast, case_id)
    note(cast, case_id, "escalated")

    with pytest.raises(handing.StepNotNext):
        note(cast, case_id, "escalated")
    with pytest.raises(refusals.DayToCome):
        note(cast, case_id, "referred", date(2026, 1, 6))


def test_a_case_is_referred_once_they_have_said_that_they_did(
    cast: Cast, case_id: UUID
) -> None:
    ask(cast, case_id)
    note(cast, case_id, "referred")

    cases.record_referral(
        case_id=case_id,
        is_dtn=False,
        reference="HO-2",
        actor=cast.actor("support_worker"),
        at=NOON,
    )

    with pytest.raises(refusals.SecondReferral):
        ask(cast, case_id, "police")


def test_nothing_follows_what_ended_it() -> None:
    assert rules.list_next_steps(["acknowledged", "referred"]) == []
    assert "acknowledged" not in rules.list_next_steps(["acknowledged"])
    assert rules.list_next_steps([])[0] == "acknowledged"
