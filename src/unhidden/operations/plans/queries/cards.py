"""What the readers of plans are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from unhidden.operations.plans.rules.assembling import WeekFinding
from unhidden.operations.plans.rules.standings import SearchStanding
from unhidden.planning.week.plan import WeekPlan
from unhidden.planning.week.problem import WeekProblem


@dataclass(frozen=True, slots=True)
class SearchCard:
    """A search for a plan: who asked, how it stands, and how far it is.

    ``place`` counts the searches before it, where it waits.
    """

    id: UUID
    operation_id: UUID
    version_id: UUID
    kind: str
    seconds: int
    asked_by: str
    asked_at: datetime
    begun_at: datetime | None
    ended_at: datetime | None
    standing: SearchStanding
    progress: dict[str, Any]
    said: str
    place: int


@dataclass(frozen=True, slots=True)
class EditCard:
    """A change by hand, with what the plan was before and after."""

    id: UUID
    number: int
    kind: str
    kind_label: str
    made_by: str
    made_at: datetime
    before: WeekPlan
    after: WeekPlan
    is_undone: bool


@dataclass(frozen=True, slots=True)
class PlanVersionCard:
    """A plan in a list. ``visits`` are those it makes, of so many ``candidates``."""

    id: UUID
    operation_id: UUID
    number: int | None
    author: str
    author_id: UUID
    made_at: datetime
    state: str
    state_label: str
    revision: int
    value: int | None
    bound: float | None
    share_of_bound: float | None
    visits: int | None
    candidates: int
    copied_from_id: UUID | None

    @property
    def is_open(self) -> bool:
        """Whether the plan may still be changed, and taken."""
        return self.state in ("draft", "what_if")


@dataclass(frozen=True, slots=True)
class PlanNames:
    """What the ids of a plan's problem stand for."""

    days: tuple[date, ...]
    premises: dict[str, str]
    premises_ids: dict[str, UUID]
    planned: dict[str, UUID | None]
    teams: dict[str, str]
    groups: dict[str, str]


@dataclass(frozen=True, slots=True)
class PlanVersionView:
    """The whole of a plan: its problem, its routes where there are any, its proof."""

    card: PlanVersionCard
    problem: WeekProblem
    plan: WeekPlan | None
    names: PlanNames
    solver: str
    solver_version: str
    travel_provider: str
    travel_version: str
    findings: tuple[WeekFinding, ...]


@dataclass(frozen=True, slots=True)
class LegCard:
    """A road between two towns: as shipped, and as officers say; None is closed."""

    start: str
    end: str
    shipped: int | None
    minutes: int | None
    is_changed: bool
    reason: str
    said_by: str
    said_at: datetime | None
