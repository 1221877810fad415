"""Actions after a debrief and checks of outcomes: given, done, met, and set again."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Q
from django.utils.timezone import localdate

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.operations import rules as of_operations
from unhidden.operations.debriefs import rules
from unhidden.operations.debriefs.actions import refusals
from unhidden.operations.debriefs.queries.debriefs import list_possible_owners
from unhidden.operations.debriefs.queries.reach import make_answer_condition
from unhidden.operations.frame.actions.locking import lock_operation
from unhidden.operations.models import DebriefAction, Operation, OutcomeCheck
from unhidden.operations.policies import PLAN, SEE


@action
def add_debrief_action(
    *,
    operation_id: UUID,
    what: str,
    owner_id: UUID,
    due_on: date,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Say what is to be done, by whom, until when; gives its id.

    Raises DebriefTooEarly, OwnerUnknown and DueInThePast.
    """
    actor.must(PLAN)
    operation = _closed(operation_id)
    if due_on < localdate(at):
        raise refusals.DueInThePast
    _check_owner(actor, operation, owner_id, localdate(at))
    row = DebriefAction.objects.create(
        operation=operation, what=what.strip(), owner_id=owner_id, due_on=due_on
    )
    _record("operations.debrief_action_added", row, actor, at)
    return row.id


@action
def finish_debrief_action(
    *, action_id: UUID, words: str, actor: Actor, at: datetime
) -> None:
    """Note what was done. Raises AnswerMissing, ReminderAnswered, and Absent for others
    than its owner and the planners."""
    actor.must(SEE)
    row = _lock_action(actor, action_id)
    if not words.strip():
        raise refusals.AnswerMissing
    row.done_words = words.strip()
    row.done_by_id = actor.person
    row.done_at = at
    row.save(update_fields=["done_words", "done_by", "done_at"])
    _record("operations.debrief_action_done", row, actor, at)


@action
def give_debrief_action(
    *, action_id: UUID, owner_id: UUID, due_on: date, actor: Actor, at: datetime
) -> None:
    """Give an action to somebody else, or another day.

    Raises ReminderAnswered, OwnerUnknown and DueInThePast.
    """
    actor.must(PLAN)
    row = _lock_action(actor, action_id)
    if due_on < localdate(at):
        raise refusals.DueInThePast
    _check_owner(actor, row.operation, owner_id, localdate(at))
    row.owner_id, row.due_on = owner_id, due_on
    row.save(update_fields=["owner", "due_on"])
    _record("operations.debrief_action_given", row, actor, at)


@action
def set_checks(
    *, operation_id: UUID, owner_id: UUID, actor: Actor, at: datetime
) -> None:
    """Set the checks of a closed operation, after 3, 6 and 12 months, with an owner.

    Raises DebriefTooEarly, ChecksAlreadySet and OwnerUnknown.
    """
    actor.must(PLAN)
    operation = _closed(operation_id)
    if OutcomeCheck.objects.filter(operation=operation).exists():
        raise refusals.ChecksAlreadySet
    _check_owner(actor, operation, owner_id, localdate(at))
    for months, due_on in rules.list_check_days(operation.ends_on):
        row = OutcomeCheck.objects.create(
            operation=operation, months=months, due_on=due_on, owner_id=owner_id
        )
        _record("operations.checks_set", row, actor, at)


@action
def give_check(*, check_id: UUID, owner_id: UUID, actor: Actor, at: datetime) -> None:
    """Give a check to somebody else. Raises ReminderAnswered and OwnerUnknown."""
    actor.must(PLAN)
    row = _lock_check(actor, check_id)
    _check_owner(actor, row.operation, owner_id, localdate(at))
    row.owner_id = owner_id
    row.save(update_fields=["owner"])
    _record("operations.check_given", row, actor, at)


@action
def meet_check(
    *, check_id: UUID, found: str, again_on: date | None, actor: Actor, at: datetime
) -> None:
    """Note what came of the operation; with ``again_on`` the reminder comes back then.

    Raises AnswerMissing, ReminderAnswered, DueInThePast, and Absent for others than its
    owner and the planners.
    """
    actor.must(SEE)
    known = _lock_check(actor, check_id)
    if not found.strip():
        raise refusals.AnswerMissing
    if again_on is not None and again_on <= localdate(at):
        raise refusals.DueInThePast
    known.found = found.strip()
    known.met_by_id = actor.person
    known.met_at = at
    known.save(update_fields=["found", "met_by", "met_at"])
    _record("operations.check_met", known, actor, at)
    if again_on is not None:
        _check_again(known, again_on)


def _check_again(met: OutcomeCheck, due_on: date) -> None:
    same = Q(operation_id=met.operation_id, months=met.months)
    last = OutcomeCheck.objects.filter(same).aggregate(last=Max("number"))["last"]
    OutcomeCheck.objects.create(
        operation_id=met.operation_id,
        months=met.months,
        number=last + 1,
        due_on=due_on,
        owner_id=met.owner_id,
    )


def _lock_action(actor: Actor, action_id: UUID) -> DebriefAction:
    rows = DebriefAction.objects.select_for_update(no_key=True, of=("self",))
    row = rows.filter(make_answer_condition(actor), id=action_id).first()
    if row is None:
        raise Absent
    if row.done_at is not None:
        raise refusals.ReminderAnswered
    return row


def _lock_check(actor: Actor, check_id: UUID) -> OutcomeCheck:
    rows = OutcomeCheck.objects.select_for_update(no_key=True, of=("self",))
    row = rows.filter(make_answer_condition(actor), id=check_id).first()
    if row is None:
        raise Absent
    if row.met_at is not None:
        raise refusals.ReminderAnswered
    return row


def _closed(operation_id: UUID) -> Operation:
    operation = lock_operation(operation_id)
    if operation.status != of_operations.CLOSED:
        raise refusals.DebriefTooEarly
    return operation


def _check_owner(actor: Actor, operation: Operation, owner_id: UUID, day: date) -> None:
    known = list_possible_owners(viewer=actor, operation_id=operation.id, day=day)
    if owner_id not in {one.person_id for one in known}:
        raise refusals.OwnerUnknown


def _record(
    name: str, row: DebriefAction | OutcomeCheck, actor: Actor, at: datetime
) -> None:
    audit.record_event(
        name=name,
        actor=actor,
        subject=row,
        at=at,
        detail={
            "operation": str(row.operation_id),
            "owner": str(row.owner_id),
            "due_on": row.due_on.isoformat(),
        },
    )
