"""The board: what is entered, by whom, and what is taken back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from tests.cast import NOON, Cast
from tests.made import command, operations
from tests.made.briefs import acknowledge, issue_brief, make_brief
from tests.made.command import COMMANDER
from tests.support.together import together
from unhidden.access.absent import Absent
from unhidden.access.context import acting_as
from unhidden.operations.board.actions import entries, keeping, refusals
from unhidden.operations.board.queries import board
from unhidden.operations.board.queries.urgent import list_urgent_matters
from unhidden.operations.board.rules import ContactPeriod, CrewContact
from unhidden.operations.frame.actions.refusals import (
    OperationClosed,
    OperationNotRunning,
)
from unhidden.operations.models import (
    CommandPost,
    Operation,
    RoomDeclaration,
    SafetyPlace,
)
from unhidden.operations.tests import boards
from unhidden.operations.tests.boards import BoardWeek, make_board_week


def test_what_came_by_radio_is_entered_for_the_crew(cast: Cast) -> None:
    week = make_board_week(cast)

    boards.enter(cast, week.plain, "on_the_way", is_by_radio=True)

    shown = boards.find(boards.read(cast, week), week.plain)
    assert (shown.state, shown.next_state) == ("on_the_way", "there")
    assert shown.said is not None
    assert (shown.said.is_by_radio, shown.said.team) == (True, "Team 1")
    assert shown.said.by_id == cast.people["planner"]


def test_the_crew_enters_for_itself(cast: Cast) -> None:
    week = make_board_week(cast)

    boards.enter(cast, week.plain, "inside", part="officer")

    assert boards.find(boards.read(cast, week), week.plain).state == "inside"


@pytest.mark.parametrize("part", ["analyst", "colleague", "partner", "overseer"])
def test_nobody_else_enters_anything(cast: Cast, part: str) -> None:
    week = make_board_week(cast)

    with pytest.raises(Absent):
        boards.enter(cast, week.plain, "inside", part=part, seen=0)


def test_who_holds_a_post_enters_what_came_by_radio(cast: Cast) -> None:
    week = make_board_week(cast)
    command.appoint(cast, week.operation_id, "bronze", "colleague", strand="visits")

    boards.enter(cast, week.plain, "there", part="colleague", is_by_radio=True)

    assert boards.find(boards.read(cast, week), week.plain).state == "there"


def test_the_safeguarding_lead_follows_up_a_silent_quiet_crew(cast: Cast) -> None:
    week, lead = make_board_week(cast), cast.actor("safeguarding_lead")
    boards.enter(cast, week.quiet, "there")

    def follow_up() -> None:
        entries.follow_up(
            planned_id=week.quiet, seen=1, actor=lead, at=NOON + timedelta(hours=1)
        )

    with pytest.raises(Absent):
        follow_up()
    command.appoint(cast, week.operation_id, "safeguarding", "safeguarding_lead")
    follow_up()

    shown, _lines, _alarms = board.read_visit(
        viewer=lead, planned_id=week.quiet, at=NOON + timedelta(hours=1)
    )
    assert shown.followed_up is not None
    assert shown.followed_up.by_id == lead.person_id


def test_before_anything_is_said_the_plan_says_how_a_visit_stands(cast: Cast) -> None:
    week = make_board_week(cast)
    waiting = operations.make_planned_visit(cast, week.operation_id)

    view = boards.read(cast, week)

    # Whose crew has no brief in force waits for it, too.
    assert boards.find(view, week.plain).state == "to_brief"
    assert boards.find(view, waiting).state == "to_brief"


def test_a_visit_is_tasked_when_all_of_its_crew_have_read_their_brief(
    cast: Cast,
) -> None:
    week = make_board_week(cast)
    brief_id = make_brief(cast, week.operation_id, week.team_id)
    issue_brief(cast, brief_id)

    def state() -> str:
        return boards.find(boards.read(cast, week), week.plain).state

    before = state()
    for part in ("officer", "charity_visitor"):
        acknowledge(cast, brief_id, part, 1)

    assert (before, state()) == ("to_brief", "tasked")


def test_the_last_entry_is_taken_back_by_a_further_one(cast: Cast) -> None:
    week = make_board_week(cast)
    planner = cast.actor("planner")
    boards.enter(cast, week.plain, "there")
    boards.enter(cast, week.plain, "closed")

    entries.undo_entry(planned_id=week.plain, seen=2, actor=planner, at=NOON)

    shown, lines, _ = board.read_visit(viewer=planner, planned_id=week.plain, at=NOON)
    assert shown.state == "there"
    assert [each.is_undone for each in lines] == [False, True, False]
    entries.undo_entry(planned_id=week.plain, seen=3, actor=planner, at=NOON)
    with pytest.raises(refusals.NothingToUndo):
        entries.undo_entry(planned_id=week.plain, seen=4, actor=planner, at=NOON)


def test_who_saw_an_older_board_is_told_so(cast: Cast) -> None:
    week = make_board_week(cast)
    boards.enter(cast, week.plain, "there", seen=0)

    with pytest.raises(refusals.BoardMovedOn):
        boards.enter(cast, week.plain, "closed", part="officer", seen=0)
    with pytest.raises(refusals.StateAlready):
        boards.enter(cast, week.plain, "there")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_enter_at_once_one_is_told(cast: Cast) -> None:
    week = make_board_week(cast)

    found = together(
        lambda: boards.enter(cast, week.plain, "there", seen=0),
        lambda: boards.enter(cast, week.plain, "inside", part="officer", seen=0),
    )

    told = [each for each in found if isinstance(each, refusals.BoardMovedOn)]
    assert len(told) == 1
    shown = boards.find(boards.read(cast, week), week.plain)
    assert shown.last_number == 1


def test_nothing_is_entered_before_the_operation_runs(cast: Cast) -> None:
    week = operations.make_week(cast, is_running=False)

    with pytest.raises(OperationNotRunning):
        boards.enter(cast, week.planned_id, "there")


def test_an_alarm_counts_when_a_named_person_other_than_who_raised_it_has_it(
    cast: Cast,
) -> None:
    week = make_board_week(cast)
    officer, planner = cast.actor("officer"), cast.actor("planner")
    alarm_id = entries.raise_alarm(planned_id=week.plain, actor=officer, at=NOON)

    open_alarms = boards.find(boards.read(cast, week), week.plain).open_alarms
    assert [each.id for each in open_alarms] == [alarm_id]
    with pytest.raises(refusals.OwnAlarm):
        entries.receive_alarm(alarm_id=alarm_id, actor=officer, at=NOON)
    later = NOON + timedelta(minutes=2)
    entries.receive_alarm(alarm_id=alarm_id, actor=planner, at=later)

    shown, _, (alarm,) = board.read_visit(
        viewer=officer, planned_id=week.plain, at=later
    )
    assert shown.open_alarms == ()
    assert alarm.received_at == later
    assert alarm.received_by
    with pytest.raises(refusals.AlarmReceivedAlready):
        entries.receive_alarm(alarm_id=alarm_id, actor=planner, at=later)


def test_an_alarm_waits_for_no_number(cast: Cast) -> None:
    week = make_board_week(cast)
    boards.enter(cast, week.plain, "there")

    assert entries.raise_alarm(
        planned_id=week.plain, actor=cast.actor("officer"), at=NOON
    )


def test_an_alarm_that_is_none_is_absent(cast: Cast) -> None:
    make_board_week(cast)

    with pytest.raises(Absent):
        entries.receive_alarm(alarm_id=uuid4(), actor=cast.actor("planner"), at=NOON)


def test_a_crew_is_overdue_by_the_rule_of_its_kind(cast: Cast) -> None:
    week = make_board_week(cast)
    planner = cast.actor("planner")
    keeping.set_contact_rule(
        operation_id=week.operation_id,
        kind="soft",
        period=ContactPeriod(20, 10, "bronze", "call"),
        actor=planner,
        at=NOON,
    )
    boards.enter(cast, week.plain, "on_the_way")
    with pytest.raises(refusals.QuietCrewTold):
        keeping.set_contact_rule(
            operation_id=week.operation_id,
            kind="safeguarding",
            period=ContactPeriod(20, 10, "bronze"),
            actor=planner,
            at=NOON,
        )

    def judge(minutes: int) -> CrewContact:
        at = NOON + timedelta(minutes=minutes)
        return boards.find(boards.read(cast, week, at=at), week.plain).contact

    assert [judge(each) for each in (9, 10, 20)] == ["heard", "soon", "overdue"]
    boards.enter(cast, week.plain, "inside", at=NOON + timedelta(minutes=15))
    assert judge(20) == "overdue"  # a change of state is no call
    entries.note_call(
        planned_id=week.plain, seen=2, actor=planner, at=NOON + timedelta(minutes=16)
    )
    assert judge(20) == "heard"
    with pytest.raises(refusals.WarningTooLate):
        keeping.set_contact_rule(
            operation_id=week.operation_id,
            kind="soft",
            period=ContactPeriod(20, 20, "bronze"),
            actor=planner,
            at=NOON,
        )


#: Who meets a place of safety, by these posts; others have other posts, or none.
KEEPERS = {COMMANDER: "silver", "safeguarding_lead": "safeguarding"}
MANAGER = "council_officer"
OTHERS = {
    "strategist": "gold",
    "officer": "",
    "charity_visitor": "bronze",
    "analyst": "controller",
    "planner": "",
    "partner": "",
    "communications": "",
}


def make_place(cast: Cast, week: BoardWeek, name: str = "The hall") -> UUID:
    return keeping.add_safety_place(
        operation_id=week.operation_id,
        name=name,
        manager_id=cast.people[MANAGER],
        actor=cast.actor(COMMANDER),
        at=NOON,
    )


def declare(cast: Cast, place_id: UUID, part: str = MANAGER) -> None:
    keeping.declare_room(place_id=place_id, room="few", actor=cast.actor(part), at=NOON)


@pytest.fixture
def kept(cast: Cast) -> BoardWeek:
    """A week with every post given."""
    week = make_board_week(cast)
    for part in (COMMANDER, "strategist"):
        command.make_commander(cast, part)
    for part, post in {**KEEPERS, MANAGER: "place_of_safety", **OTHERS}.items():
        strand = "Visits" if post == "bronze" else ""
        if post:
            command.appoint(cast, week.operation_id, post, part, strand=strand)
    return week


def test_who_is_told_of_an_overdue_crew_is_told_until_it_is_followed_up(
    cast: Cast, kept: BoardWeek
) -> None:
    now = timezone.now()
    heard = now - timedelta(minutes=65)
    boards.enter(cast, kept.plain, "there", at=heard)

    def told(part: str) -> list[tuple[int, int]]:
        actor = cast.actor(part)
        with acting_as(actor.doing("operation_delivery")):
            found = list_urgent_matters(viewer=actor)
        return [(each.crews, each.alarms) for each in found]

    assert (told("analyst"), told(COMMANDER), told("planner")) == ([(1, 0)], [], [])
    entries.follow_up(
        planned_id=kept.plain, seen=1, actor=cast.actor("analyst"), at=now
    )
    entries.raise_alarm(planned_id=kept.plain, actor=cast.actor("planner"), at=now)

    assert told("analyst") == told(COMMANDER) == [(0, 1)]
    shown = boards.find(boards.read(cast, kept, at=now), kept.plain)
    assert shown.followed_up is not None
    assert shown.followed_up.by_id == cast.people["analyst"]
    late = boards.find(
        boards.read(cast, kept, at=now + timedelta(minutes=10)), kept.plain
    )
    assert (shown.told_label, late.told_label) == ("Controller", "Controller, Silver")


def test_only_silver_the_safeguarding_lead_and_its_manager_see_a_place_of_safety(
    cast: Cast, kept: BoardWeek
) -> None:
    declare(cast, make_place(cast, kept))

    sees = {}
    for part in (*KEEPERS, MANAGER, *OTHERS):
        actor = cast.actor(part)
        with acting_as(actor.doing("operation_delivery")):
            rows = SafetyPlace.objects.count(), RoomDeclaration.objects.count()
        try:
            shown = [each.room for each in boards.read(cast, kept, part).places]
        except Absent:
            shown = []
        sees[part] = (shown, rows)

    few = (["few"], (1, 1))
    assert {part for part, found in sees.items() if found == few} == {*KEEPERS, MANAGER}
    assert all(sees[part] == ([], (0, 0)) for part in OTHERS)
    with pytest.raises(refusals.PlaceNamedAlready):
        make_place(cast, kept, " The hall ")


def test_who_manages_no_place_of_safety_any_more_declares_nothing(
    cast: Cast, kept: BoardWeek
) -> None:
    place_id = make_place(cast, kept)
    (post,) = CommandPost.objects.filter(person_id=cast.people[MANAGER])
    with pytest.raises(refusals.NotItsManager):
        keeping.change_place_manager(
            place_id=place_id,
            manager_id=cast.people["officer"],
            actor=cast.actor("safeguarding_lead"),
            at=NOON,
        )

    command.hand_over(cast, post.id, "partner", by=MANAGER)

    with pytest.raises(Absent):
        declare(cast, place_id)
    declare(cast, place_id, "partner")
    with acting_as(cast.actor("planner").doing("operation_delivery")):
        Operation.objects.filter(id=kept.operation_id).update(status="closed")
    with pytest.raises(OperationClosed):
        declare(cast, place_id, "partner")


def test_a_quiet_visit_is_on_the_board_of_who_must_know_alone(cast: Cast) -> None:
    week = make_board_week(cast)
    boards.enter(cast, week.quiet, "there")

    sees = {
        part
        for part in ("planner", "safeguarding_lead", "colleague", "officer", "analyst")
        if week.quiet in {each.id for each in boards.read(cast, week, part).visits}
    }

    assert sees == {"planner", "safeguarding_lead", "colleague"}
    tally = boards.read(cast, week, "analyst").tally
    assert [each.all_visits for each in tally] == [1]
