"""Clocks start once, end only lawfully, and victims are told by who reaches them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from tests.cast import NOON, Cast
from tests.made.unused import LEADER, OFFICER, MadeUnused, make_unused
from unhidden.access.absent import Absent
from unhidden.access.context import acting_as
from unhidden.access.policy import Purpose
from unhidden.investigations.clocks.actions import refusals, starting, telling
from unhidden.investigations.clocks.actions.stepping import step_clock
from unhidden.investigations.clocks.queries.clocks import (
    ClockFilter,
    ClockRow,
    list_clocks,
)
from unhidden.investigations.clocks.queries.waiting import (
    count_waiting_clocks,
    list_waiting_clocks,
)
from unhidden.investigations.clocks.rules import states
from unhidden.investigations.clocks.rules.states import AskedStep
from unhidden.investigations.models import (
    ClockStep,
    InvestigationClock,
    Material,
    VictimUpdate,
)
from unhidden.investigations.origins.actions.opening import open_from_visit
from unhidden.investigations.people.actions.adding import add_person
from unhidden.investigations.people.actions.roles import give_role
from unhidden.investigations.posts.actions.posts import NewRoomPost, give_post

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=40)
_COPIED = (
    *("investigation_id", "person_id", "of", "rule", "reference", "started_at"),
    *("due_at", "started_by_id", "entered_at"),
)


@pytest.fixture(name="made")
def _made(cast: Cast) -> MadeUnused:
    return make_unused(cast)


def start(made: MadeUnused, rule: str, at: datetime = NOON, **more: Any) -> UUID:
    new = starting.NewClock(
        rule, at, more.pop("person", made.accused), more.pop("reference", "C1")
    )
    return starting.start_clock(new=new, **made.by(made.leader, LATER))


def shown(made: MadeUnused, at: datetime = LATER, **asked: str) -> list[ClockRow]:
    board = list_clocks(
        viewer=made.leader, investigation_id=made.id, asked=ClockFilter(**asked), at=at
    )
    return list(board.rows)


def add_victim(made: MadeUnused) -> UUID:
    told = made.by(made.leader)
    person = add_person(**told)
    give_role(person_id=person, role="victim", **told)
    return person


def open_elsewhere(made: MadeUnused, cast: Cast) -> UUID:
    """Another investigation of the same leader."""
    return open_from_visit(
        visit_id=Material.objects.using("stored").get(kind="visit").source_id,
        title="Another",
        grounds="Two people say the same of another place.",
        actor=cast.actor(LEADER),
        at=NOON,
    )


def copied(row: InvestigationClock, **changed: Any) -> InvestigationClock:
    fields = {name: getattr(row, name) for name in _COPIED}
    return InvestigationClock(**{**fields, **changed})


def insert(row: Model) -> None:
    row.save(force_insert=True)
    connection.check_constraints()


def tell(made: MadeUnused, clock: UUID, result: str, hours: int = 1) -> None:
    new = telling.NewUpdate("safe_number", "ro", result, NOON + timedelta(hours=hours))
    telling.record_update(clock_id=clock, new=new, **made.by(made.leader, LATER))


def test_a_clock_starts_once_and_victims_are_to_be_told(made: MadeUnused) -> None:
    victim = add_victim(made)

    first = start(made, "custody_24")
    again = start(made, "custody_24")

    assert first == again
    rows = {row.rule.code: row for row in shown(made, NOON)}
    assert set(rows) == {"custody_24", "vc_told_enhanced"}
    assert rows["custody_24"].due_at == NOON + timedelta(hours=24)
    row = InvestigationClock.objects.using("stored").get(rule="vc_told_enhanced")
    assert row.person_id == victim
    assert [row.state for row in shown(made, NOON + timedelta(days=9))] == [
        "overdue",
        "overdue",
    ]


def test_what_a_clock_needs_is_asked_for(made: MadeUnused) -> None:
    wrong: list[tuple[str, dict[str, Any], Any]] = [
        ("custody_24", {"reference": " "}, refusals.ClockReferenceMissing),
        ("custody_24", {"person": None}, refusals.ClockPersonMissing),
        ("custody_24", {"at": LATER + timedelta(days=2)}, refusals.StartedAhead),
        ("vc_told_enhanced", {}, refusals.NotAVictim),
        ("custody_24", {"person": made.id}, Absent),
    ]
    for rule, more, refusal in wrong:
        with pytest.raises(refusal):
            start(made, rule, **more)


def test_a_clock_ends_by_an_event_and_only_once(made: MadeUnused, cast: Cast) -> None:
    clock = start(made, "custody_24")
    told: dict[str, Any] = {"clock_id": clock, **made.by(made.leader, LATER)}
    charged = AskedStep("met", NOON + timedelta(hours=30), event="charged")
    with pytest.raises(states.ClockReasonMissing):
        step_clock(new=AskedStep("lapsed", LATER), seen=0, **told)
    ahead = AskedStep("met", LATER + timedelta(hours=1), event="charged")
    with pytest.raises(states.ClockGoesBack):
        step_clock(new=ahead, seen=0, **told)

    step_clock(new=charged, seen=0, **told)

    with pytest.raises(refusals.ClockMovedMeanwhile):
        step_clock(new=charged, seen=0, **told)
    with pytest.raises(states.ClockEnded):
        step_clock(new=charged, seen=1, **told)
    outsider = told | {"actor": cast.actor("officer")}
    with pytest.raises(Absent):
        step_clock(new=charged, seen=1, **outsider)
    (row,) = shown(made, state="met")
    assert row.is_late
    assert ClockStep.objects.using("stored").count() == 1


def test_a_victim_who_asked_not_to_be_told_is_left_in_peace(made: MadeUnused) -> None:
    victim = add_victim(made)
    start(made, "custody_24")
    (clock,) = [row.id for row in shown(made, of="victim")]

    tell(made, clock, "not_reached")
    tell(made, clock, "asked_not", 2)
    tell(made, clock, "asked_not", 3)

    (row,) = shown(made, of="victim")
    assert row.state == "paused"
    with pytest.raises(refusals.AskedNotToBeTold):
        tell(made, clock, "told", 4)
    start(made, "rui_review", NOON + timedelta(hours=5))
    assert [row.state for row in shown(made, of="victim")] == ["paused", "paused"]
    assert VictimUpdate.objects.using("stored").filter(person_id=victim).count() == 2

    goes_on = AskedStep("resumed", NOON + timedelta(hours=6))
    step_clock(clock_id=clock, new=goes_on, seen=1, **made.by(made.leader, LATER))
    start(made, "rui_review", NOON + timedelta(hours=8))
    assert {row.state for row in shown(made, of="victim")} <= {"running", "overdue"}
    tell(made, clock, "told", 7)
    assert "met" in {row.state for row in shown(made, of="victim")}


def test_only_who_reaches_them_tells_a_victim(made: MadeUnused, cast: Cast) -> None:
    add_victim(made)
    start(made, "custody_24")
    (clock,) = [row.id for row in shown(made, of="victim")]
    told = {"clock_id": clock, **made.by(made.officer, LATER)}
    new = telling.NewUpdate("in_person", "ro", "told", NOON + timedelta(hours=1))
    with pytest.raises(Absent):
        telling.record_update(new=new, **told)
    with pytest.raises(refusals.BrokerTells):
        step_clock(new=AskedStep("met", LATER, event="told"), seen=0, **told)

    post = NewRoomPost(cast.people[OFFICER], "victim_liaison")
    give_post(new=post, **made.by(made.leader))
    telling.record_update(new=new, **told)

    assert {row.state for row in shown(made, of="victim")} == {"met"}


def test_what_was_entered_of_custody_is_one_item_and_each_telling_another(
    made: MadeUnused,
) -> None:
    add_victim(made)
    start(made, "custody_review_1")
    start(made, "custody_24")
    start(made, "custody_24", NOON + timedelta(hours=1), reference="C2")
    start(made, "rui_review", NOON + timedelta(hours=2))
    clock = next(row.id for row in shown(made, of="victim"))

    tell(made, clock, "not_reached", 3)
    tell(made, clock, "told", 4)

    kinds = list(Material.objects.using("stored").values_list("kind", flat=True))
    assert (kinds.count("custody"), kinds.count("telling")) == (3, 2)


def test_that_a_victim_was_told_is_recorded_in_one_way_alone(made: MadeUnused) -> None:
    add_victim(made)
    start(made, "custody_24")
    clock = next(row.id for row in shown(made, of="victim"))
    told: dict[str, Any] = {"clock_id": clock, "seen": 0}
    told |= made.by(made.leader, LATER)

    with pytest.raises(refusals.BrokerTells):
        step_clock(new=AskedStep("met", LATER, event="told"), **told)
    asked = AskedStep("paused", LATER, provision="asked_not_to_be_told")
    with pytest.raises(states.NoSuchProvision):
        step_clock(new=asked, **told)


def test_clocks_wait_for_whoever_holds_a_post(made: MadeUnused, cast: Cast) -> None:
    add_victim(made)
    start(made, "custody_24")

    def due(actor: Any, hours: int = 30) -> list[str]:
        found = list_waiting_clocks(viewer=actor, at=NOON + timedelta(hours=hours))
        return [each.clock.rule.code for each in found]

    assert due(made.leader) == ["custody_24", "vc_told_enhanced"]
    assert due(made.leader, -1) == []
    assert due(made.officer) == ["custody_24"]
    assert due(cast.actor("officer").doing(Purpose.INVESTIGATION)) == []
    assert count_waiting_clocks(viewer=made.leader, at=LATER) == 2


def test_what_a_victim_is_to_be_told_lapses_by_who_reaches_them_alone(
    made: MadeUnused,
) -> None:
    clock = start(made, "vc_told_enhanced", person=add_victim(made))
    new = AskedStep("lapsed", LATER, reason="not_needed")

    with pytest.raises(refusals.BrokerTells):
        step_clock(new=new, clock_id=clock, seen=0, **made.by(made.officer, LATER))
    step_clock(new=new, clock_id=clock, seen=0, **made.by(made.leader, LATER))

    assert [row.state for row in shown(made)] == ["lapsed"]


def test_what_a_row_names_is_of_its_own_investigation(
    made: MadeUnused, cast: Cast
) -> None:
    elsewhere = open_elsewhere(made, cast)
    other = add_person(**{**made.by(made.leader), "investigation_id": elsewhere})
    clock = start(made, "custody_24")
    row = InvestigationClock.objects.using("stored").get(id=clock)
    wrong: list[Model] = [
        copied(row, person_id=other),
        ClockStep(
            investigation_id=elsewhere,
            clock_id=clock,
            turn=1,
            step="lapsed",
            happened_at=NOON,
            due_at=row.due_at,
            reason="missed",
            entered_by_id=made.leader.person,
            entered_at=NOON,
        ),
    ]
    for each in wrong:
        with (
            acting_as(made.leader),
            pytest.raises(IntegrityError),
            transaction.atomic(),
        ):
            insert(each)
