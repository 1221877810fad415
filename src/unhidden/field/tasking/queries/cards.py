"""What the readers of tasking are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from unhidden.operations.queries import (
    BriefSheet,
    EarlierVisit,
    MemberCard,
    OperationView,
    OutfitCard,
    OwnShift,
    PlannedVisitCard,
    SafetyPlaceCard,
)


@dataclass(frozen=True, slots=True)
class PlaceRisk:
    """The risk of a place, in words."""

    band_label: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitTasking:
    """A visit to make, with who goes, and to whom is sealed what is told there."""

    card: PlannedVisitCard
    shift_id: UUID
    crew: tuple[MemberCard, ...]
    history: tuple[EarlierVisit, ...]
    risk: PlaceRisk | None
    briefs: tuple[UUID, ...]
    usual_team: UUID | None
    custodians: UUID | None
    by_organisation: dict[UUID, UUID]
    outfit: OutfitCard | None
    places: tuple[SafetyPlaceCard, ...]


@dataclass(frozen=True, slots=True)
class BriefTasking:
    """A brief as the viewer's audience reads it, by language."""

    id: UUID
    operation_id: UUID
    sheets: dict[str, BriefSheet]


@dataclass(frozen=True, slots=True)
class SealingTeam:
    """Whom the phone may seal to: the last link of their keys, and those after."""

    id: UUID
    organisation_id: UUID
    kind: str
    pin: dict[str, Any]
    links: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class LandingPlace:
    """Where a phone sends, what it seals to, and who signs receipts."""

    id: UUID
    public_key: bytes
    until_on: date
    receipt_key: bytes


@dataclass(frozen=True, slots=True)
class ShiftsTasking:
    """All that a phone takes along of these shifts."""

    shifts: tuple[OwnShift, ...]
    visits: tuple[VisitTasking, ...]
    briefs: tuple[BriefTasking, ...]
    teams: tuple[SealingTeam, ...]
    landing: LandingPlace


@dataclass(frozen=True, slots=True)
class ReceiverOption:
    """Keys that may be named for an operation, by the name of whose they are."""

    team_id: UUID
    organisation_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class ReceiversView:
    """Who is named for an operation, whom its phones seal to, and who else could be.

    ``usual`` is None where nobody named has keys that somebody signed for.
    """

    operation: OperationView
    named: tuple[ReceiverOption, ...]
    usual: ReceiverOption | None
    others: tuple[ReceiverOption, ...]
