"""What a change did to the clocks of a case, undone."""

from __future__ import annotations

from datetime import datetime

from unhidden.access.actor import Actor
from unhidden.safeguarding.clocks.actions.running import end_clock, note_step
from unhidden.safeguarding.models import (
    Deadline,
    DeadlineChange,
    DeadlineStep,
    EndReason,
    NrmChange,
)


def restore_clocks(
    change: NrmChange, *, by: NrmChange, actor: Actor, at: datetime
) -> None:
    """Undo what a change did to clocks, the last thing first, in the name of ``by``.

    What it started is ended, what it met runs again, and what it ended runs as a new
    row: an end is final.
    """
    steps = DeadlineChange.objects.filter(nrm_change=change)
    for step in steps.select_related("deadline").order_by("-changed_at", "-id"):
        _undo(step, by=by, actor=actor, at=at)


def _undo(step: DeadlineChange, *, by: NrmChange, actor: Actor, at: datetime) -> None:
    deadline = Deadline.objects.get(id=step.deadline_id)
    is_open = deadline.met_at is None and deadline.ended_at is None
    if step.step == DeadlineStep.STARTED and is_open:
        reason = EndReason.TAKEN_BACK
        end_clock(deadline, cause=by, reason=reason, actor=actor, at=at)
    elif step.step == DeadlineStep.MET:
        deadline.met_at, deadline.met_by_id = None, None
        deadline.save(update_fields=["met_at", "met_by"])
        note_step(deadline, DeadlineStep.REOPENED, cause=by, actor=actor, at=at)
    elif step.step == DeadlineStep.ENDED:
        again = _start_again(deadline)
        note_step(again, DeadlineStep.REOPENED, cause=by, actor=actor, at=at)
    elif step.step in {DeadlineStep.PAUSED, DeadlineStep.RESUMED}:
        deadline.pauses = deadline.pauses[:-1]
        deadline.due_at = step.due_before or deadline.due_at
        deadline.save(update_fields=["pauses", "due_at"])
        back = step.step == DeadlineStep.PAUSED
        kind = DeadlineStep.RESUMED if back else DeadlineStep.PAUSED
        note_step(deadline, kind, cause=by, actor=actor, at=at)


def _start_again(ended: Deadline) -> Deadline:
    return Deadline.objects.create(
        case_id=ended.case_id,
        code=ended.code,
        organisation_id=ended.organisation_id,
        rule_id=ended.rule_id,
        started_at=ended.started_at,
        due_at=ended.due_at,
        pauses=ended.pauses,
        told_overdue_at=ended.told_overdue_at,
    )
