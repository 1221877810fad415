"""When an operation is ready to run, and how long one may last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from unhidden.operations.rules import Members
from unhidden.planning.composition import MissingMember, find_missing_members

# A week of action is a week; the longest national ones were phases of a month.
LONGEST_DAYS = 31


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


def is_too_long(first: date, last: date) -> bool:
    return (last - first).days >= LONGEST_DAYS
