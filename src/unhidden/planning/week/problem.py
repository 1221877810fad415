"""A week of action to be planned: who could be visited, by whom, and within what.

Minutes are minutes of a day from midnight, and may pass 1,440 for a late shift. Places
are numbers of rows in the table of travel times.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

GRID_MINUTES = 30


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One kind of visit that a candidate may get, and what it takes.

    ``crews`` holds the skills that each crew must bring; the first crew leads.
    ``uses`` names capacities of the day (custody, an interpreter) and how much of each.
    A visit begins from ``earliest`` to ``latest``; ``is_on_grid`` keeps it to the grid.
    """

    kind: str
    value: int
    minutes: int
    earliest: int
    latest: int
    crews: tuple[frozenset[str], ...]
    uses: tuple[tuple[str, int], ...] = ()
    is_on_grid: bool = False


@dataclass(frozen=True, slots=True)
class VisitCandidate:
    """Premises that may be visited once in the week, on one of ``days``."""

    id: str
    place: int
    days: frozenset[int]
    menu: tuple[MenuItem, ...]


@dataclass(frozen=True, slots=True)
class CrewDay:
    """A crew's shift on one day, without its briefing and its breaks."""

    id: str
    crew: str
    day: int
    starts_at: int
    ends_at: int
    skills: frozenset[str]
    start_place: int
    end_place: int


@dataclass(frozen=True, slots=True)
class StrikeGroup:
    """Premises that warn each other: all are struck at one hour, or none."""

    id: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitPin:
    """What a person has settled about a candidate: it is visited, and so.

    What is None stays open.
    """

    candidate: str
    kind: str | None = None
    crew: str | None = None
    day: int | None = None
    starts_at: int | None = None


@dataclass(frozen=True, slots=True)
class ForbiddenVisit:
    """An assignment that must not be made; None stands for every one."""

    candidate: str
    crew: str | None = None
    day: int | None = None
    kind: str | None = None


@dataclass(frozen=True)
class WeekProblem:
    """The whole problem as data: nothing else is read while it is solved.

    ``travel`` holds minutes from place to place, and a detour never shortens a way.
    ``capacities`` holds what there is of each capacity on each day.
    """

    days: int
    candidates: tuple[VisitCandidate, ...]
    crew_days: tuple[CrewDay, ...]
    travel: tuple[tuple[int, ...], ...]
    groups: tuple[StrikeGroup, ...] = ()
    capacities: Mapping[str, tuple[int, ...]] | None = None
    pins: tuple[VisitPin, ...] = ()
    forbidden: tuple[ForbiddenVisit, ...] = ()
    grid: int = GRID_MINUTES

    @cached_property
    def capacity_of(self) -> Mapping[str, tuple[int, ...]]:
        """What there is of each capacity, by day."""
        return self.capacities or {}

    @cached_property
    def candidate_of(self) -> Mapping[str, VisitCandidate]:
        """Every candidate by its id."""
        return {one.id: one for one in self.candidates}

    @cached_property
    def crew_day_of(self) -> Mapping[str, CrewDay]:
        """Every crew-day by its id."""
        return {one.id: one for one in self.crew_days}

    @cached_property
    def pin_of(self) -> Mapping[str, VisitPin]:
        """What is settled, by candidate."""
        return {one.candidate: one for one in self.pins}
