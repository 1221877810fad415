"""What the readers of an operation are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from unhidden.operations.rules import Members
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
class OperationHead:
    """Which organisation leads an operation, and the day on which it starts."""

    lead_id: UUID
    starts_on: date


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
