"""What came after each day and each week: crews’ words, debriefs, actions, checks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from unhidden.demo.region import Region, read_data_file
from unhidden.demo.weeks import PlannedWeek
from unhidden.lib.working_days import LONDON
from unhidden.operations.debriefs.actions import debriefs, reminders
from unhidden.operations.debriefs.queries import debriefs as asked_debriefs
from unhidden.operations.debriefs.queries import reminders as asked

_SAID = (
    "facilitator",
    "present",
    "worked",
    "improve",
    "co_location",
    "communication",
    "co_ordination",
    "joint_risk",
    "awareness",
)


def say_hot(
    region: Region, week: PlannedWeek, which: str, days: Sequence[date]
) -> None:
    """Each evening some of the crews write down their ten minutes."""
    for row in read_data_file("hot_debriefs.json")[which]:
        words = dict(row)
        on = days[words.pop("day")]
        at = datetime.combine(on, time(19), LONDON)
        crew = region.actor(words.pop("who"), on)
        teams = asked_debriefs.list_own_teams(
            viewer=crew, operation_id=week.operation_id
        )
        debriefs.write_hot_debrief(
            operation_id=week.operation_id,
            new=debriefs.NewHotDebrief(team_id=teams[0][0], on=on, **words),
            actor=crew,
            at=at,
        )


def debrief_week(region: Region, week: PlannedWeek, *, today: date) -> None:
    """Hold the structured debrief in its time, and do what it asked for.

    After the last check one thing is still open, and comes back these days.
    """
    data = read_data_file("debrief_2016.json")
    at = _at(data["held_on"])
    planner = region.actor("planner", at.date())
    debriefs.write_debrief(
        operation_id=week.operation_id,
        text=debriefs.DebriefText(
            held_on=at.date(), **{name: data[name] for name in _SAID}
        ),
        revision=0,
        actor=planner,
        at=at,
    )
    for row in data["actions"]:
        _do(region, week, row, at)
    reminders.set_checks(
        operation_id=week.operation_id,
        owner_id=region.people["planner"],
        actor=planner,
        at=at,
    )
    for row in data["checks"]:
        again_on = today - timedelta(days=1) if row is data["checks"][-1] else None
        _check(region, row, again_on)


def _do(region: Region, week: PlannedWeek, row: dict[str, Any], at: datetime) -> None:
    action_id = reminders.add_debrief_action(
        operation_id=week.operation_id,
        what=row["what"],
        owner_id=region.people[row["owner"]],
        due_on=date.fromisoformat(row["due_on"]),
        actor=region.actor("planner", at.date()),
        at=at,
    )
    done_at = _at(row["done_on"])
    reminders.finish_debrief_action(
        action_id=action_id,
        words=row["done"],
        actor=region.actor(row["owner"], done_at.date()),
        at=done_at,
    )


def _check(region: Region, row: dict[str, Any], again_on: date | None) -> None:
    """Meet the check that waits longest."""
    at = _at(row["on"])
    owner = region.actor("planner", at.date())
    first = asked.list_own_checks(viewer=owner, day=at.date())[0]
    reminders.meet_check(
        check_id=first.id, found=row["found"], again_on=again_on, actor=owner, at=at
    )


def _at(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(14), LONDON)
