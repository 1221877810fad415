"""A register is kept by number, by those who are named, and read by nobody else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made import safety
from tests.made.operations import make_operation
from tests.support import audited
from unhidden.access.absent import Absent
from unhidden.safeguarding.safety.actions import keeping, reading, refusals, writing
from unhidden.safeguarding.safety.queries import registers

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=20)


def test_who_keeps_a_register_reads_what_was_written_and_it_is_written_down(
    cast: Cast,
) -> None:
    register_id = safety.open_register(cast)
    safety.name_keeper(cast, register_id)
    safety.write(cast, register_id, 7, age="adult", needs="Socks and tea")
    safety.write(
        cast, register_id, 7, "change", by="support_worker", at=LATER, age="unsure"
    )

    night = safety.read(cast, register_id, "support_worker")

    (person,) = night.people
    assert night.place == "The old chapel"
    assert (person.answer_to("age"), person.answer_to("needs")) == (
        "unsure",
        "Socks and tea",
    )
    assert person.warnings == ("two_writers",)
    assert len(person.entries) == 2
    assert "safeguarding.register_read" in audited.names_about(subject_id=register_id)


@pytest.mark.parametrize(
    "part", ["safeguarding_lead", "other_support_manager", "other_support_worker"]
)
def test_to_everybody_else_there_is_no_register(cast: Cast, part: str) -> None:
    register_id = safety.open_register(cast)

    actor = safety.keeper(cast, part)
    assert registers.list_registers(viewer=actor) == []
    with pytest.raises(Absent):
        registers.find_register(viewer=actor, register_id=register_id)
    with pytest.raises(Absent):
        reading.open_night(register_id=register_id, actor=actor, at=NOON)
    with pytest.raises(Absent):
        safety.write(cast, register_id, 7, by=part)


def test_a_colleague_who_is_not_named_sees_no_register(cast: Cast) -> None:
    register_id = safety.open_register(cast)

    actor = safety.keeper(cast, "support_worker")
    assert registers.list_registers(viewer=actor) == []
    with pytest.raises(Absent):
        reading.open_night(register_id=register_id, actor=actor, at=NOON)


def test_who_keeps_it_no_more_sees_it_no_more(cast: Cast) -> None:
    register_id = safety.open_register(cast)
    safety.name_keeper(cast, register_id)

    keeping.end_keeper(
        register_id=register_id,
        person_id=cast.people["support_worker"],
        actor=safety.keeper(cast),
        at=NOON,
    )

    with pytest.raises(Absent):
        safety.read(cast, register_id, "support_worker")
    with pytest.raises(refusals.RegisterNeedsKeeper):
        keeping.end_keeper(
            register_id=register_id,
            person_id=cast.people["support_manager"],
            actor=safety.keeper(cast),
            at=NOON,
        )


def test_pressing_twice_opens_one_register_and_adds_one_entry(cast: Cast) -> None:
    manager = safety.keeper(cast)
    new = keeping.NewRegister(id=uuid4(), night=TODAY, place="The old chapel")
    first = keeping.open_register(new=new, actor=manager, at=NOON)

    assert keeping.open_register(new=new, actor=manager, at=NOON) == first
    entry = writing.NewEntry(uuid4(), 7, "arrived", NOON, {"age": "adult"})
    for _press in range(2):
        writing.write_entry(register_id=first, new=entry, actor=manager, at=NOON)

    assert len(registers.list_registers(viewer=manager)) == 1
    assert len(safety.read(cast, first).people[0].entries) == 1


def test_a_closed_register_takes_no_entry_until_it_is_opened_again(cast: Cast) -> None:
    register_id = safety.open_register(cast)
    manager = safety.keeper(cast)
    keeping.close_register(register_id=register_id, actor=manager, at=NOON)

    with pytest.raises(refusals.RegisterClosed):
        safety.write(cast, register_id, 7)
    keeping.reopen_register(register_id=register_id, actor=manager, at=NOON)
    safety.write(cast, register_id, 7)


def test_a_register_closes_once_everybody_left_and_was_asked_how_they_are(
    cast: Cast,
) -> None:
    register_id = safety.open_register(cast)
    manager = safety.keeper(cast)
    safety.write(cast, register_id, 7, age="adult")
    safety.write(cast, register_id, 7, "left", onward="With her aunt")

    with pytest.raises(refusals.StillDue):
        keeping.close_register(register_id=register_id, actor=manager, at=LATER)
    safety.write(cast, register_id, 7, "follow_up_24", at=LATER, reached="not_reached")
    with pytest.raises(refusals.StillDue):
        keeping.close_register(register_id=register_id, actor=manager, at=LATER)
    for hours in (24, 72):
        safety.write(
            cast, register_id, 7, f"follow_up_{hours}", at=LATER, reached="met"
        )
    keeping.close_register(register_id=register_id, actor=manager, at=LATER)


def test_a_keeper_is_a_colleague_who_may_keep_registers_and_named_once(
    cast: Cast,
) -> None:
    register_id = safety.open_register(cast)
    safety.name_keeper(cast, register_id)

    with pytest.raises(refusals.KeeperNamedAlready):
        safety.name_keeper(cast, register_id)
    for part in ("charity_visitor", "other_support_worker", "safeguarding_lead"):
        with pytest.raises(refusals.NotAKeeper):
            safety.name_keeper(cast, register_id, part)


def test_the_number_of_a_day_is_told_once_and_by_its_end(cast: Cast) -> None:
    register_id = safety.open_register(cast)
    manager = safety.keeper(cast)
    safety.write(cast, register_id, 7)

    told = writing.tell_day(register_id=register_id, day=TODAY, actor=manager, at=LATER)

    assert told == 1
    with pytest.raises(refusals.DayToldAlready):
        writing.tell_day(register_id=register_id, day=TODAY, actor=manager, at=LATER)
    with pytest.raises(refusals.DayNotOver):
        writing.tell_day(
            register_id=register_id,
            day=TODAY + timedelta(days=3),
            actor=manager,
            at=LATER,
        )


def test_one_figure_leaves_registers_and_none_of_fewer_than_five(cast: Cast) -> None:
    operation_id = make_operation(cast)
    register_id = safety.open_register(cast, by="safeguarding_lead")
    lead = safety.keeper(cast, "safeguarding_lead")
    planner = cast.actor("planner").doing("oversight_statistics")

    def tell(numbers: range, day: date) -> int | None:
        for number in numbers:
            safety.write(cast, register_id, number, by="safeguarding_lead")
        writing.tell_day(register_id=register_id, day=day, actor=lead, at=LATER)
        return registers.find_register_total(viewer=planner, operation_id=operation_id)

    assert tell(range(1, 5), TODAY) is None
    assert tell(range(5, 7), TODAY + timedelta(days=1)) == 6
    with pytest.raises(Absent):
        registers.find_register_total(
            viewer=cast.actor("investigator"), operation_id=operation_id
        )


@pytest.mark.parametrize("reached", ["called", "message"])
def test_whoever_named_no_safe_way_is_reached_for_a_reason_alone(
    cast: Cast, reached: str
) -> None:
    register_id = safety.open_register(cast)
    safety.write(cast, register_id, 7)
    safety.write(cast, register_id, 8, safe_contact="A text, after six")
    asked: dict[str, Any] = {"happened": "follow_up_24", "reached": reached}

    with pytest.raises(refusals.NoSafeWayNamed):
        safety.write(cast, register_id, 7, **asked)
    safety.write(cast, register_id, 7, **asked, despite="they_began")
    safety.write(cast, register_id, 8, **asked)
    safety.write(cast, register_id, 7, "follow_up_72", reached="met")
