"""Meeting a deadline by evidence, and taking that back."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import LONDON
from unhidden.safeguarding.clocks.actions.running import (
    ClockEvidence,
    DeadlineNotOpen,
    list_running,
    meet_clock,
    note_step,
)
from unhidden.safeguarding.clocks.rules import states
from unhidden.safeguarding.frame.actions import hold_open_case, tell_case
from unhidden.safeguarding.models import DeadlineStep


class EvidenceBeforeStart(ActionRefused):
    """What a deadline asks for cannot have been done before it began."""


class MetByAChange(ActionRefused):
    """The deadline was met by a change of state, and opens again with that."""


@action
def meet_deadline(
    *, case_id: UUID, code: str, evidence: ClockEvidence, actor: Actor, at: datetime
) -> None:
    """Say by what a deadline was met.

    Raises DeadlineNotOpen, StateNotYet and EvidenceBeforeStart.
    """
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    open_ones = list_running(case).filter(code=code)
    begun = min((each.started_at for each in open_ones.order_by("id")), default=at)
    if evidence.happened_on > at.astimezone(LONDON).date():
        raise states.StateNotYet
    if evidence.happened_on < begun.astimezone(LONDON).date() and begun <= at:
        raise EvidenceBeforeStart
    if not meet_clock(case, code, evidence=evidence, actor=actor, at=at):
        raise DeadlineNotOpen


@action
def reopen_deadline(*, case_id: UUID, code: str, actor: Actor, at: datetime) -> None:
    """Take back that a deadline was met: it runs on as before.

    Raises NothingToTakeBack, MetByAChange and UndoTooLate.
    """
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    met = case.deadlines.filter(code=code, met_at__isnull=False)
    deadline = met.order_by("-met_at", "id").first()
    if deadline is None or list_running(case).filter(code=code).exists():
        raise states.NothingToTakeBack
    last = deadline.changes.order_by("-changed_at", "-id").first()
    if last is not None and last.nrm_change_id:
        raise MetByAChange
    if deadline.met_at and at - deadline.met_at > timedelta(days=states.UNDO_DAYS):
        raise states.UndoTooLate
    deadline.met_at, deadline.met_by_id = None, None
    deadline.save(update_fields=["met_at", "met_by"])
    note_step(deadline, DeadlineStep.REOPENED, cause=None, actor=actor, at=at)
    tell_case(
        "deadline_reopened",
        deadline,
        actor=actor,
        at=at,
        detail={"case": str(case.id), "code": code},
    )
