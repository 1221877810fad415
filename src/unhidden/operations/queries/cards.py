"""What the readers of operations are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from unhidden.operations.rules import Members
from unhidden.places.queries import PremisesCard
from unhidden.planning.composition import PlannedMember


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """How many visits, or events, stand how."""

    planned: int = 0
    done: int = 0
    cancelled: int = 0

    @property
    def wanted(self) -> int:
        """Those made and those still to be made."""
        return self.planned + self.done


@dataclass(frozen=True, slots=True)
class TakenDay:
    """The hours of a day at which something is planned: from, and until."""

    on: date
    hours: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class OperationCard:
    """An operation in a list; ``visits`` are those that the viewer meets."""

    id: UUID
    name: str
    lead: str
    starts_on: date
    ends_on: date
    status: str
    status_label: str
    is_synthetic: bool
    visits: PlanProgress
    sees_all: bool


@dataclass(frozen=True, slots=True)
class MemberCard:
    person_id: UUID
    name: str
    organisation_id: UUID
    organisation: str
    organisation_kind: str
    is_leader: bool


@dataclass(frozen=True, slots=True)
class TeamCard:
    """A team with its members, the leader first and then by name."""

    id: UUID
    name: str
    members: tuple[MemberCard, ...]

    @property
    def composition(self) -> Members:
        """The members as the rules of planning know them."""
        return tuple(
            PlannedMember(member.person_id, member.organisation_kind)
            for member in self.members
        )


@dataclass(frozen=True, slots=True)
class PartnerCard:
    id: UUID
    name: str
    kind: str
    kind_label: str


@dataclass(frozen=True, slots=True)
class OperationView:
    """The whole of an operation except its visits and events, which are counted.

    Counted are the visits that the viewer meets: ``sees_all`` says whether there may be
    others. ``is_managed``: the viewer may decide about it.
    """

    id: UUID
    name: str
    name_en: str
    name_cy: str
    aims: str
    lead_id: UUID
    lead: str
    lead_en: str
    lead_cy: str
    starts_on: date
    ends_on: date
    status: str
    status_label: str
    is_synthetic: bool
    partners: tuple[PartnerCard, ...]
    partner_names_en: tuple[str, ...]
    partner_names_cy: tuple[str, ...]
    teams: tuple[TeamCard, ...]
    visits: PlanProgress
    events: PlanProgress
    sees_all: bool
    is_managed: bool

    @property
    def is_open(self) -> bool:
        """Whether anything in it may still change."""
        return self.status != "closed"

    @property
    def organisation_ids(self) -> frozenset[UUID]:
        """Those whose people may go: the partners, and the lead as one of them."""
        return frozenset({self.lead_id, *(partner.id for partner in self.partners)})


@dataclass(frozen=True, slots=True)
class PlannedVisitCard:
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
    cancelled_because: str


@dataclass(frozen=True, slots=True)
class EventCard:
    id: UUID
    operation_id: UUID
    kind: str
    kind_label: str
    place: str
    council: str
    on: date
    starts_at: time | None
    team_id: UUID | None
    team: str
    status: str
    status_label: str
    attended: int | None
    cancelled_because: str
    is_public: bool
    was_public: bool


@dataclass(frozen=True, slots=True)
class DayGlance:
    """One day of the week: progress by kind, in the order of the kinds."""

    on: date
    kinds: tuple[PlanProgress, ...]
    total: PlanProgress


@dataclass(frozen=True, slots=True)
class WeekGlance:
    """The week by day and by kind of visit."""

    kind_labels: tuple[str, ...]
    days: tuple[DayGlance, ...]
    totals: tuple[PlanProgress, ...]


@dataclass(frozen=True, slots=True)
class PickedPlace:
    """A place that a planner may choose: its risk in words, what is planned there.

    ``is_barred`` is a real place, which a synthetic operation leaves alone.
    """

    premises: PremisesCard
    band: str
    band_label: str
    score: int
    reasons: tuple[str, ...]
    planned: tuple[PlannedVisitCard, ...]
    is_barred: bool


@dataclass(frozen=True, slots=True)
class PickPage:
    """One page of places to choose from, and how many there are."""

    picks: tuple[PickedPlace, ...]
    total: int
