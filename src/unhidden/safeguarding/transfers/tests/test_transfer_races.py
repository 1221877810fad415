"""Two at the same moment on one transfer: one of them, whole, and nothing lost."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest

from tests.cast import NOON, Cast, make_cast
from tests.made.agencies import make_colleague
from tests.made.transfers import (
    GIVER,
    TAKER,
    WORKER,
    accept,
    hand_over,
    make_agreed_case,
    make_transfer,
    say,
)
from tests.support import audited
from tests.support.together import RACES, together
from unhidden.access.absent import Absent
from unhidden.safeguarding.models import Case, CaseTransfer
from unhidden.safeguarding.transfers.actions import moving as actions
from unhidden.vault.models import RecordKey

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = RACES


@pytest.fixture
def people() -> Cast:
    """Both sides, with their rings unlocked before it begins."""
    cast = make_cast()
    for part in (GIVER, TAKER, WORKER):
        cast.actor(part)
    return cast


def _row(transfer_id: UUID) -> CaseTransfer:
    return CaseTransfer.objects.using("stored").get(id=transfer_id)


def _withdraw(cast: Cast, transfer_id: UUID) -> None:
    actions.withdraw_transfer(transfer_id=transfer_id, actor=cast.actor(GIVER), at=NOON)


def test_two_accept_one_transfer(people: Cast) -> None:
    second = make_colleague(people, "Second Supervisor", "red_cross", "support_manager")
    people.people["second"] = second
    people.actor("second")
    case_id = make_agreed_case(people)
    for _ in range(TIMES):
        transfer_id = make_transfer(people, case_id)

        came = together(
            partial(accept, people, transfer_id),
            partial(accept, people, transfer_id, by="second"),
        )

        assert {type(each) for each in came} == {type(None), actions.TransferMoved}
        assert _row(transfer_id).state == "accepted"
        _withdraw(people, transfer_id)


def test_one_who_presses_twice_accepts_and_hands_over_once(people: Cast) -> None:
    for _ in range(TIMES // 2):
        transfer_id = make_transfer(people, make_agreed_case(people))

        came = together(*[partial(accept, people, transfer_id)] * 2)
        gone = together(*[partial(hand_over, people, transfer_id)] * 2)

        assert [*came, *gone] == [None] * 4
        names = audited.names_about(subject_id=transfer_id)
        assert names.count("safeguarding.transfer_accepted") == 1
        assert names.count("safeguarding.transfer_done") == 1


def test_withdrawn_while_it_is_accepted(people: Cast) -> None:
    case_id = make_agreed_case(people)
    for _ in range(TIMES):
        transfer_id = make_transfer(people, case_id)

        came = together(
            partial(accept, people, transfer_id),
            partial(_withdraw, people, transfer_id),
        )

        assert came[0] is None or isinstance(came[0], actions.TransferMoved)
        assert came[1] is None
        assert _row(transfer_id).state == "withdrawn"


def test_the_word_taken_back_while_it_is_accepted(people: Cast) -> None:
    case_id = make_agreed_case(people)
    for turn in range(TIMES):
        at = NOON + timedelta(hours=2 * turn)
        transfer_id = make_transfer(people, case_id)

        came = together(
            partial(accept, people, transfer_id),
            partial(say, people, case_id, "share", "withdrawn", at=at),
        )

        assert came[0] is None or isinstance(came[0], actions.TransferMoved | Absent)
        assert came[1] is None
        assert _row(transfer_id).state == "withdrawn"
        say(people, case_id, "share", "yes", categories=("identity", "narrative"),
            at=at + timedelta(hours=1))  # fmt: skip


def test_the_word_taken_back_while_it_is_handed_over(people: Cast) -> None:
    taker = people.organisations["red_cross"]
    for _ in range(TIMES // 2):
        case_id = make_agreed_case(people)
        transfer_id = make_transfer(people, case_id)
        accept(people, transfer_id)

        came = together(
            partial(hand_over, people, transfer_id),
            partial(say, people, case_id, "share", "withdrawn"),
        )

        is_over = _row(transfer_id).state == "done"
        assert (came[0] is None) is is_over
        assert (came[1] is None) is not is_over
        case = Case.objects.using("stored").get(id=case_id)
        assert (case.lead_id == taker) is is_over
        keys = RecordKey.objects.using("stored").filter(team_id=taker)
        assert keys.filter(record_id=transfer_id).exists() is is_over
