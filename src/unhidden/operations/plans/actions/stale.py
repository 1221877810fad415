"""Visits of a plan against which something was decided after it was made."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from unhidden.lib.refusals import ActionRefused
from unhidden.operations.models import CandidateBar, PremisesCandidate, VisitKind
from unhidden.operations.plans.actions import refusals
from unhidden.operations.plans.actions.targets import HeldTargets
from unhidden.operations.plans.actions.wanted import WantedVisit
from unhidden.operations.targets.rules.bars import AssignmentBar


def find_stale(
    held: HeldTargets, wanted: Iterable[WantedVisit]
) -> list[tuple[UUID, ActionRefused]]:
    """The visits against which something was decided since, each with what."""
    found = [(one.candidate_id, _judge_target(held, one)) for one in wanted]
    return [(key, refusal) for key, refusal in found if refusal is not None]


def _judge_target(held: HeldTargets, wanted: WantedVisit) -> ActionRefused | None:
    plan, row = wanted.plan, held.candidates.get(wanted.premises_id)
    if plan is None:
        return None
    is_other = plan.kind != VisitKind.SAFEGUARDING
    if is_other and wanted.premises_id in held.declared:
        return refusals.KindDecidedAnew()
    return _judge_candidate(row, wanted, plan.kind) if row is not None else None


def _judge_candidate(
    row: PremisesCandidate, wanted: WantedVisit, kind: str
) -> ActionRefused | None:
    # A visit that was planned there by hand is no candidate, and needs no decision.
    is_candidate = row.id == wanted.candidate_id
    if row.removed_at is not None:
        return refusals.CandidateTakenOut() if is_candidate else None
    is_kept = kind == VisitKind.SAFEGUARDING or not row.is_safeguarding
    is_decided = any(one.kind == kind for one in row.options.all())
    if not is_kept or (is_candidate and not is_decided):
        return refusals.KindDecidedAnew()
    if any(_is_barred(bar, wanted, kind) for bar in row.bars.all()):
        return refusals.AssignmentBarred()
    return None


def _is_barred(bar: CandidateBar, wanted: WantedVisit, kind: str) -> bool:
    days = (wanted.day,) if wanted.day else ()
    return AssignmentBar(bar.team_id, bar.on, bar.kind).bars_visit(
        wanted.crews, days, kind
    )
