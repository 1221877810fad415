"""What may happen in which state of an operation, and when it is ready to run.

How teams and visits meet (what lacks something needed is
not tasked):

* A visit may be planned long before anybody knows who goes: its team stays open.
* Naming a team for a visit is tasking it. The team must then have everybody that
  the kind of visit needs, and be free at that hour.
* While the operation is being planned, people may still leave a team; what is
  lacking is shown, and the operation does not start until nothing is.
* While it runs, nobody leaves a team whose visits would then lack somebody. New
  visits may still be planned; only their team can record them, so a visit without
  a team is never made by chance.
* A closed operation is a record: nothing in it changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias

from unhidden.planning.composition import (
    MissingMember,
    PlannedMember,
    find_missing_members,
)

PLANNED = "planned"
RUNNING = "running"
CLOSED = "closed"

# A week of action is a week; the longest national ones were phases of a month.
LONGEST_DAYS = 31

# Whoever came may say how it was for a month.
FEEDBACK_DAYS = 30
MOST_PLACES = 10
# Where an event names no limit: more is no forum, and stops a flood of sign-ups.
MOST_COMING = 2_000

Members: TypeAlias = tuple[PlannedMember, ...]


@dataclass(frozen=True, slots=True)
class TeamedVisit:
    """A visit still to be made; ``members`` is None without a team."""

    kind: str
    power: str
    members: Members | None


@dataclass(frozen=True, slots=True)
class OperationReadiness:
    """What stands between an operation and its start."""

    visits: int
    without_team: int
    unfit: int

    @property
    def is_ready(self) -> bool:
        return bool(self.visits) and not (self.without_team or self.unfit)


def count_readiness(visits: Iterable[TeamedVisit]) -> OperationReadiness:
    """How many visits are planned, lack a team, or have one that lacks somebody."""
    known = list(visits)
    return OperationReadiness(
        visits=len(known),
        without_team=sum(one.members is None for one in known),
        unfit=sum(bool(lacking(one)) for one in known),
    )


def lacking(visit: TeamedVisit) -> tuple[MissingMember, ...]:
    """What the visit's team lacks; nothing to say about a visit without one."""
    if visit.members is None:
        return ()
    return find_missing_members(visit.kind, visit.members, power=visit.power)


def is_within(day: date, first: date, last: date) -> bool:
    return first <= day <= last


def is_too_long(first: date, last: date) -> bool:
    return (last - first).days >= LONGEST_DAYS


def still_needed(
    visits: Iterable[tuple[str, str]], remaining: Members
) -> tuple[MissingMember, ...]:
    """What the visits (kind and power) would lack if only ``remaining`` were left."""
    found = {
        code
        for kind, power in visits
        for code in find_missing_members(kind, remaining, power=power)
    }
    return tuple(code for code in MissingMember if code in found)


def takes_feedback(starts_at: datetime, ends_at: datetime, at: datetime) -> bool:
    """Whether somebody who came may say how it was: from its start, for a month."""
    return starts_at <= at < ends_at + timedelta(days=FEEDBACK_DAYS)


def places_left(capacity: int | None, taken: int) -> int:
    """How many may still sign up."""
    return max((capacity or MOST_COMING) - taken, 0)
