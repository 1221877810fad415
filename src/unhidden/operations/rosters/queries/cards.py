"""What the readers of rosters are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from unhidden.operations.rosters.rules.days import RosterDay, RosterFault
from unhidden.operations.rosters.rules.rest import RestRequirement


@dataclass(frozen=True, slots=True)
class StartPlaceCard:
    """A place that crews set out from; without a position, nobody found it yet."""

    id: UUID
    name: str
    postcode: str
    latitude: float | None
    longitude: float | None

    @property
    def has_position(self) -> bool:
        return self.latitude is not None and self.longitude is not None


@dataclass(frozen=True, slots=True)
class VehicleCard:
    id: UUID
    name: str
    seats: int
    call_sign: str


@dataclass(frozen=True, slots=True)
class OutfitCard:
    """What a crew goes out with; empty where nothing is said."""

    call_sign: str = ""
    radio_channel: str = ""
    vehicle: VehicleCard | None = None
    start_place: StartPlaceCard | None = None


@dataclass(frozen=True, slots=True)
class ShiftCard:
    """A shift as it was typed; off without hours."""

    on: date
    kind: str
    kind_label: str
    starts_at: time | None
    ends_at: time | None
    is_reserve: bool


@dataclass(frozen=True, slots=True)
class CrewRow:
    """A crew's line of the roster: its shifts, by day."""

    team_id: UUID
    name: str
    size: int
    outfit: OutfitCard
    shifts: dict[date, ShiftCard]


@dataclass(frozen=True, slots=True)
class CapacityCard:
    """How much of something there is on a day; ``language`` of interpreters alone.

    ``capacity_code`` names it for the planner: ``custody``, ``interpreter:vi``.
    """

    on: date
    kind: str
    language: str
    amount: int

    @property
    def capacity_code(self) -> str:
        return f"{self.kind}:{self.language}" if self.language else self.kind


@dataclass(frozen=True, slots=True)
class RosterView:
    """The roster of an operation: crews by name, what comes of it, what is wrong."""

    rows: tuple[CrewRow, ...]
    days: tuple[RosterDay, ...]
    faults: tuple[RosterFault, ...]
    capacities: tuple[CapacityCard, ...]
    unchecked: tuple[RestRequirement, ...]


@dataclass(frozen=True, slots=True)
class CrewDayCard:
    """A crew that goes out on a day, for who plans its visits.

    Minutes are those of a day (rosters.rules.clock) and may pass 1,440;
    ``break_minutes`` are to be taken off. ``skills`` are codes; a language is
    ``language:`` with its code. A crew in reserve is kept free.
    """

    id: str
    team_id: UUID
    crew: str
    on: date
    starts_at: int
    ends_at: int
    skills: frozenset[str]
    people: int
    start_place: StartPlaceCard | None
    break_minutes: int
    is_reserve: bool
    call_sign: str
    seats: int | None


@dataclass(frozen=True, slots=True)
class SkillCard:
    """What somebody can do; ``is_over`` on the day that the page is for.

    ``noted_by`` is an organisation that is not their own. ``is_ours``: the reader's to
    change.
    """

    id: UUID
    code: str
    label: str
    expires_on: date | None
    is_over: bool
    noted_by: str = ""
    is_ours: bool = True


@dataclass(frozen=True, slots=True)
class AbsenceCard:
    id: UUID
    kind_label: str
    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Somebody on a team: what they can do, and when they are away."""

    person_id: UUID
    name: str
    organisation_id: UUID
    organisation: str
    crews: tuple[str, ...]
    skills: tuple[SkillCard, ...]
    absences: tuple[AbsenceCard, ...]
    shifts: tuple[ShiftCard, ...]
