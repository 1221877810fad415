"""Writing decisions and addenda; nothing else is ever done to either."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access import grants
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.decision_log.actions import refusals
from unhidden.decision_log.models import (
    AddendumKind,
    DecisionAddendum,
    DecisionDraft,
    LoggedDecision,
)
from unhidden.decision_log.policies import KEEP
from unhidden.decision_log.queries.subjects import tell_written

_TEXTS = (
    "title",
    "information",
    "threat_and_risk",
    "powers_and_policy",
    "options",
    "action_and_review",
    "values",
)


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision as typed; ``id`` came with the form, so that it is written once.

    ``addressed_to`` are the parts in the subject, such as a post, that read it too.
    """

    id: UUID
    decided_at: datetime
    review_at: datetime | None
    title: str
    information: str
    threat_and_risk: str
    powers_and_policy: str
    options: str
    rejected: tuple[tuple[str, str], ...]
    action_and_review: str
    values: str
    addressed_to: tuple[str, ...] = ()


@action
def write_decision(
    *, domain: str, subject_id: UUID, new: NewDecision, actor: Actor, at: datetime
) -> int:
    """Write a decision in a log, and forget the author's draft; gives its number.

    Raises HeadingMissing, DecidedLater, ReviewedBefore, ReasonAgainstMissing,
    DecisionWritten, and Absent where the log is not open to the actor.
    """
    actor.must(KEEP)
    _check(new, at)
    if LoggedDecision.objects.filter(id=new.id).exists():
        raise refusals.DecisionWritten
    number = _ask("write_decision", new.id, domain, subject_id, _content(new), at)
    tell_written(domain, subject_id, new.id, actor=actor, at=at)
    DecisionDraft.objects.filter(
        kind=domain, subject_id=subject_id, author_id=actor.person
    ).delete()
    audit.record_event(
        name="decision_log.decision_written",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=LoggedDecision(id=new.id),
        at=at,
        detail={domain: str(subject_id), "number": number},
    )
    return number


@action
def write_addendum(  # what an addendum says
    *,
    id: UUID,
    domain: str,
    decision_id: UUID,
    kind: str,
    text: str,
    review_at: datetime | None,
    actor: Actor,
    at: datetime,
) -> int:
    """Correct, complete or review a decision; gives the addendum's number.

    A review says when the next one is, or closes the reviews. ``id`` came with the
    form. Raises HeadingMissing, ReviewedBefore, DecisionWritten and Absent.
    """
    actor.must(KEEP)
    if not text.strip():
        raise refusals.HeadingMissing("text")
    if kind == AddendumKind.CORRECTION:
        review_at = None
    if review_at is not None and review_at <= at:
        raise refusals.ReviewedBefore
    if DecisionAddendum.objects.filter(id=id).exists():
        raise refusals.DecisionWritten
    number = _ask("write_addendum", id, decision_id, kind, text.strip(), review_at, at)
    audit.record_event(
        name="decision_log.addendum_written",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=LoggedDecision(id=decision_id),
        at=at,
        detail={"number": number, "kind": kind},
    )
    return number


def _ask(procedure: str, *arguments: grants.Argument) -> int:
    """The number that the wall gave; raises DecisionWritten for an id that is there."""
    try:
        number: int = grants.ask_procedure(procedure, *arguments)
    except grants.ColleagueAlreadyOnTeam as error:
        raise refusals.DecisionWritten from error
    return number


def _check(new: NewDecision, at: datetime) -> None:
    for name in _TEXTS:
        if not getattr(new, name).strip():
            raise refusals.HeadingMissing(name)
    if new.decided_at > at:
        raise refusals.DecidedLater
    if new.review_at is not None and new.review_at <= new.decided_at:
        raise refusals.ReviewedBefore
    if any(bool(option) != bool(reason) for option, reason in _rejected(new)):
        raise refusals.ReasonAgainstMissing


def _rejected(new: NewDecision) -> list[tuple[str, str]]:
    stripped = [(option.strip(), reason.strip()) for option, reason in new.rejected]
    return [pair for pair in stripped if any(pair)]


def _content(new: NewDecision) -> str:
    content = {**asdict(new), **{name: getattr(new, name).strip() for name in _TEXTS}}
    content["rejected"] = _rejected(new)
    return json.dumps(content, default=str)
