"""Hot debriefs, the structured one, its actions, and checks that come back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import Week, make_closed_week, make_week
from unhidden.access import context
from unhidden.access.absent import Absent
from unhidden.access.policy import Purpose
from unhidden.operations.debriefs.actions import debriefs as writing
from unhidden.operations.debriefs.actions import refusals, reminders
from unhidden.operations.debriefs.actions.debriefs import DebriefText, NewHotDebrief
from unhidden.operations.debriefs.queries import debriefs
from unhidden.operations.debriefs.queries import reminders as asked
from unhidden.operations.frame.actions.refusals import (
    OperationNotRunning,
    OutsideOperation,
)
from unhidden.operations.models import OutcomeCheck

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=20)
DUE = LATER.date()
TEXT = DebriefText(
    held_on=LATER.date(),
    facilitator="A colleague of another force",
    present="Police, council, BAWSO",
    worked="One radio channel for all.",
    improve="Interpreters were booked too late.",
)


@pytest.fixture
def week(cast: Cast) -> Week:
    return make_week(cast)


@pytest.fixture
def closed(cast: Cast) -> Week:
    return make_closed_week(cast)


def hot(week: Week, **changed: object) -> NewHotDebrief:
    plain = NewHotDebrief(
        team_id=week.team_id,
        on=TODAY,
        is_everybody_safe=True,
        safety="",
        worked="The leaflets.",
        learnt="The back door is open.",
        urgent="",
    )
    return replace(plain, **changed)  # type: ignore[arg-type]  # the fields' own types


def write_hot(cast: Cast, week: Week, part: str = "officer", **changed: object) -> UUID:
    return writing.write_hot_debrief(
        operation_id=week.operation_id,
        new=hot(week, **changed),
        actor=cast.actor(part),
        at=NOON,
    )


def write(cast: Cast, week: Week, *, revision: int = 0) -> None:
    writing.write_debrief(
        operation_id=week.operation_id,
        text=TEXT,
        revision=revision,
        actor=cast.actor("planner"),
        at=LATER,
    )


def give(cast: Cast, week: Week, part: str, due_on: date = DUE) -> UUID:
    return reminders.add_debrief_action(
        operation_id=week.operation_id,
        what="Book interpreters a week before.",
        owner_id=cast.people[part],
        due_on=due_on,
        actor=cast.actor("planner"),
        at=LATER,
    )


def set_checks(cast: Cast, week: Week, part: str = "officer") -> None:
    reminders.set_checks(
        operation_id=week.operation_id,
        owner_id=cast.people[part],
        actor=cast.actor("planner"),
        at=LATER,
    )


def test_a_crew_writes_its_ten_minutes_and_planners_read_them(
    cast: Cast, week: Week
) -> None:
    write_hot(cast, week)
    write_hot(cast, week, "charity_visitor", urgent="The landlord comes at six.")

    found = debriefs.list_hot_debriefs(
        viewer=cast.actor("planner"), operation_id=week.operation_id
    )

    assert [card.urgent for card in found] == ["The landlord comes at six.", ""]


@pytest.mark.parametrize("part", ["colleague", "partner", "analyst", "overseer"])
def test_who_was_not_there_neither_writes_nor_reads_it(
    cast: Cast, week: Week, part: str
) -> None:
    write_hot(cast, week)

    with pytest.raises(Absent):
        write_hot(cast, week, part)
    assert (
        debriefs.list_hot_debriefs(
            viewer=cast.actor(part), operation_id=week.operation_id
        )
        == []
    )


def test_a_hot_debrief_is_of_the_day_and_says_something(cast: Cast, week: Week) -> None:
    with pytest.raises(refusals.HotDebriefLate):
        write_hot(cast, week, on=TODAY + timedelta(days=1))
    with pytest.raises(OutsideOperation):
        write_hot(cast, week, on=TODAY - timedelta(days=1))
    with pytest.raises(refusals.HotDebriefEmpty):
        write_hot(cast, week, worked="", learnt="")
    with pytest.raises(refusals.SafetyUntold):
        write_hot(cast, week, is_everybody_safe=False)


def test_a_week_that_is_closed_in_the_evening_takes_its_hot_debrief(
    cast: Cast, closed: Week
) -> None:
    write_hot(cast, closed, "planner")
    with pytest.raises(Absent):
        write_hot(cast, closed, "officer")

    found = debriefs.list_hot_debriefs(
        viewer=cast.actor("planner"), operation_id=closed.operation_id
    )
    assert len(found) == 1


def test_a_week_that_has_not_begun_takes_no_hot_debrief(cast: Cast) -> None:
    closed = make_week(cast, is_running=False)

    with pytest.raises(OperationNotRunning):
        write_hot(cast, closed)


def test_the_structured_debrief_comes_after_the_close(cast: Cast, week: Week) -> None:
    with pytest.raises(refusals.DebriefTooEarly):
        write(cast, week)
    with pytest.raises(refusals.DebriefTooEarly):
        give(cast, week, "officer")
    with pytest.raises(refusals.DebriefTooEarly):
        set_checks(cast, week)


def test_no_debrief_is_written_before_it_is_held(cast: Cast, closed: Week) -> None:
    with pytest.raises(refusals.DebriefNotHeld):
        writing.write_debrief(
            operation_id=closed.operation_id,
            text=replace(TEXT, held_on=DUE + timedelta(days=1)),
            revision=0,
            actor=cast.actor("planner"),
            at=LATER,
        )


def test_partners_read_the_structured_debrief(cast: Cast, closed: Week) -> None:
    write(cast, closed)

    found = debriefs.find_debrief(
        viewer=cast.actor("charity_visitor"), operation_id=closed.operation_id
    )

    assert found is not None
    assert found.improve == TEXT.improve


def test_two_who_change_it_do_not_overwrite_each_other(
    cast: Cast, closed: Week
) -> None:
    write(cast, closed)

    with pytest.raises(refusals.DebriefMoved):
        write(cast, closed)
    write(cast, closed, revision=1)


def test_an_action_waits_for_its_owner_until_it_is_done(
    cast: Cast, closed: Week
) -> None:
    action_id = give(cast, closed, "officer")
    officer = cast.actor("officer")

    before = asked.count_due(viewer=officer, at=LATER)
    reminders.finish_debrief_action(
        action_id=action_id, words="Booked.", actor=officer, at=LATER
    )

    assert before == 1
    assert asked.count_due(viewer=officer, at=LATER) == 0
    with pytest.raises(refusals.ReminderAnswered):
        reminders.finish_debrief_action(
            action_id=action_id, words="Again.", actor=officer, at=LATER
        )


def test_only_its_owner_and_planners_answer(cast: Cast, closed: Week) -> None:
    action_id = give(cast, closed, "officer")

    for part in ("colleague", "charity_visitor", "safeguarding_lead"):
        with pytest.raises(Absent):
            reminders.finish_debrief_action(
                action_id=action_id, words="Done.", actor=cast.actor(part), at=LATER
            )
    with pytest.raises(refusals.AnswerMissing):
        reminders.finish_debrief_action(
            action_id=action_id, words=" ", actor=cast.actor("planner"), at=LATER
        )


def test_an_action_is_given_to_who_takes_part_and_from_today_on(
    cast: Cast, closed: Week
) -> None:
    with pytest.raises(refusals.OwnerUnknown):
        give(cast, closed, "overseer")
    with pytest.raises(refusals.DueInThePast):
        give(cast, closed, "officer", LATER.date() - timedelta(days=1))


def test_an_action_can_be_given_on(cast: Cast, closed: Week) -> None:
    action_id = give(cast, closed, "officer")

    reminders.give_debrief_action(
        action_id=action_id,
        owner_id=cast.people["charity_visitor"],
        due_on=LATER.date(),
        actor=cast.actor("planner"),
        at=LATER,
    )

    assert asked.count_due(viewer=cast.actor("officer"), at=LATER) == 0
    assert asked.count_due(viewer=cast.actor("charity_visitor"), at=LATER) == 1


def test_checks_come_back_after_three_six_and_twelve_months(
    cast: Cast, closed: Week
) -> None:
    set_checks(cast, closed)

    cards = asked.list_own_checks(viewer=cast.actor("officer"), day=DUE)

    assert [(card.months, card.due_on) for card in cards] == [
        (3, date(2026, 4, 9)),
        (6, date(2026, 7, 9)),
        (12, date(2027, 1, 9)),
    ]
    for day, due in (
        (date(2026, 4, 8), 0),
        (date(2026, 4, 9), 1),
        (date(2027, 2, 1), 3),
    ):
        at = LATER.replace(year=day.year, month=day.month, day=day.day)
        assert asked.count_due(viewer=cast.actor("officer"), at=at) == due
    with pytest.raises(refusals.ChecksAlreadySet):
        set_checks(cast, closed)


def test_a_check_is_met_by_an_entry_and_may_come_back(cast: Cast, closed: Week) -> None:
    set_checks(cast, closed)
    officer = cast.actor("officer")
    first = asked.list_own_checks(viewer=officer, day=DUE)[0]
    met_at = LATER + timedelta(days=80)

    reminders.meet_check(
        check_id=first.id,
        found="Nobody is charged yet.",
        again_on=date(2026, 6, 1),
        actor=officer,
        at=met_at,
    )

    waiting = asked.list_own_checks(viewer=officer, day=DUE)
    assert [(card.months, card.number, card.due_on) for card in waiting][:1] == [
        (3, 2, date(2026, 6, 1))
    ]
    with pytest.raises(refusals.ReminderAnswered):
        reminders.meet_check(
            check_id=first.id, found="More.", again_on=None, actor=officer, at=met_at
        )


def test_a_check_is_nobody_elses(cast: Cast, closed: Week) -> None:
    set_checks(cast, closed)
    check = asked.list_own_checks(viewer=cast.actor("officer"), day=DUE)[0]

    for part in ("colleague", "charity_visitor", "analyst"):
        viewer = cast.actor(part)
        assert asked.list_checks(viewer=viewer, operation_id=closed.operation_id) == []
        with pytest.raises(Absent):
            reminders.meet_check(
                check_id=check.id, found="x", again_on=None, actor=viewer, at=LATER
            )


@pytest.mark.parametrize("part", ["officer", "colleague"])
def test_an_owner_adds_no_check_but_the_next_of_one_they_met(
    cast: Cast, closed: Week, part: str
) -> None:
    set_checks(cast, closed)

    with pytest.raises(DatabaseError, match="row-level security"):
        _add_check(cast, part, closed)


def test_no_check_is_of_an_operation_that_is_not_closed(cast: Cast, week: Week) -> None:
    for part in ("officer", "planner"):
        with pytest.raises(DatabaseError, match="row-level security"):
            _add_check(cast, part, week)


def _add_check(cast: Cast, part: str, week: Week) -> None:
    """Add a second check past the action; raises DatabaseError where it is refused."""
    with context.acting_as(cast.actor(part).doing(Purpose.OPERATION_DELIVERY)):
        OutcomeCheck.objects.create(
            operation_id=week.operation_id,
            months=3,
            number=2,
            due_on=DUE,
            owner_id=cast.people[part],
        )
