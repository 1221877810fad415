"""A week of action to be planned: who could be visited, by whom, and within what.

Minutes are minutes of a day from midnight, and may pass 1,440 for a late shift. Places
are numbers of rows in the table of travel times.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

GRID_MINUTES = 30
SEPARATION = "apart"
DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One kind of visit that a candidate may get, and what it takes.

    ``crews`` holds the skills that each crew must bring; the first crew leads.
    ``uses`` names capacities of the day (custody, an interpreter) and how much of each.
    A visit begins from ``earliest`` to ``latest``; ``is_on_grid`` keeps it to the grid.
    ``lawful_from`` and ``lawful_until``, in minutes since the first midnight of the
    week, bound it too: a warrant is granted at the one and ends at the other.
    """

    kind: str
    value: int
    minutes: int
    earliest: int
    latest: int
    crews: tuple[frozenset[str], ...]
    uses: tuple[tuple[str, int], ...] = ()
    is_on_grid: bool = False
    lawful_from: int | None = None
    lawful_until: int | None = None

    def find_window(self, day: int) -> tuple[int, int]:
        """The first and the last minute of a day at which the visit may begin.

        The first is after the last on a day on which it may not.
        """
        midnight = day * DAY_MINUTES
        earliest, latest = self.earliest, self.latest
        if self.lawful_from is not None:
            earliest = max(earliest, self.lawful_from - midnight)
        if self.lawful_until is not None:
            latest = min(latest, self.lawful_until - midnight)
        return earliest, latest


@dataclass(frozen=True, slots=True)
class VisitCandidate:
    """Premises that may be visited once in the week, on one of ``days``."""

    id: str
    place: int
    days: frozenset[int]
    menu: tuple[MenuItem, ...]

    def find_item(self, kind: str) -> MenuItem:
        """What is on the menu under this kind; raises StopIteration when nothing is."""
        return next(one for one in self.menu if one.kind == kind)


@dataclass(frozen=True, slots=True)
class CrewDay:
    """A crew's shift on one day, without its briefing and its breaks.

    ``people`` are the ids of those in the crew, which pins of people are held against.
    """

    id: str
    crew: str
    day: int
    starts_at: int
    ends_at: int
    skills: frozenset[str]
    start_place: int
    end_place: int
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class StrikeGroup:
    """Premises that warn each other: all are struck at one hour, or none."""

    id: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitPin:
    """What a person has settled about a candidate: it is visited, and so.

    What is None stays open. ``people`` must all be in the crew that leads.
    """

    candidate: str
    kind: str | None = None
    crew: str | None = None
    day: int | None = None
    starts_at: int | None = None
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ForbiddenVisit:
    """An assignment that must not be made; None stands for every one."""

    candidate: str
    crew: str | None = None
    day: int | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class VisitOrder:
    """One candidate before another: where both are visited, the visit to ``first`` has
    ended when that to ``then`` begins. Both begin on the grid.
    """

    first: str
    then: str


@dataclass(frozen=True, slots=True)
class DaySeparation:
    """Candidates of which no two are visited on one day.

    One member stands for the whole of a strike group, which goes with it.
    """

    id: str
    members: tuple[str, ...]

    @property
    def capacity_name(self) -> str:
        """The name under which it counts as a capacity of one visit a day."""
        return f"{SEPARATION} {self.id}"


@dataclass(frozen=True, slots=True)
class PromisedVisit:
    """A visit that a plan had: ``value`` is won where the same crew leads it again.

    ``kind`` None stands for a visit of any kind.
    """

    candidate: str
    crew: str
    value: int
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
    orders: tuple[VisitOrder, ...] = ()
    separations: tuple[DaySeparation, ...] = ()
    promises: tuple[PromisedVisit, ...] = ()
    grid: int = GRID_MINUTES

    @cached_property
    def capacity_of(self) -> Mapping[str, tuple[int, ...]]:
        """What there is of each capacity, by day; a separation is a capacity of one."""
        return dict(self.capacities or {}) | {
            one.capacity_name: (1,) * self.days for one in self.separations
        }

    @cached_property
    def separations_of(self) -> Mapping[str, tuple[str, ...]]:
        """The capacities by which each candidate is kept from others' days."""
        found: dict[str, tuple[str, ...]] = {}
        for one in self.separations:
            for member in one.members:
                found[member] = (*found.get(member, ()), one.capacity_name)
        return found

    @cached_property
    def ordered_candidates(self) -> frozenset[str]:
        """The candidates that must be visited before or after another."""
        return frozenset(
            one for order in self.orders for one in (order.first, order.then)
        )

    def list_uses(
        self, candidate: VisitCandidate, item: MenuItem
    ) -> tuple[tuple[str, int], ...]:
        """What a visit takes of each capacity of its day, separations with them."""
        kept_apart = self.separations_of.get(candidate.id, ())
        return (*item.uses, *((name, 1) for name in kept_apart))

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
