"""What the readers of planned visits are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from unhidden.operations.frame.queries.crews import CrewName, name_crews
from unhidden.places.queries import PremisesCard


@dataclass(frozen=True, slots=True)
class TakenDay:
    """The hours of a day at which something is planned: from, and until."""

    on: date
    hours: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PlannedVisitCard:
    """A visit as it is planned; ``team`` leads, those of ``support`` come along."""

    id: UUID
    operation_id: UUID
    operation: str
    operation_status: str
    operation_starts_on: date
    premises_id: UUID
    premises: str
    address: str
    premises_kind: str
    premises_kind_label: str
    kind: str
    kind_label: str
    on: date
    starts_at: time | None
    team_id: UUID | None
    team: str
    status: str
    status_label: str
    purpose: str
    power: str
    authority: str
    cancelled_because: str
    support: tuple[CrewName, ...] = ()

    @property
    def crew_ids(self) -> tuple[UUID, ...]:
        """Its crews, the one that leads first."""
        lead = (self.team_id,) if self.team_id else ()
        return (*lead, *(one.id for one in self.support))

    @property
    def crew_names(self) -> str:
        """Its crews by name, the one that leads first."""
        return name_crews(self.team, self.support)


@dataclass(frozen=True, slots=True)
class PickedPlace:
    """A place that a planner may choose: its risk in words, what is planned there.

    ``is_barred`` is a real place, which a synthetic operation leaves alone. The rule
    ``proposes`` a kind; ``decided`` are those that somebody decided on.
    """

    premises: PremisesCard
    band: str
    band_label: str
    score: int
    reasons: tuple[str, ...]
    planned: tuple[PlannedVisitCard, ...]
    is_barred: bool
    proposes: str = ""
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PickPage:
    """One page of places to choose from, and how many there are."""

    picks: tuple[PickedPlace, ...]
    total: int
