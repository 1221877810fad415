"""Recording a visit, once, with everything that was counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from psycopg.errors import UniqueViolation

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.records import new_id
from unhidden.access.rls import procedures
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.operations import actions as operations
from unhidden.operations import queries as plans
from unhidden.operations.queries import PlannedVisitCard
from unhidden.sharing import actions as sharing
from unhidden.signs import queries as signs
from unhidden.visits.actions import accounts
from unhidden.visits.models import (
    AccountState,
    PeoplePresent,
    PossibleVictim,
    Referral,
    SignAnswer,
    Visit,
    VisitAccount,
)
from unhidden.visits.queries.plans import plan_of_own_team, recorded_as
from unhidden.visits.rules import consistency
from unhidden.visits.rules.bearing import came_of
from unhidden.visits.rules.consistency import VisitInconsistency
from unhidden.visits.rules.contents import write_content
from unhidden.visits.rules.purpose import SAFEGUARDING
from unhidden.visits.rules.records import VisitRecord, VisitSetting

READ = "visits.see_own_visits"


class VisitAlreadyRecorded(ActionRefused):
    """The visit was recorded before; ``visit_id`` is the record, for its readers."""

    def __init__(self, visit_id: UUID | None) -> None:
        super().__init__(str(visit_id or ""))
        self.visit_id = visit_id


class SignUnknown(ActionRefused):
    """An answer is about a sign that is not in the catalogue."""


class RecordDoesNotAddUp(ActionRefused):
    """The record contradicts itself; ``problems`` says how."""

    def __init__(self, problems: Iterable[VisitInconsistency]) -> None:
        self.problems = tuple(problems)
        super().__init__(", ".join(self.problems))


@action
def record_visit(
    *,
    planned_id: UUID,
    record: VisitRecord,
    submission_id: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Keep an account of a planned visit that counts, and give the id of its record.

    Only a member of the visit's team may; for others the visit is Absent. Raises
    VisitAlreadyRecorded, SignUnknown and RecordDoesNotAddUp, and of operations
    OperationNotRunning and, for a cancelled visit, VisitNotPlanned.
    """
    actor.must("visits.record_visit")
    plan = plan_of_own_team(viewer=actor, planned_id=planned_id)
    _take(plan, actor, at)
    _check(record, plan, actor, at)
    visit = _keep(record, plan, actor, at)
    _keep_counts(record, visit)
    _keep_possible_victims(record, visit, actor, at)
    account = accounts.make_account(
        plan, write_content(record), submission_id, actor, at
    )
    _let_count(account, visit)
    # A safeguarding visit writes nothing for the desk by itself.
    if plan.kind != SAFEGUARDING:
        procedures.call_procedure("note_look", came_of(record))
    if record.entry_basis == "power":
        operations.use_entry(planned_id=plan.id, actor=actor, at=at)
    audit.record_event(
        name="visits.visit_recorded",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=visit,
        at=at,
        detail={
            "account": str(account.id),
            "planned_visit": str(plan.id),
            "operation": str(plan.operation_id),
            "outcome": record.outcome,
            "possible_victims": len(record.possible_victims),
            "referrals": len(record.referrals),
        },
    )
    _hand_over(visit, actor, at)
    return visit.id


def _take(plan: PlannedVisitCard, actor: Actor, at: datetime) -> None:
    """Lock the plan and mark it done; whoever comes second finds the record."""
    operations.mark_visited(planned_id=plan.id, actor=actor, at=at)
    if before := recorded_as(planned_id=plan.id):
        raise VisitAlreadyRecorded(before)


def _check(
    record: VisitRecord, plan: PlannedVisitCard, actor: Actor, at: datetime
) -> None:
    operation = plans.get_operation_head(viewer=actor, operation_id=plan.operation_id)
    codes = {sign.code for sign in record.signs}
    known = signs.signs_by_code(codes, "en")
    if codes != known.keys():
        raise SignUnknown
    setting = VisitSetting(
        kind=plan.kind,
        day=timezone.localdate(record.started_at),
        first_day=operation.starts_on,
        at=at,
        is_turned=plans.is_turned(planned_id=plan.id),
        strong_signs=frozenset(c for c in known if known[c].weight == "strong"),
    )
    if problems := consistency.find_inconsistencies(record, setting):
        raise RecordDoesNotAddUp(problems)


def _keep(
    record: VisitRecord, plan: PlannedVisitCard, actor: Actor, at: datetime
) -> Visit:
    operation = plans.get_operation_head(viewer=actor, operation_id=plan.operation_id)
    visit = Visit(
        planned_id=plan.id,
        organisation_id=operation.lead_id,
        premises_id=plan.premises_id,
        purpose_told=record.purpose_told.strip(),
        entry_basis=record.entry_basis,
        entry_detail=record.entry_detail.strip(),
        interpreter=record.interpreter,
        started_at=record.started_at,
        ended_at=record.ended_at,
        outcome=record.outcome,
        spoken_to=record.spoken_to,
        leaflets=record.leaflets,
        notices=record.notices,
        arrests=record.arrests,
        narrative=record.narrative.strip(),
        follow_up_on=record.follow_up_on,
        recorded_by_id=actor.person,
        recorded_at=at,
        account_id=new_id(),
    )
    sharing.begin_team_record(visit)
    try:
        with transaction.atomic():
            visit.save(force_insert=True)
    except IntegrityError as error:
        # Of one that is there whoever asks may see nothing.
        if _is_recorded(error):
            raise VisitAlreadyRecorded(None) from error
        raise
    return visit


def _is_recorded(error: IntegrityError) -> bool:
    """Whether it says that the plan has a record, and not that this one is wrong."""
    return isinstance(error.__cause__, UniqueViolation)


def _let_count(account: VisitAccount, visit: Visit) -> None:
    """The account that the record was made of, saved once the record is there."""
    account.id = visit.account_id or account.id
    account.state = AccountState.COUNTS
    account.save(force_insert=True)


def _hand_over(visit: Visit, actor: Actor, at: datetime) -> None:
    """Of the crew, whose account counts reads the record; nobody for having been there.

    The leading organisation's people read it by their own rights.
    """
    members = [(actor.person, "observer")] if actor.may(READ) else []
    sharing.hand_over(record=visit, members=members, actor=actor, at=at)


def _keep_counts(record: VisitRecord, visit: Visit) -> None:
    PeoplePresent.objects.bulk_create(
        PeoplePresent(visit=visit, age=group.age, sex=group.sex, count=group.count)
        for group in record.present
        if group.count
    )
    SignAnswer.objects.bulk_create(
        SignAnswer(visit=visit, sign_id=sign.code, answer=sign.answer, how=sign.how)
        for sign in record.signs
    )
    Referral.objects.bulk_create(
        Referral(visit=visit, to=one.to, legal_basis=one.legal_basis.strip())
        for one in record.referrals
    )


def _keep_possible_victims(
    record: VisitRecord, visit: Visit, actor: Actor, at: datetime
) -> None:
    """Number them in the order given; each begins a history of its own."""
    people = PossibleVictim.objects.bulk_create(
        PossibleVictim(
            visit=visit,
            number=number,
            age_group=found.age_group,
            alleges=found.alleges,
            is_brought_to_safety=found.is_brought_to_safety,
        )
        for number, found in enumerate(record.possible_victims, start=1)
    )
    for person in people:
        audit.record_event(
            name="visits.possible_victim_found",
            verb=audit.Verb.COLLECTION,
            actor=actor,
            subject=person,
            at=at,
            detail={"visit": str(visit.id), "number": person.number},
        )
