"""Taking a plan: the operation's planned visits become its visits, all or none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.operations import policies
from unhidden.operations.command.queries.posts import holds_post, list_posts
from unhidden.operations.models import (
    Operation,
    OperationStatus,
    PlannedVisit,
    PlanState,
    PlanStatus,
    PlanVersion,
    PostName,
)
from unhidden.operations.plans.actions import refusals
from unhidden.operations.plans.actions.asking import next_number
from unhidden.operations.plans.actions.locking import lock_open_version
from unhidden.operations.plans.actions.stale import find_stale
from unhidden.operations.plans.actions.targets import hold_targets
from unhidden.operations.plans.actions.wanted import WantedVisit, list_wanted
from unhidden.operations.targets.actions.asked import check_asked
from unhidden.operations.visits.actions import visits as visits_actions
from unhidden.operations.visits.actions.plans import NewPlannedVisit, VisitPlan
from unhidden.operations.visits.actions.support import (
    list_supporting,
    name_supporting_crews,
)


@dataclass(frozen=True, slots=True)
class TakenPlan:
    """How many visits a plan changed, added, left as they were, and cancelled."""

    changed: int
    added: int
    kept: int
    cancelled: int


@action
def take_plan(
    *,
    version_id: UUID,
    revision: int,
    reason: str,
    purposes: Mapping[str, str],
    asked: Collection[UUID],
    actor: Actor,
    at: datetime,
) -> TakenPlan:
    """Change the operation's visits to what the plan says; what it leaves out is
    cancelled for ``reason``. A new visit declares the purpose of its kind.

    Premises ``asked`` about are those of which others who have an interest were asked:
    raises InterestUnasked for any other to which the plan sends somebody anew. While
    the operation runs and somebody holds Silver, Gold and Silver take a plan alone:
    raises SilverDecides.

    All or none: raises PlanNotTaken with each visit that cannot be as planned, and
    then nothing was changed. Raises what ``lock_open_version`` raises, too.
    """
    actor.must(policies.PLAN)
    operation, row = lock_open_version(version_id, revision, actor=actor, at=at)
    _check_silver(operation, actor, at)
    held = hold_targets(operation)
    wanted = list(list_wanted(operation, row, held, purposes))
    anew = _list_sent_anew(operation, wanted)
    check_asked(operation.id, anew, asked, actor=actor, at=at)
    refused = find_stale(held, wanted)
    if refused:
        raise refusals.PlanNotTaken(refused)
    with transaction.atomic():
        _free(wanted, actor, at)
        taken = _write(operation, wanted, reason, refused, actor, at)
        if refused:
            raise refusals.PlanNotTaken(refused)
    _mark_taken(operation, row, actor, at)
    return taken


def _check_silver(operation: Operation, actor: Actor, at: datetime) -> None:
    if operation.status != OperationStatus.RUNNING:
        return
    posts = list_posts(viewer=actor, operation_id=operation.id, at=at)
    has_silver = any(one.is_current and one.post == PostName.SILVER for one in posts)
    if has_silver and not holds_post(operation.id, [PostName.GOLD, PostName.SILVER]):
        raise refusals.SilverDecides


def _list_sent_anew(operation: Operation, wanted: list[WantedVisit]) -> set[UUID]:
    """The premises of the plan's visits to which no team is sent yet."""
    rows = PlannedVisit.objects.filter(operation=operation, team__isnull=False)
    sent = rows.exclude(status=PlanStatus.CANCELLED).order_by("id")
    there = set(sent.values_list("premises_id", flat=True))
    return {one.premises_id for one in wanted if one.plan is not None} - there


def _free(wanted: list[WantedVisit], actor: Actor, at: datetime) -> None:
    """Take team and hour from what is to move: two visits may change places."""
    for one in wanted:
        row = one.row
        if row is None or one.plan is None or _is_as_wanted(row, one):
            continue
        if row.team_id is not None or row.starts_at is not None:
            visits_actions.assign_visit(
                planned_id=row.id,
                team_id=None,
                on=row.on,
                starts_at=None,
                actor=actor,
                at=at,
            )


