"""Whether, and how, a visit by consent was turned into enforcement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.frame.queries.reach import filter_visible_plans
from unhidden.operations.models import (
    CommandPost,
    EnforcementTurn,
    PlanStatus,
    TeamMember,
)
from unhidden.operations.policies import PLAN, SEE, VISIT


@dataclass(frozen=True, slots=True)
class TurnCard:
    """By what a visit was turned, who decided when, and what the people were told."""

    power: str
    authority: str
    decided_by: str
    decided_at: datetime
    told: str


@dataclass(frozen=True, slots=True)
class VisitToTurn:
    """A visit that may have turned; ``people`` are those who may decide it."""

    planned_id: UUID
    operation_id: UUID
    premises: str
    kind: str
    people: tuple[tuple[str, str], ...]


@query
def get_visit_to_turn(*, viewer: Actor, planned_id: UUID) -> VisitToTurn:
    """A visit that is still planned, for its team and its planners; raises Absent."""
    viewer.must(SEE)
    if not (viewer.may(PLAN) or viewer.may(VISIT)):
        raise Absent
    rows = filter_visible_plans(viewer).select_related("premises")
    row = rows.filter(id=planned_id).exclude(status=PlanStatus.CANCELLED).first()
    if row is None:
        raise Absent
    return VisitToTurn(
        planned_id=row.id,
        operation_id=row.operation_id,
        premises=row.premises.name,
        kind=row.kind,
        people=tuple(
            (str(key), name) for key, name in find_deciders(row.operation_id).items()
        ),
    )


def find_deciders(operation_id: UUID, at: datetime | None = None) -> dict[UUID, str]:
    """The names of those who may decide that a visit turns, by name.

    They are on a team, or command by radio: they hold a post ``at`` that moment; at
    any, without one.
    """
    members = TeamMember.objects.filter(team__operation_id=operation_id)
    posts = CommandPost.objects.filter(operation_id=operation_id)
    if at is not None:
        is_held = Q(to_at__isnull=True) | Q(to_at__gt=at)
        posts = posts.filter(is_held, from_at__lte=at)
    named = "person__name", "person_id"
    rows = {*members.values_list(*named), *posts.values_list(*named)}
    return {person_id: name for name, person_id in sorted(rows)}


@query
def find_turn(*, viewer: Actor, planned_id: UUID) -> TurnCard | None:
    """How the visit was turned, for whoever meets its plan; None where it was not."""
    viewer.must(SEE)
    rows = EnforcementTurn.objects.select_related("decided_by")
    row = rows.filter(planned_id=planned_id).first()
    if row is None:
        return None
    return TurnCard(
        row.power, row.authority, row.decided_by.name, row.decided_at, row.told
    )


def is_turned(*, planned_id: UUID) -> bool:
    """Whether somebody wrote down that it was, in a transaction that meets the plan."""
    return EnforcementTurn.objects.filter(planned_id=planned_id).exists()
