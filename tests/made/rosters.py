"""Shifts and skills of a crew, by the cast's planner."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from tests.cast import NOON, TODAY, Cast
from unhidden.operations.rosters.actions import people, shifts
from unhidden.operations.rosters.actions.shifts import ShiftHours


def make_shift(
    cast: Cast,
    operation_id: UUID,
    team_id: UUID,
    *,
    on: date = TODAY,
    first: time = time(8),
    last: time = time(16),
    is_reserve: bool = False,
    at: datetime = NOON,
) -> None:
    """A crew works these hours on a day."""
    shifts.set_crew_shift(
        operation_id=operation_id,
        team_id=team_id,
        on=on,
        hours=ShiftHours("early", first, last, is_reserve),
        actor=cast.actor("planner"),
        at=at,
    )


def make_skill(
    cast: Cast,
    operation_id: UUID,
    part: str,
    *,
    code: str = "language:vi",
    expires_on: date | None = None,
    at: datetime = NOON,
) -> None:
    """Somebody on a team can do something."""
    people.set_skill(
        operation_id=operation_id,
        person_id=cast.people[part],
        code=code,
        expires_on=expires_on,
        actor=cast.actor("planner"),
        at=at,
    )
