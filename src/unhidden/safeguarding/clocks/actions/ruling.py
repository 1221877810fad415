"""Writing a rule of clocks down, reading it against its source, withdrawing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.safeguarding.clocks.queries.law import KEEP
from unhidden.safeguarding.models import (
    ClockBasis,
    ClockCode,
    ClockRule,
    ClockRuleStep,
    ClockRuleStepKind,
    ClockSource,
)


class RuleWrittenMeanwhile(ActionRefused):
    """Somebody wrote a version of the rule since the page was shown."""


class RuleBeforeLast(ActionRefused):
    """A version cannot begin before the one that it takes the place of."""


class OwnRuleUnchecked(ActionRefused):
    """Who wrote a rule down does not say that somebody read it against its source."""


class ProgramRuleStays(ActionRefused):
    """What came with the program is not withdrawn: a version takes its place."""


class RuleStepTaken(ActionRefused):
    """The rule was checked or withdrawn already."""


@dataclass(frozen=True, slots=True)
class NewClockRule:
    """A version of the rule of a code; ``seen`` is the number of the one before it."""

    code: str
    seen: int
    unit: str
    count: int
    from_on: date
    to_on: date | None
    reaches_back: bool
    owner: str
    source: str
    section: str
    guidance: str


@action
def write_rule(*, new: NewClockRule, actor: Actor, at: datetime) -> UUID:
    """Write a version of a rule down: it holds from its day on. Gives its id.

    What runs already is counted anew by the worker. Raises Absent, RuleBeforeLast and
    RuleWrittenMeanwhile.
    """
    actor.must(KEEP)
    if new.code not in ClockCode.values:
        raise Absent
    standing = ClockRule.objects.filter(code=new.code).order_by("-number")
    if new.seen != max((row.number for row in standing), default=0):
        raise RuleWrittenMeanwhile
    held = standing.exclude(steps__kind=ClockRuleStepKind.WITHDRAWN).first()
    if held is not None and new.from_on < held.from_on:
        raise RuleBeforeLast
    is_ours = new.source == ClockSource.OURS
    row = ClockRule(
        code=new.code,
        number=new.seen + 1,
        unit=new.unit,
        count=new.count,
        from_on=new.from_on,
        to_on=new.to_on,
        reaches_back=new.reaches_back,
        owner=new.owner,
        source=new.source,
        section=new.section,
        guidance=new.guidance,
        basis=ClockBasis.OURS if is_ours else ClockBasis.SOURCED,
        written_by_id=actor.person,
        written_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise RuleWrittenMeanwhile from error
    _tell("clock_rule_written", row, actor=actor, at=at)
    return row.id


@action
def check_rule(*, rule_id: UUID, actor: Actor, at: datetime) -> None:
    """Say that one has read a rule of somebody else's against its source.

    Raises Absent, OwnRuleUnchecked and RuleStepTaken.
    """
    actor.must(KEEP)
    row = _find(rule_id)
    if row.written_by_id == actor.person:
        raise OwnRuleUnchecked
    _note(row, ClockRuleStepKind.CHECKED, actor=actor, at=at)
    _tell("clock_rule_checked", row, actor=actor, at=at)


@action
def withdraw_rule(*, rule_id: UUID, actor: Actor, at: datetime) -> None:
    """Say that a rule was wrong: the one before it holds again.

    Raises Absent, ProgramRuleStays and RuleStepTaken.
    """
    actor.must(KEEP)
    row = _find(rule_id)
    if row.written_by_id is None:
        raise ProgramRuleStays
    _note(row, ClockRuleStepKind.WITHDRAWN, actor=actor, at=at)
    _tell("clock_rule_withdrawn", row, actor=actor, at=at)


def _find(rule_id: UUID) -> ClockRule:
    row = ClockRule.objects.filter(id=rule_id).first()
    if row is None:
        raise Absent
    return row


def _note(row: ClockRule, kind: str, *, actor: Actor, at: datetime) -> None:
    step = ClockRuleStep(rule=row, kind=kind, noted_by_id=actor.person, noted_at=at)
    try:
        with transaction.atomic():
            step.save(force_insert=True)
    except IntegrityError as error:
        raise RuleStepTaken from error


def _tell(name: str, row: ClockRule, *, actor: Actor, at: datetime) -> None:
    audit.record_event(
        name=f"safeguarding.{name}",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=row,
        at=at,
        detail={"code": row.code, "number": row.number},
    )
