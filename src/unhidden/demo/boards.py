"""The board of the week that runs: the last hour of its crews, one of them late."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from uuid import UUID

from unhidden.demo import visiting
from unhidden.demo.region import Region
from unhidden.demo.weeks import PURPOSES, PlannedWeek, VisitOfWeek
from unhidden.lib.working_days import LONDON
from unhidden.operations import actions as operations
from unhidden.operations import queries as plans

#: How long ago the first crew left, in minutes; on a day that is younger, the hour
#: passes faster, and nothing lies in the future or on another day.
LASTS = 70
#: What each crew's first visits of the day came to, with the minute of each state. The
#: first of all is closed: its record is kept. The last crew is overdue.
COURSES = (
    (
        (("on_the_way", 0), ("there", 8), ("inside", 10), ("left", 28)),
        (("on_the_way", 40), ("there", 52), ("inside", 56)),
    ),
    (
        (("on_the_way", 1), ("there", 14), ("inside", 18), ("left", 46)),
        (("on_the_way", 50), ("there", 62)),
    ),
    ((("on_the_way", 3),),),
)
CLOSED_AT, URGENT_AT, ALARM_AT, RECEIVED_AT, ROOM_AT = 33, 60, 65, 66, 20
CONTROLLER, KEEPER = "officer_2", "red_cross_visitor"


@dataclass(frozen=True, slots=True)
class _BoardHour:
    """The last hour of a day, by its minutes."""

    ends_at: datetime

    def find_moment(self, minute: int) -> datetime:
        """The moment of a minute between the first and ``LASTS``."""
        midnight = datetime.combine(self.ends_at.date(), time(), LONDON)
        began_at = max(midnight, self.ends_at - timedelta(minutes=LASTS))
        return began_at + (self.ends_at - began_at) * minute / LASTS


def run_board(
    region: Region, week: PlannedWeek, dice: random.Random, *, at: datetime
) -> None:
    """Some crews are away, one has not been heard from, and one alarm was answered."""
    hour = _BoardHour(at.astimezone(LONDON))
    today = hour.ends_at.date()
    of_today = [each for each in week.visits if each.starts_at.date() == today]
    crews = _list_crews(of_today)
    for visits, courses in zip(crews, COURSES, strict=False):
        for visit, course in zip(visits, courses, strict=False):
            _follow(region, visit, course, hour)
    _close(region, crews[0][0], dice, hour)
    _plan_urgent(region, week.operation_id, hour)
    _alarm(region, crews[1][:2][-1], hour)
    _declare_room(region, week.operation_id, hour)


def _list_crews(visits: Sequence[VisitOfWeek]) -> list[list[VisitOfWeek]]:
    """The visits of each crew that talks with people, the busiest crew first.

    The crew of who controls the board comes last: nobody receives their own alarm.
    """
    found: dict[str, list[VisitOfWeek]] = {}
    for visit in visits:
        if visit.kind in ("soft", "hotel"):
            found.setdefault(visit.leader, []).append(visit)
    return sorted(
        found.values(), key=lambda each: (each[0].leader == CONTROLLER, -len(each))
    )


def _follow(
    region: Region,
    visit: VisitOfWeek,
    course: tuple[tuple[str, int], ...],
    hour: _BoardHour,
) -> None:
    """The crew enters its states itself, but for the first, which came by radio."""
    for number, (state, minute) in enumerate(course):
        at = hour.find_moment(minute)
        speaks = CONTROLLER if number == 0 else visit.leader
        operations.enter_state(
            planned_id=visit.id,
            state=state,
            seen=number,
            is_by_radio=number == 0,
            actor=region.actor(speaks, at.date()),
            at=at,
        )


def _close(
    region: Region, visit: VisitOfWeek, dice: random.Random, hour: _BoardHour
) -> None:
    """The crew wrote its record in the car."""
    visiting.record_between(
        region,
        replace(visit, people=()),
        dice,
        starts_at=hour.find_moment(10),
        ends_at=hour.find_moment(28),
        at=hour.find_moment(CLOSED_AT),
    )


def _plan_urgent(region: Region, operation_id: UUID, hour: _BoardHour) -> None:
    """A place that cannot wait, for which no crew is found yet."""
    at = hour.find_moment(URGENT_AT)
    planner = region.actor("planner", at.date())
    place = next(
        card
        for card in plans.list_candidates(viewer=planner, operation_id=operation_id)
        if not card.options and not card.planned and card.proposal.kind == "soft"
    )
    operations.plan_visit(
        operation_id=operation_id,
        new=operations.NewPlannedVisit(
            premises_id=place.premises_id,
            kind="soft",
            purpose=PURPOSES["soft"],
            power="",
            on=at.date(),
            starts_at=None,
            team_id=None,
        ),
        actor=planner,
        at=at,
    )


def _alarm(region: Region, visit: VisitOfWeek, hour: _BoardHour) -> None:
    raised_at, received_at = map(hour.find_moment, (ALARM_AT, RECEIVED_AT))
    alarm_id = operations.raise_alarm(
        planned_id=visit.id,
        actor=region.actor(visit.leader, raised_at.date()),
        at=raised_at,
    )
    operations.receive_alarm(
        alarm_id=alarm_id,
        actor=region.actor(CONTROLLER, received_at.date()),
        at=received_at,
    )


def _declare_room(region: Region, operation_id: UUID, hour: _BoardHour) -> None:
    """Silver, by now the planner, adds a place; its manager says what room it has."""
    added_at, declared_at = map(hour.find_moment, (0, ROOM_AT))
    place_id = operations.add_safety_place(
        operation_id=operation_id,
        name="Example Hall, Wrexham",
        manager_id=region.people[KEEPER],
        actor=region.actor("planner", added_at.date()),
        at=added_at,
    )
    operations.declare_room(
        place_id=place_id,
        room="few",
        actor=region.actor(KEEPER, declared_at.date()),
        at=declared_at,
    )
