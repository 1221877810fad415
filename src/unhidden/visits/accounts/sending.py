"""An account written on the page: it counts, or it waits with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import procedures
from unhidden.audit import actions as audit
from unhidden.operations import queries as plans
from unhidden.operations.actions import OperationNotRunning, VisitNotPlanned
from unhidden.visits.actions.accounts import FORM, digest_content
from unhidden.visits.actions.records import (
    RecordDoesNotAddUp,
    SignUnknown,
    VisitAlreadyRecorded,
    record_visit,
)
from unhidden.visits.drafts.inner import keep_told, seal_told
from unhidden.visits.models import (
    AccountKind,
    AccountSource,
    AccountState,
    VisitAccount,
    VisitDraft,
)
from unhidden.visits.queries.plans import RECORD
from unhidden.visits.rules.consistency import VisitInconsistency
from unhidden.visits.rules.contents import write_content
from unhidden.visits.rules.records import VisitRecord
from unhidden.visits.rules.told import ToldAnswers

#: What the books tell better than whoever may not read them.
_BY_BOOKS = frozenset({"no_right", "not_on_team"})
_NAMED: dict[type[Exception], str] = {
    SignUnknown: "sign_unknown",
    VisitNotPlanned: "plan_cancelled",
}


@dataclass(frozen=True, slots=True)
class SentAccount:
    """What became of it: its record, or why it waits."""

    visit_id: UUID | None
    reason: str = ""


@action
def send_account(
    *,
    draft_id: UUID,
    record: VisitRecord,
    is_meant: bool = False,
    actor: Actor,
    at: datetime,
) -> SentAccount:
    """Send a draft of the actor's own, as the record that the page made of it.

    It counts as ``record_visit`` has it; what speaks against it is kept as its reason.
    Raises RecordDoesNotAddUp unless ``is_meant``: it is told once, and then kept as it
    happened. What was sent before is not kept twice, and with other words it is kept
    beside. Absent for a draft that is not there, and was not sent.
    """
    draft = _lock_draft(draft_id, actor)
    content = write_content(record)
    if draft is None:
        return _send_again(draft_id, content, actor, at)
    if draft.about is not None:
        sent = _Tried(None, "recorded_already")
    else:
        sent = _try_record(draft, record, actor, at)
    if sent.reason == "does_not_add_up" and not is_meant:
        raise RecordDoesNotAddUp(sent.problems)
    if sent.reason:
        more = {"problems": [str(each) for each in sent.problems]}
        why = _keep_waiting(draft, {**content, **more}, sent.reason, actor, at)
        sent = replace(sent, reason=why)
    _hand_over(draft, actor, at)
    return SentAccount(sent.visit_id, sent.reason)


@action
def keep_typed(
    *, draft_id: UUID, content: Mapping[str, Any], actor: Actor, at: datetime
) -> SentAccount:
    """Keep what was typed of a visit that the actor may record no more, and why.

    Raises Absent for a draft that is not there, and was not sent.
    """
    draft = _lock_draft(draft_id, actor)
    if draft is None:
        return _send_again(draft_id, content, actor, at)
    reason = _name_absence(actor)
    why = _keep_waiting(draft, content, reason, actor, at)
    _hand_over(draft, actor, at)
    return SentAccount(None, why)


@action
def add_told(*, draft_id: UUID, told: ToldAnswers, actor: Actor, at: datetime) -> None:
    """Keep what stood in another tab, told in confidence, of a draft that was sent.

    Sent twice it is kept once. Raises NobodyReceives, and Absent for a draft that was
    not sent.
    """
    rows = VisitAccount.objects.filter(submission_id=draft_id, author_id=actor.person)
    sent = rows.order_by("landed_at", "id").first()
    if sent is None:
        raise Absent
    keep_told(sent.id, seal_told(_draft_of(sent), told, actor), actor, at)


@dataclass(frozen=True, slots=True)
class _Tried:
    visit_id: UUID | None = None
    reason: str = ""
    problems: tuple[VisitInconsistency, ...] = ()


def _try_record(
    draft: VisitDraft, record: VisitRecord, actor: Actor, at: datetime
) -> _Tried:
    """Record the visit, or say what speaks against it."""
    try:
        visit_id = record_visit(
            planned_id=draft.planned_id,
            record=record,
            submission_id=draft.id,
            actor=actor,
            at=at,
        )
    except VisitAlreadyRecorded as done:
        return _Tried(done.visit_id, "recorded_already")
    except RecordDoesNotAddUp as refusal:
        return _Tried(None, "does_not_add_up", refusal.problems)
    except OperationNotRunning:
        return _Tried(None, _name_stand(draft, actor))
    except (SignUnknown, VisitNotPlanned) as refusal:
        return _Tried(None, _NAMED[type(refusal)])
    except Absent:
        return _Tried(None, _name_absence(actor))
    return _Tried(visit_id)


def _name_absence(actor: Actor) -> str:
    return "not_on_team" if actor.may(RECORD) else "no_right"


def _name_stand(draft: VisitDraft, actor: Actor) -> str:
    card = plans.get_operation(viewer=actor, operation_id=draft.operation_id)
    return "not_running" if card.status == "planned" else "operation_closed"


def _lock_draft(draft_id: UUID, actor: Actor) -> VisitDraft | None:
    rows = VisitDraft.objects.select_for_update().filter(person_id=actor.person)
    return rows.filter(id=draft_id).first()


def _send_again(
    draft_id: UUID, content: Mapping[str, Any], actor: Actor, at: datetime
) -> SentAccount:
    """What became of it when it was sent before, with these words; with others it is
    kept as well, and waits. Raises Absent if it was not sent."""
    rows = VisitAccount.objects.filter(submission_id=draft_id, author_id=actor.person)
    sent = [*rows.order_by("landed_at", "id")]
    if not sent:
        raise Absent
    for row in sent:
        if _digest_said(row.content) == _digest_said(content):
            visit = getattr(row, "visit", None)
            counts = row.state == AccountState.COUNTS
            return SentAccount(visit.id if visit and counts else None, row.reason)
    why = _keep_waiting(_draft_of(sent[0]), content, "another_content", actor, at)
    return SentAccount(None, why)


def _draft_of(sent: VisitAccount) -> VisitDraft:
    """The draft that it was made of, which is there no more."""
    if sent.planned_id is None or sent.operation_id is None:
        raise Absent
    return VisitDraft(
        id=sent.submission_id,
        planned_id=sent.planned_id,
        operation_id=sent.operation_id,
        organisation_id=sent.organisation_id,
        about=sent.about,
    )


def _digest_said(content: Mapping[str, Any]) -> bytes:
    """The digest of what its author wrote, without what the program found in it."""
    return digest_content({k: v for k, v in content.items() if k != "problems"})


def _hand_over(draft: VisitDraft, actor: Actor, at: datetime) -> None:
    """What was sealed goes with the account, which is there; nothing stays behind."""
    account = VisitAccount.objects.values_list("id").get(submission_id=draft.id)
    keep_told(account[0], draft.inner, actor, at)
    draft.delete()


def _keep_waiting(  # what is kept, why, and for whom
    draft: VisitDraft,
    content: Mapping[str, Any],
    reason: str,
    actor: Actor,
    at: datetime,
) -> str:
    """Keep it, and give why it waits: the books may know more than its author."""
    row = VisitAccount(
        submission_id=draft.id,
        digest=digest_content(content),
        planned_id=draft.planned_id,
        planned_named=draft.planned_id,
        operation_id=draft.operation_id,
        organisation_id=draft.organisation_id,
        author_id=actor.person,
        author_named=actor.person,
        author_organisation_id=actor.organisation,
        source=AccountSource.WEB,
        kind=AccountKind.CORRECTION if draft.about else AccountKind.FINISHED,
        about=draft.about,
        form=FORM,
        content=dict(content),
        problems=[] if reason in _BY_BOOKS else [reason],
        landed_at=at,
        state=AccountState.WAITS,
        reason=reason,
    )
    row.save(force_insert=True)
    ((why,),) = procedures.ask_rows("judge_account", row.id)
    audit.record_event(
        name="visits.account_sent",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=row,
        at=at,
        detail={"planned_visit": str(draft.planned_id), "reason": str(why)},
    )
    return str(why)
