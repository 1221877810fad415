"""What a roster is made of, and what comes out of it, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from unhidden.operations.rosters.rules.clock import ShiftSpan
from unhidden.operations.rosters.rules.rest import RestRequirement


@dataclass(frozen=True, slots=True)
class CrewMember:
    person_id: UUID
    name: str
    organisation_id: UUID
    organisation_kind: str


@dataclass(frozen=True, slots=True)
class RosteredCrew:
    """A crew as it is rostered: its id, its name and who is in it."""

    team_id: UUID
    name: str
    members: tuple[CrewMember, ...]


@dataclass(frozen=True, slots=True)
class RosteredShift:
    """The hours of a crew or of a person on a day; off without hours."""

    on: date
    starts_at: time | None
    ends_at: time | None
    team_id: UUID | None = None
    person_id: UUID | None = None
    is_reserve: bool = False

    @property
    def working_hours(self) -> tuple[time, time] | None:
        """From, and until; None for a day off."""
        if self.starts_at is None or self.ends_at is None:
            return None
        return self.starts_at, self.ends_at


@dataclass(frozen=True, slots=True)
class PersonAbsence:
    person_id: UUID
    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True)
class HeldSkill:
    """``code`` is the skill, or ``language:`` with the language's code."""

    person_id: UUID
    organisation_id: UUID
    code: str
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class CrewRide:
    """The vehicle that a crew goes out in, and how many it holds."""

    team_id: UUID
    vehicle_id: UUID
    vehicle: str
    seats: int


@dataclass(frozen=True, slots=True)
class RosterFacts:
    """All that a roster is computed from."""

    crews: tuple[RosteredCrew, ...]
    shifts: tuple[RosteredShift, ...]
    absences: tuple[PersonAbsence, ...] = ()
    skills: tuple[HeldSkill, ...] = ()
    requirements: tuple[RestRequirement, ...] = ()
    rides: tuple[CrewRide, ...] = ()


class FaultKind(StrEnum):
    """What is wrong with a crew's day."""

    MISSING_HOUR = "missing_hour"
    TOO_LONG = "too_long"
    NOBODY = "nobody"
    ALONE = "alone"
    AWAY = "away"
    OFF = "off"
    OTHER_HOURS = "other_hours"
    ELSEWHERE = "elsewhere"
    NO_REST = "no_rest"
    EXPIRED = "expired"
    TOO_MANY_FOR_VEHICLE = "too_many_for_vehicle"
    VEHICLE_TWICE = "vehicle_twice"


#: Those for which the crew does not go out at all that day.
STOPPING = frozenset(
    {FaultKind.MISSING_HOUR, FaultKind.TOO_LONG, FaultKind.NOBODY, FaultKind.ALONE}
)


@dataclass(frozen=True, slots=True)
class RosterFault:
    """One thing that is wrong, and for whom.

    ``minutes`` are what there is (of rest, of a shift), ``wanted`` what ``source``
    asks for. ``code`` is a skill, and ``since`` the day on which it expired. Of a
    vehicle they are its seats, the people, and its name (``rules.vehicles``).
    """

    kind: FaultKind
    on: date
    team_id: UUID
    crew: str
    person: str = ""
    minutes: int = 0
    wanted: int = 0
    source: str = ""
    code: str = ""
    since: date | None = None

    @property
    def is_stopping(self) -> bool:
        """Whether the crew stays at home for it."""
        return self.kind in STOPPING


@dataclass(frozen=True, slots=True)
class RosterDay:
    """A crew that goes out on a day: when, who, with what skills.

    Minutes are those of ``rules.clock``. ``break_minutes`` are still to be taken off.
    """

    team_id: UUID
    crew: str
    on: date
    span: ShiftSpan
    starts_minute: int
    ends_minute: int
    skills: frozenset[str]
    people: tuple[CrewMember, ...]
    break_minutes: int
    is_reserve: bool


@dataclass(frozen=True, slots=True)
class RosterOutcome:
    """Which crews go out when, and what is wrong with the roster, by day and crew."""

    days: tuple[RosterDay, ...]
    faults: tuple[RosterFault, ...]
