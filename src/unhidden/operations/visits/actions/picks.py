"""Planning visits to places that somebody chose: candidates, of a decided kind."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.operations import policies
from unhidden.operations.models import CandidateSource, PremisesCandidate
from unhidden.operations.targets.actions.asked import check_asked
from unhidden.operations.targets.actions.candidates import add_candidates
from unhidden.operations.targets.actions.kinds import KindDecision, decide_kinds
from unhidden.operations.visits.actions import refusals
from unhidden.operations.visits.actions.plans import VisitPlan
from unhidden.operations.visits.actions.visits import plan_visits


@action
def list_as_candidates(
    *, operation_id: UUID, premises_ids: Collection[UUID], actor: Actor, at: datetime
) -> None:
    """Write down that the operation may go there, before anybody else is asked.

    Raises what ``add_candidates`` raises.
    """
    add_candidates(
        operation_id=operation_id,
        premises_ids=premises_ids,
        source=CandidateSource.REGISTER,
        actor=actor,
        at=at,
    )


@action
def plan_picks(
    *,
    operation_id: UUID,
    premises_ids: Sequence[UUID],
    plan: VisitPlan,
    asked: Collection[UUID],
    actor: Actor,
    at: datetime,
) -> list[UUID]:
    """Decide this kind where nobody has decided, and plan it everywhere; gives the ids.

    Where somebody decided on other kinds, theirs stand: raises KindNotDecided. Premises
    ``asked`` about are those of which others who have an interest were asked: raises
    InterestUnasked for another one. Raises what ``decide_kinds`` and ``plan_visits``
    raise.
    """
    actor.must(policies.PLAN)
    list_as_candidates(
        operation_id=operation_id, premises_ids=premises_ids, actor=actor, at=at
    )
    check_asked(operation_id, premises_ids, asked, actor=actor, at=at)
    open_ids = _find_undecided(operation_id, premises_ids, plan.kind)
    if open_ids:
        decision = KindDecision(plan.kind, plan.power, plan.authority)
        decide_kinds(
            operation_id=operation_id,
            candidate_ids=open_ids,
            decision=decision,
            actor=actor,
            at=at,
        )
    return plan_visits(
        operation_id=operation_id,
        premises_ids=premises_ids,
        plan=plan,
        actor=actor,
        at=at,
    )


def _find_undecided(
    operation_id: UUID, premises_ids: Collection[UUID], kind: str
) -> list[UUID]:
    """The candidates of which nobody decided; raises KindNotDecided."""
    rows = PremisesCandidate.objects.filter(
        operation_id=operation_id,
        premises_id__in=premises_ids,
        removed_at__isnull=True,
    ).select_related("premises")
    undecided, others = [], []
    for row in rows.prefetch_related("options").order_by("premises__name", "id"):
        kinds = {option.kind for option in row.options.all()}
        if not kinds:
            undecided.append(row.id)
        elif kind not in kinds:
            others.append(row.premises.name)
    if others:
        raise refusals.KindNotDecided(others)
    return undecided
