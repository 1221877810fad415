"""The board of the week that runs: this morning's first crews, one of them late."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.demo.region import Region
from unhidden.demo.weeks import PlannedWeek, VisitOfWeek
from unhidden.lib.working_days import LONDON
from unhidden.operations import actions as operations

#: What the first visits of the day came to, each with its minute after five o'clock: a
#: demonstration may begin at any hour of the day, and nothing lies in the future.
COURSES = (
    (("on_the_way", 5), ("there", 25), ("inside", 30), ("left", 55)),
    (("on_the_way", 10), ("there", 35)),
    (("on_the_way", 40),),
)
ALARM_AT, RECEIVED_AT = 45, 46


def run_board(region: Region, week: PlannedWeek, *, today: date) -> None:
    """Some crews are away, one has not been heard from, and one alarm was answered."""
    planner = region.actor("planner", today)
    of_today = [each for each in week.visits if each.starts_at.date() == today]
    ordinary = [each for each in of_today if each.kind == "soft"]
    for visit, course in zip(ordinary, COURSES, strict=False):
        _follow(region, visit, course, today)
    if len(ordinary) > 1:
        _alarm(region, ordinary[1], planner, today)
    _declare_room(region, week.operation_id, today)


def _follow(
    region: Region,
    visit: VisitOfWeek,
    course: tuple[tuple[str, int], ...],
    today: date,
) -> None:
    """The crew enters its states itself, but for the first, which came by radio."""
    for number, (state, minute) in enumerate(course):
        speaks = "planner" if number == 0 else visit.leader
        operations.enter_state(
            planned_id=visit.id,
            state=state,
            seen=number,
            is_by_radio=number == 0,
            actor=region.actor(speaks, today),
            at=_at(today, minute),
        )


def _alarm(region: Region, visit: VisitOfWeek, planner: Actor, today: date) -> None:
    alarm_id = operations.raise_alarm(
        planned_id=visit.id,
        actor=region.actor(visit.leader, today),
        at=_at(today, ALARM_AT),
    )
    operations.receive_alarm(
        alarm_id=alarm_id, actor=planner, at=_at(today, RECEIVED_AT)
    )


def _declare_room(region: Region, operation_id: UUID, today: date) -> None:
    """Silver adds a place, and its manager says by hand what room it has."""
    place_id = operations.add_safety_place(
        operation_id=operation_id,
        name="Example House",
        manager_id=region.people["red_cross_visitor"],
        actor=region.actor("officer_5", today),
        at=_at(today, 0),
    )
    operations.declare_room(
        place_id=place_id,
        room="few",
        actor=region.actor("red_cross_visitor", today),
        at=_at(today, 20),
    )


def _at(today: date, minute: int) -> datetime:
    return datetime.combine(today, time(5, minute), LONDON)
