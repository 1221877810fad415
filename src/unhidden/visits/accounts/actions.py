"""Deciding which account of a visit counts, and adding to a record."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent, require_found
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.records import new_id
from unhidden.access.rls import procedures
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.visits.actions.accounts import FORM, digest_content
from unhidden.visits.models import (
    AccountKind,
    AccountSource,
    AccountState,
    VisitAccount,
)
from unhidden.visits.queries.counted import DECIDE
from unhidden.visits.queries.reach import filter_readable_visits

RECORD = "visits.record_visit"
COUNT, BESIDE, SET_ASIDE = "count", "beside", "set_aside"


class DecisionRefused(ActionRefused):
    """The account cannot stand so."""


class CountsAlready(DecisionRefused):
    """It counts: another one is chosen in its place."""


class NothingCounts(DecisionRefused):
    """There is no record to keep it beside."""


class PlanNotFound(DecisionRefused):
    """Its visit is not in the books."""


class RecordIncomplete(DecisionRefused):
    """It lacks what a record must have."""


class RecordMisfit(DecisionRefused):
    """What it says can be the record of no visit of this kind."""


class AccountReasonMissing(ActionRefused):
    """A decision on an account says why."""


class AddendumMissing(ActionRefused):
    """What is added says something."""


_REFUSALS: dict[str, type[DecisionRefused]] = {
    "counts_already": CountsAlready,
    "nothing_counts": NothingCounts,
    "no_plan": PlanNotFound,
    "no_record": RecordIncomplete,
    "does_not_fit": RecordMisfit,
}


@action
def decide_account(
    *, account_id: UUID, decision: str, why: str, actor: Actor, at: datetime
) -> UUID | None:
    """Let an account count, stand beside, or be set aside; gives its planned visit.

    The one that counted stands beside it from then on: choosing that again undoes it.
    Raises AccountReasonMissing and DecisionRefused; Absent for whoever may not, among
    them who wrote one of several accounts.
    """
    actor.must(DECIDE)
    row = require_found(VisitAccount.objects.filter(id=account_id).first())
    if not why.strip():
        raise AccountReasonMissing
    asked = (account_id, decision, why.strip(), at)
    ((stands,),) = procedures.ask_rows("decide_account", *asked)
    if refused := _REFUSALS.get(stands):
        raise refused(stands)
    audit.record_event(
        name="visits.account_decided",
        actor=actor,
        subject=row,
        at=at,
        justification=why.strip(),
        detail={"decision": decision, "planned_visit": str(row.planned_id or "")},
    )
    return row.planned_id


@action
def add_to_record(*, visit_id: UUID, text: str, actor: Actor, at: datetime) -> UUID:
    """Add words to a record that the actor reads; the record stays as it is.

    They stand under it, with who added them. Raises AddendumMissing and Absent.
    """
    actor.must(RECORD)
    visit = filter_readable_visits(actor).select_related("planned", "account")
    row = visit.filter(id=visit_id).first()
    if row is None:
        raise Absent
    if not text.strip():
        raise AddendumMissing
    content = {"answers": {"narrative": text.strip()}}
    added = VisitAccount(
        submission_id=new_id(),
        digest=digest_content(content),
        planned_id=row.planned_id,
        planned_named=row.planned_id,
        operation_id=row.planned.operation_id,
        organisation_id=row.organisation_id,
        author_id=actor.person,
        author_named=actor.person,
        author_organisation_id=actor.organisation,
        source=AccountSource.WEB,
        kind=AccountKind.ADDENDUM,
        about=row.account.submission_id if row.account else None,
        form=FORM,
        content=content,
        landed_at=at,
        state=AccountState.BESIDE,
    )
    added.save(force_insert=True)
    audit.record_event(
        name="visits.account_sent",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=added,
        at=at,
        detail={"planned_visit": str(row.planned_id), "visit": str(visit_id)},
    )
    return added.id
