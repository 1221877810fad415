"""A week put together: what rosters and targets know, before it becomes a problem.

Each of these is a plain value, so that whoever may plan reads the tables once, and all
that follows (also in the worker and its child) needs none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

#: Latitude and longitude.
GeoPoint = tuple[float, float]


@dataclass(frozen=True, slots=True)
class KindOffer:
    """A kind of visit that a place may get: what it brings, and what it takes.

    ``opens`` and ``closes`` are minutes of the day between which it may begin;
    ``crews`` the skills that each crew brings, the first of which leads; ``uses`` what
    it takes of the day's capacities. Its warrant is good from ``lawful_from`` to
    ``lawful_until``; None is no bound.
    """

    kind: str
    value: int
    minutes: int
    opens: int
    closes: int
    crews: tuple[frozenset[str], ...]
    uses: tuple[tuple[str, int], ...] = ()
    is_on_grid: bool = False
    lawful_from: datetime | None = None
    lawful_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class WeekCandidate:
    """Premises that the week may visit; ``planned_id`` where a visit is planned now.

    ``powers`` has the power that each kind of visit enters by, and the number of its
    authority. ``is_rough``: no more than its council is known, whose middle it gets.
    """

    id: UUID
    premises_id: UUID
    point: GeoPoint | None
    days: frozenset[date]
    offers: tuple[KindOffer, ...]
    planned_id: UUID | None = None
    purpose: str = ""
    powers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    is_rough: bool = False


@dataclass(frozen=True, slots=True)
class WeekShift:
    """A team's shift on a day, from and to in minutes of it.

    ``briefing`` comes first; ``breaks`` are minutes at the end that no visit gets.
    """

    team_id: UUID
    team: str
    day: date
    starts_at: int
    ends_at: int
    briefing: int
    breaks: int
    skills: frozenset[str]
    people: frozenset[UUID]
    start: GeoPoint | None
    end: GeoPoint | None


@dataclass(frozen=True, slots=True)
class WeekGroup:
    """Candidates that belong together, under the name that people give them.

    They warn each other, and are struck at one hour; or, ``is_apart``, no two of them
    are visited on one day.
    """

    id: UUID
    name: str
    members: tuple[UUID, ...]
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class SettledVisit:
    """What a person has settled of a candidate's visit; what is None stays open."""

    candidate_id: UUID
    kind: str | None = None
    team_id: UUID | None = None
    day: date | None = None
    starts_at: int | None = None
    people: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class BarredVisit:
    """An assignment that must not be made; None stands for every one."""

    candidate_id: UUID
    team_id: UUID | None = None
    day: date | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class WeekToPlan:
    """All that the search of a week rests on.

    ``capacities`` holds what there is of each capacity on each day; on a day that is
    not named nothing limits by it.
    ``teams`` are all of the operation, on duty or not. Of each of ``orders`` the first
    is visited before the second.
    """

    days: tuple[date, ...]
    candidates: tuple[WeekCandidate, ...]
    shifts: tuple[WeekShift, ...]
    groups: tuple[WeekGroup, ...] = ()
    capacities: Mapping[str, Mapping[date, int]] | None = None
    settled: tuple[SettledVisit, ...] = ()
    barred: tuple[BarredVisit, ...] = ()
    orders: tuple[tuple[UUID, UUID], ...] = ()
    teams: tuple[str, ...] = ()


def keep_settled(
    week: WeekToPlan, offered: Iterable[SettledVisit], kept: Set[UUID]
) -> WeekToPlan:
    """The week with the visits that somebody keeps, before what was settled."""
    chosen = {one.candidate_id: one for one in offered if one.candidate_id in kept}
    before = [one for one in week.settled if one.candidate_id not in chosen]
    return replace(week, settled=(*before, *chosen.values()))
