"""What the readers of candidates and warrants are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.operations.targets.rules.windows import VisitWindow

UNDECIDED, READY, PLANNED, VISITED = "undecided", "ready", "planned", "visited"


@dataclass(frozen=True, slots=True)
class PlacePoint:
    """Where a place is, in degrees; ``is_of_council`` where no more is known of it."""

    latitude: float
    longitude: float
    is_of_council: bool = False


@dataclass(frozen=True, slots=True)
class OptionCard:
    """A kind of visit that a place may get, as somebody decided it.

    ``crews`` holds the skills that each crew must bring; the first leads. ``uses``
    names capacities of the day, and how much of each.
    """

    kind: str
    kind_label: str
    value: int
    minutes: int
    crews: tuple[frozenset[str], ...]
    uses: tuple[tuple[str, int], ...]
    custody: int
    power: str
    authority: str
    because: str
    because_label: str
    decided_by: str
    decided_at: datetime

    @property
    def lead_skills(self) -> frozenset[str]:
        return self.crews[0]


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """What the rule proposes, and why, in words."""

    kind: str
    kind_label: str
    because: str
    because_label: str


@dataclass(frozen=True, slots=True)
class GroupName:
    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A group with the ids of its candidates, by name of their premises.

    ``rule``: struck at one hour, or never on one day.
    """

    id: UUID
    name: str
    rule: str
    rule_label: str
    members: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class PinCard:
    """What is settled of a visit, each part apart; ``at`` is a minute of the day."""

    team_id: UUID | None = None
    on: date | None = None
    at: int | None = None
    people: frozenset[UUID] = frozenset()

    @property
    def is_empty(self) -> bool:
        return (
            self.team_id is None
            and self.on is None
            and self.at is None
            and (not self.people)
        )


@dataclass(frozen=True, slots=True)
class BarCard:
    """An assignment that must not be made; what is None or empty is every one."""

    id: UUID
    team_id: UUID | None
    team: str
    on: date | None
    kind: str
    kind_label: str
    reason: str


@dataclass(frozen=True, slots=True)
class WarrantCard:
    """A warrant, how many entries it has left, and whether it was withdrawn."""

    id: UUID
    operation_id: UUID
    premises_id: UUID
    premises: str
    act: str
    number: str
    granted_by: str
    issued_at: datetime
    expires_at: datetime
    entries: int
    entries_left: int
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_because: str = ""


@dataclass(frozen=True, slots=True)
class UnderWarrant:
    """A visit that is planned under a warrant, with its day and its team, if any."""

    planned_id: UUID
    on: date
    team: str


@dataclass(frozen=True, slots=True)
class PlannedAtPlace:
    """A visit that the operation plans, or made, there."""

    planned_id: UUID
    kind: str
    kind_label: str
    on: date
    status: str
    purpose: str
    power: str


@dataclass(frozen=True, slots=True)
class CandidateCard:
    """Premises that may be visited, with all that the planner of the week needs.

    ``point`` is None where not even the council is known. ``days`` is empty for every
    day of the operation. ``planned`` are the operation's own visits, without those that
    were cancelled.
    """

    id: UUID
    premises_id: UUID
    premises: str
    address: str
    premises_kind: str
    premises_kind_label: str
    council: str
    council_code: str
    point: PlacePoint | None
    source: str
    source_label: str
    band: str
    band_label: str
    score: int
    is_safeguarding: bool
    language: str
    days: tuple[date, ...]
    window: VisitWindow
    window_label: str
    options: tuple[OptionCard, ...]
    proposal: ProposalCard
    strike: GroupName | None
    apart: GroupName | None
    after_id: UUID | None
    pin: PinCard
    bars: tuple[BarCard, ...]
    warrants: tuple[WarrantCard, ...]
    planned: tuple[PlannedAtPlace, ...]

    @property
    def planning_state(self) -> str:
        """How far it is: to decide, ready to plan, planned, visited."""
        if any(one.status == "planned" for one in self.planned):
            return PLANNED
        if self.planned:
            return VISITED
        return READY if self.options else UNDECIDED


@dataclass(frozen=True, slots=True)
class OtherVisit:
    """A visit to the place by another operation, as far as the reader meets it."""

    operation: str
    on: date
    is_made: bool


@dataclass(frozen=True, slots=True)
class PlaceInterest:
    """Who else comes or came there; of ``is_others``, neither who nor what."""

    visits: tuple[OtherVisit, ...] = ()
    is_others: bool = False


@dataclass(frozen=True, slots=True)
class RevisitCard:
    """Premises that an earlier visit says to visit again, and why."""

    premises_id: UUID
    premises: str
    address: str
    visited_on: date
    outcome_label: str
    follow_up_on: date | None


@dataclass(frozen=True, slots=True)
class TipCard:
    """A place that the desk proposed because of a report: for the desk alone."""

    premises: str
    report_id: UUID
    proposed_by: str
    proposed_at: datetime
