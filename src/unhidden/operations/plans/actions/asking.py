"""Asking for a plan: the whole problem becomes a row, which the worker searches."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.operations import policies
from unhidden.operations.frame.actions.locking import open_operation_of
from unhidden.operations.frame.queries.operations import get_operation
from unhidden.operations.models import (
    Operation,
    PlanState,
    PlanVersion,
    SearchKind,
    SearchRequest,
)
from unhidden.operations.plans.actions import refusals
from unhidden.operations.plans.actions.locking import lock_version
from unhidden.operations.plans.queries.gathering import (
    CrewOnDay,
    gather_week,
    settle_planned,
)
from unhidden.operations.plans.queries.roads import measure_roads
from unhidden.operations.plans.queries.searches import judge_row
from unhidden.operations.plans.rules.assembling import (
    AssembledWeek,
    FindingKind,
    WeekFinding,
    assemble_week,
)
from unhidden.operations.plans.rules.fitting import fit_plan, write_routes
from unhidden.operations.plans.rules.weeks import keep_settled
from unhidden.planning.week.faults import find_faults
from unhidden.planning.week.interchange import make_plain
from unhidden.planning.week.plan import WeekPlan

SOLVER = "column generation"
SHORTEST, LONGEST = 5, 900
#: Searches of one operation that may wait or run at once.
MOST_WAITING = 4


@dataclass(frozen=True, slots=True)
class NewSearch:
    """How long to search, which visits stay, and from which plan to begin."""

    seconds: int
    kept: frozenset[UUID] = frozenset()
    start: WeekPlan | None = None
    copied_from_id: UUID | None = None


@action
def ask_for_plan(
    *, operation_id: UUID, new: NewSearch, actor: Actor, at: datetime
) -> UUID:
    """Let the worker plan the operation's week; gives the id of the search.

    Raises OperationClosed, TooManyPlanSearches, NothingToPlan and WeekFaulty.
    """
    actor.must(policies.PLAN)
    operation = open_operation_of(operation_id)
    check_waiting(operation, at)
    week = assemble_for(operation, actor=actor, at=at, kept=new.kept)
    version = make_version(
        operation, week, actor=actor, at=at, copied_from_id=new.copied_from_id
    )
    if new.start is not None:
        version.plan = write_routes(fit_plan(week.problem, new.start))
    version.save(force_insert=True)
    return request_search(version, SearchKind.WEEK, new.seconds, actor=actor, at=at)


@action
def ask_again(*, plan_request_id: UUID, actor: Actor, at: datetime) -> UUID:
    """Search once more for a plan whose search ended early; gives the new search's id.

    Raises SearchNotOver, PlanSettled and TooManyPlanSearches.
    """
    actor.must(policies.PLAN)
    row = _find_request(plan_request_id)
    operation, version = lock_version(row.version_id)
    standings = [judge_row(one, at) for one in version.requests.order_by("id")]
    if any(one.is_going for one in standings):
        raise refusals.SearchNotOver
    if version.state not in (PlanState.DRAFT, PlanState.WHAT_IF):
        raise refusals.PlanSettled
    check_waiting(operation, at)
    kind = SearchKind(row.kind)
    return request_search(
        version, kind, row.seconds, given=row.given, actor=actor, at=at
    )


@action
def stop_search(*, plan_request_id: UUID, actor: Actor, at: datetime) -> None:
    """Ask a search to stop with its best plan, or take it from the queue.

    Raises SearchOver.
    """
    actor.must(policies.PLAN)
    _find_request(plan_request_id)
    rows = SearchRequest.objects.select_for_update(no_key=True, of=("self",))
    row = rows.filter(id=plan_request_id).first()
    if row is None:
        raise Absent
    if not judge_row(row, at).is_going:
        raise refusals.SearchOver
    if row.stop_asked_at is not None:
        return
    row.stop_asked_at, row.stop_asked_by_id = at, actor.person
    row.save(update_fields=["stop_asked_at", "stop_asked_by"])
    _record("plan_stopped", row.version, actor, at)


def assemble_for(
    operation: Operation,
    *,
    actor: Actor,
    at: datetime,
    kept: Iterable[UUID] = (),
    days: tuple[date, ...] = (),
    called: Collection[CrewOnDay] = (),
) -> AssembledWeek:
    """The operation's week as a problem; raises NothingToPlan and WeekFaulty.

    With ``days`` it is that of these days, with the visits that were made in it.
    """
    view = get_operation(viewer=actor, operation_id=operation.id)
    gathered = gather_week(viewer=actor, of=view, at=at, days=days, called=called)
    if not gathered.week.days:
        raise refusals.NothingToPlan(())
    week = keep_settled(gathered.week, settle_planned(gathered), frozenset(kept))
    roads = measure_roads(viewer=actor, at=at)
    assembled = assemble_week(week, roads.measure_points)
    if not assembled.problem.candidates or not assembled.problem.crew_days:
        raise refusals.NothingToPlan(assembled.findings)
    if faults := list(find_faults(assembled.problem)):
        raise refusals.WeekFaulty(" ".join(faults))
    if roads.is_fallen_back:
        told = WeekFinding(FindingKind.ROADS_OWN)
        assembled = replace(assembled, findings=(told, *assembled.findings))
    return replace(assembled, roads=(roads.provider, roads.version))


def make_version(
    operation: Operation,
    week: AssembledWeek,
    *,
    actor: Actor,
    at: datetime,
    copied_from_id: UUID | None = None,
) -> PlanVersion:
    """A draft of the week, not saved, that has no plan yet."""
    provider, version = week.roads
    return PlanVersion(
        operation=operation,
        number=next_number(operation),
        copied_from_id=copied_from_id,
        author_id=actor.person,
        made_at=at,
        solver=SOLVER,
        travel_provider=provider,
        travel_version=version,
        problem=make_plain(week.problem),
        named={**week.named, "findings": [one.write_plain() for one in week.findings]},
    )


def next_number(operation: Operation) -> int:
    """The number of the operation's next plan; the operation is locked meanwhile."""
    rows = PlanVersion.objects.filter(operation=operation)
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1


def check_waiting(operation: Operation, at: datetime) -> None:
    """Raise TooManyPlanSearches where so many of the operation wait or run."""
    rows = SearchRequest.objects.filter(
        version__operation=operation, outcome="", stop_asked_at=None
    )
    going = [row for row in rows.order_by("id") if judge_row(row, at).is_going]
    if len(going) >= MOST_WAITING:
        raise refusals.TooManyPlanSearches


def request_search(
    version: PlanVersion,
    kind: SearchKind,
    seconds: int,
    *,
    actor: Actor,
    at: datetime,
    given: dict[str, Any] | None = None,
) -> UUID:
    """Put a search for the plan into the queue; gives its id."""
    row = SearchRequest(
        version=version,
        kind=kind,
        seconds=min(max(seconds, SHORTEST), LONGEST),
        asked_by_id=actor.person,
        asked_at=at,
        given=given or {},
        revision=version.revision,
    )
    row.save(force_insert=True)
    _record("plan_asked", version, actor, at)
    return row.id


def _find_request(plan_request_id: UUID) -> SearchRequest:
    row = SearchRequest.objects.filter(id=plan_request_id).first()
    if row is None:
        raise Absent
    return row


def _record(what: str, version: PlanVersion, actor: Actor, at: datetime) -> None:
    audit.record_event(
        name=f"operations.{what}",
        actor=actor,
        subject=version,
        at=at,
        detail={"operation": str(version.operation_id)},
    )
