"""What the pages of the board are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from unhidden.operations.board.rules import ContactPeriod, CrewContact
from unhidden.operations.frame.queries.crews import CrewName, name_crews
from unhidden.operations.models import PlanStatus


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One entry: what was said, by whom, for which crew, and how it came."""

    id: UUID
    number: int
    what: str
    label: str
    at: datetime
    by_id: UUID
    by: str
    team: str
    is_by_radio: bool
    is_undone: bool
    about: UUID | None


@dataclass(frozen=True, slots=True)
class AlarmCard:
    """An alarm with who raised it, and who received it when; "" while nobody has."""

    id: UUID
    at: datetime
    by_id: UUID
    by: str
    received_by: str = ""
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CrewRadio:
    """How a crew is called, as far as its roster says it."""

    crew: str
    call_sign: str
    channel: str


@dataclass(frozen=True, slots=True)
class PlanFact:
    """A visit as it is planned, as far as the board needs it."""

    id: UUID
    operation_id: UUID
    kind: str
    on: date
    starts_at: time | None
    status: str
    team_id: UUID | None
    team: str
    premises: str
    address: str
    latitude: float | None
    longitude: float | None
    support: tuple[CrewName, ...] = ()
    radios: tuple[CrewRadio, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether its record is kept."""
        return self.status == PlanStatus.DONE

    @property
    def crew_ids(self) -> frozenset[UUID | None]:
        """The crew that leads, and those that come along."""
        return frozenset({self.team_id, *(one.id for one in self.support)})

    @property
    def crew_names(self) -> str:
        """The crews by name, the one that leads first."""
        return name_crews(self.team, self.support)

    def with_radios(self, outfits: Mapping[UUID, tuple[str, str]]) -> PlanFact:
        """The same with call signs and channels, from those of each crew."""
        lead = (CrewName(self.team_id, self.team),) if self.team_id else ()
        return replace(
            self,
            radios=tuple(
                CrewRadio(one.name, *outfits[one.id])
                for one in (*lead, *self.support)
                if any(outfits.get(one.id, ()))
            ),
        )


@dataclass(frozen=True, slots=True)
class BoardVisit:
    """How one visit stands."""

    id: UUID
    operation_id: UUID
    premises: str
    address: str
    latitude: float | None
    longitude: float | None
    kind: str
    kind_label: str
    on: date
    starts_at: time | None
    team: str
    radios: tuple[CrewRadio, ...]
    state: str
    state_label: str
    next_state: str
    next_label: str
    said: BoardLine | None
    last_number: int
    heard_at: datetime | None
    contact: CrewContact
    period: ContactPeriod
    told_label: str
    followed_up: BoardLine | None
    open_alarms: tuple[AlarmCard, ...]
    may_enter: bool
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class TallyRow:
    """How many visits of a kind stand how, in the order of the states."""

    label: str
    counts: tuple[int, ...]

    @property
    def all_visits(self) -> int:
        """Of the kind, in whatever state."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class SafetyPlaceCard:
    """A place of safety, and what its manager declared last."""

    id: UUID
    name: str
    manager_id: UUID
    manager: str
    room: str
    room_label: str
    declared_at: datetime | None


@dataclass(frozen=True, slots=True)
class BoardOperation:
    """The operation whose board it is."""

    id: UUID
    name: str
    starts_on: date
    ends_on: date
    is_running: bool
    is_managed: bool


@dataclass(frozen=True, slots=True)
class BoardView:
    """The whole board of a day, as far as its reader meets it."""

    operation: BoardOperation
    on: date
    visits: tuple[BoardVisit, ...]
    tally: tuple[TallyRow, ...]
    places: tuple[SafetyPlaceCard, ...]


@dataclass(frozen=True, slots=True)
class ContactRuleCard:
    """How often crews on one kind of visit are heard from."""

    kind: str
    kind_label: str
    period: ContactPeriod
    told_label: str
    heard_by_label: str
    is_own: bool