def _write(
    operation: Operation,
    wanted: list[WantedVisit],
    reason: str,
    refused: list[tuple[UUID, ActionRefused]],
    actor: Actor,
    at: datetime,
) -> TakenPlan:
    taken = TakenPlan(0, 0, 0, 0)
    for one in sorted(wanted, key=lambda one: one.plan is not None):
        name, act = _choose_act(operation, one, reason, actor, at)
        try:
            with transaction.atomic():
                act()
        except ActionRefused as refusal:
            refused.append((one.candidate_id, refusal))
        else:
            taken = (
                replace(taken, **{name: getattr(taken, name) + 1}) if name else taken
            )
    return taken


def _choose_act(
    operation: Operation, one: WantedVisit, reason: str, actor: Actor, at: datetime
) -> tuple[str, Callable[[], object]]:
    """What makes a visit as it is wanted, and how that is counted."""
    row, plan = one.row, one.plan
    if plan is None:
        if row is None:
            return "", lambda: None
        return "cancelled", lambda: visits_actions.cancel_visit(
            planned_id=row.id, reason=reason, actor=actor, at=at
        )
    if row is None:
        return "added", lambda: _add(operation, one, plan, actor, at)
    if _is_as_wanted(row, one):
        return "kept", lambda: None
    return "changed", lambda: _change(row, one, plan, actor, at)


def _add(
    operation: Operation, one: WantedVisit, plan: VisitPlan, actor: Actor, at: datetime
) -> None:
    new = _new(one.premises_id, plan)
    planned_id = visits_actions.plan_visit(
        operation_id=operation.id, new=new, actor=actor, at=at
    )
    _name_support(planned_id, one, actor, at)


def _change(
    row: PlannedVisit, one: WantedVisit, plan: VisitPlan, actor: Actor, at: datetime
) -> None:
    """With its kind a visit keeps its purpose, and a power that nobody decided anew."""
    if plan.kind == row.kind:
        plan = replace(
            plan,
            purpose=row.purpose,
            power=plan.power or row.power,
            authority=plan.authority or row.authority,
        )
    visits_actions.change_visit(planned_id=row.id, plan=plan, actor=actor, at=at)
    _name_support(row.id, one, actor, at)


def _name_support(
    planned_id: UUID, one: WantedVisit, actor: Actor, at: datetime
) -> None:
    name_supporting_crews(
        planned_id=planned_id, team_ids=one.crews[1:], actor=actor, at=at
    )


def _new(premises_id: UUID, plan: VisitPlan) -> NewPlannedVisit:
    return NewPlannedVisit(
        premises_id=premises_id,
        kind=plan.kind,
        purpose=plan.purpose,
        power=plan.power,
        on=plan.on,
        starts_at=plan.starts_at,
        team_id=plan.team_id,
        authority=plan.authority,
    )


def _is_as_wanted(row: PlannedVisit, one: WantedVisit) -> bool:
    plan = one.plan
    return (
        plan is not None
        and (row.kind, row.on, row.starts_at, row.team_id)
        == (plan.kind, plan.on, plan.starts_at, plan.team_id)
        and plan.kept_authority in ("", row.authority)
        and list_supporting(row) == set(one.crews[1:])
    )


def _mark_taken(
    operation: Operation, row: PlanVersion, actor: Actor, at: datetime
) -> None:
    others = PlanVersion.objects.filter(operation=operation, state=PlanState.TAKEN)
    others.update(state=PlanState.SUPERSEDED)
    row.state = PlanState.TAKEN
    row.number = row.number or next_number(operation)
    row.taken_at, row.taken_by_id = at, actor.person
    row.save(update_fields=["state", "number", "taken_at", "taken_by"])
    audit.record_event(
        name="operations.plan_taken",
        actor=actor,
        subject=row,
        at=at,
        detail={"operation": str(operation.id)},
    )
