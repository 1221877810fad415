"""Starting and meeting deadlines, and moving a referral's state."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.safeguarding.clocks import rules
from unhidden.safeguarding.frame.actions import hold_case
from unhidden.safeguarding.models import Case, Deadline, NrmChange


class WrongState(ActionRefused):
    """The NRM does not go from here to there."""


class DeadlineNotOpen(ActionRefused):
    """There is no such open deadline on this case."""


@action
def meet_deadline(*, case_id: UUID, code: str, actor: Actor, at: datetime) -> None:
    """Say that what a deadline asks for is done; raises DeadlineNotOpen."""
    actor.must("safeguarding.work_case")
    case = hold_case(case_id, actor)
    if not meet_clock(case, code, actor=actor, at=at):
        raise DeadlineNotOpen


@action
def tell_overdue(*, actor: Actor, at: datetime) -> int:
    """Mark deadlines that have passed unmet, each once; gives how many."""
    actor.must("safeguarding.watch_deadlines")
    with connection.cursor() as cursor:
        cursor.execute("select wall.tell_overdue(%s)", [at])
        late = [deadline_id for (deadline_id,) in cursor.fetchall()]
    for deadline_id in late:
        audit.record_event(
            name="safeguarding.deadline_passed",
            actor=actor,
            subject=Deadline(id=deadline_id),
            at=at,
        )
    return len(late)


def start_clocks(
    case: Case, clocks: tuple[rules.DeadlineClock, ...], *, at: datetime
) -> None:
    """Start the clocks of a case that is held."""
    Deadline.objects.bulk_create(
        Deadline(case=case, code=clock.code, started_at=at, due_at=clock.due_at)
        for clock in clocks
    )


def meet_clock(case: Case, code: str, *, actor: Actor, at: datetime) -> bool:
    """Meet an open deadline of a case that is held; whether there was one."""
    deadline = case.deadlines.filter(code=code, met_at__isnull=True).first()
    if deadline is None:
        return False
    deadline.met_at = at
    deadline.met_by_id = actor.person
    deadline.save(update_fields=["met_at", "met_by"])
    audit.record_event(
        name="safeguarding.deadline_met",
        actor=actor,
        subject=deadline,
        at=at,
        detail={"case": str(case.id), "code": code},
    )
    return True


def move_state(case: Case, to_state: str, *, actor: Actor, at: datetime) -> None:
    """Move the state of a case that is held, with a row of the change."""
    change = NrmChange.objects.create(
        case=case,
        from_state=case.nrm_state,
        to_state=to_state,
        changed_by_id=actor.person,
        changed_at=at,
    )
    case.nrm_state = to_state
    case.save(update_fields=["nrm_state", "nrm_reference"])
    audit.record_event(
        name="safeguarding.nrm_state_changed",
        actor=actor,
        subject=change,
        at=at,
        detail={"case": str(case.id), "to": to_state},
    )
