"""Two people at once on one check or debrief: one of them wins."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import NOON, Cast
from tests.made.operations import make_closed_week
from tests.support.together import together
from unhidden.operations.debriefs.actions import reminders
from unhidden.operations.debriefs.queries import reminders as asked

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOON + timedelta(days=100)


def test_a_check_is_set_and_met_once(cast: Cast) -> None:
    week = make_closed_week(cast)
    planner, officer = cast.actor("planner"), cast.actor("officer")

    def set_checks() -> None:
        reminders.set_checks(
            operation_id=week.operation_id,
            owner_id=cast.people["officer"],
            actor=planner,
            at=NOON,
        )

    set_ = together(set_checks, set_checks)
    first = asked.list_own_checks(viewer=officer, day=LATER.date())[0]

    def meet() -> None:
        reminders.meet_check(
            check_id=first.id,
            found="Nothing yet.",
            again_on=(LATER + timedelta(days=30)).date(),
            actor=officer,
            at=LATER,
        )

    met = together(meet, meet)

    assert sorted(type(each).__name__ for each in set_) == [
        "ChecksAlreadySet",
        "NoneType",
    ]
    assert sorted(type(each).__name__ for each in met) == [
        "NoneType",
        "ReminderAnswered",
    ]
    waiting = asked.list_own_checks(viewer=officer, day=LATER.date())
    assert [card.number for card in waiting].count(2) == 1
