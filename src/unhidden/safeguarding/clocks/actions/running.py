"""Starting, meeting, stopping and ending the clocks of a case that is held."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from unhidden.access.actor import Actor
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import LONDON
from unhidden.safeguarding.clocks.queries.law import read_rules
from unhidden.safeguarding.clocks.rules import timing
from unhidden.safeguarding.frame.actions import tell_case
from unhidden.safeguarding.models import (
    Case,
    Deadline,
    DeadlineChange,
    DeadlineStep,
    EndReason,
    NrmChange,
)


class DeadlineNotOpen(ActionRefused):
    """There is no such open deadline on this case."""


@dataclass(frozen=True, slots=True)
class ClockEvidence:
    """By what a deadline was met: when, how and with whom by code, which reference."""

    happened_on: date
    route: str
    party: str
    reference: str = ""


def start_clock(
    case: Case,
    code: str,
    *,
    day: date,
    actor: Actor,
    at: datetime,
    since: datetime | None = None,
    cause: NrmChange | None = None,
    organisation_id: UUID | None = None,
) -> Deadline | None:
    """Start a clock from the day of its event, by the rule of that day.

    ``since`` is the event's moment, where it is known. None where no rule held then, it
    has no limit, or it runs already.
    """
    today = at.astimezone(LONDON).date()
    term = timing.find_term(read_rules(code), code, day, today=today)
    if term is None or term.length.unit == timing.NONE:
        return None
    running = list_running(case).filter(code=code)
    if any(each.organisation_id == organisation_id for each in running.order_by("id")):
        return None
    started_at = since or timing.make_start(day, at=at)
    deadline = Deadline.objects.create(
        case=case,
        code=code,
        organisation_id=organisation_id,
        rule_id=UUID(term.key),
        started_at=started_at,
        due_at=timing.compute_due(term.length, started_at),
    )
    note_step(deadline, DeadlineStep.STARTED, cause=cause, actor=actor, at=at)
    return deadline


def meet_clock(
    case: Case,
    code: str,
    *,
    evidence: ClockEvidence | None = None,
    cause: NrmChange | None = None,
    actor: Actor,
    at: datetime,
) -> bool:
    """Meet the open deadlines of a code, by evidence or by a change of state.

    Whether there was one that is the actor's to meet: one organisation's duty is not
    another's, but a referral ends it for all.
    """
    running = list(list_running(case).filter(code=code).order_by("id"))
    if cause is None:
        own = {None, actor.organisation}
        running = [each for each in running if each.organisation_id in own]
    for deadline in running:
        deadline.met_at, deadline.met_by_id = at, actor.person
        deadline.save(update_fields=["met_at", "met_by"])
        facts = {} if evidence is None else _facts(evidence)
        note_step(
            deadline, DeadlineStep.MET, cause=cause, actor=actor, at=at, facts=facts
        )
        tell_case(
            "deadline_met",
            deadline,
            actor=actor,
            at=at,
            detail={"case": str(case.id), "code": code},
        )
    return bool(running)


def end_clocks(
    case: Case,
    codes: Collection[str],
    *,
    actor: Actor,
    at: datetime,
    cause: NrmChange | None = None,
    reason: str = EndReason.OVERTAKEN,
) -> None:
    """End the open deadlines of some codes unmet, with a reason."""
    for deadline in list_running(case).filter(code__in=codes).order_by("id"):
        end_clock(deadline, cause=cause, reason=reason, actor=actor, at=at)


def end_clock(
    deadline: Deadline,
    *,
    cause: NrmChange | None,
    reason: str,
    actor: Actor,
    at: datetime,
) -> None:
    deadline.ended_at, deadline.end_reason = at, reason
    deadline.save(update_fields=["ended_at", "end_reason"])
    note_step(deadline, DeadlineStep.ENDED, cause=cause, actor=actor, at=at)


def pause_clocks(
    case: Case, codes: Collection[str], *, cause: NrmChange, actor: Actor, at: datetime
) -> None:
    """Let open deadlines stand still from the day of the change on."""
    for deadline in list_running(case).filter(code__in=codes).order_by("id"):
        if timing.is_paused(deadline.pauses):
            continue
        deadline.pauses = [*deadline.pauses, cause.happened_on]
        deadline.save(update_fields=["pauses"])
        note_step(deadline, DeadlineStep.PAUSED, cause=cause, actor=actor, at=at)


def resume_clocks(
    case: Case, codes: Collection[str], *, cause: NrmChange, actor: Actor, at: datetime
) -> None:
    """Let deadlines that stand still go on; the days between do not count."""
    for deadline in list_running(case).filter(code__in=codes).order_by("id"):
        if not timing.is_paused(deadline.pauses):
            continue
        before = deadline.due_at
        deadline.pauses = [*deadline.pauses, cause.happened_on]
        deadline.due_at = _count_anew(deadline)
        deadline.save(update_fields=["pauses", "due_at"])
        note_step(
            deadline,
            DeadlineStep.RESUMED,
            cause=cause,
            actor=actor,
            at=at,
            facts={"due_before": before},
        )


def list_running(case: Case) -> QuerySet[Deadline]:
    """The deadlines of a case that are neither met nor ended."""
    return case.deadlines.filter(met_at__isnull=True, ended_at__isnull=True)


def note_step(
    deadline: Deadline,
    step: str,
    *,
    cause: NrmChange | None,
    actor: Actor,
    at: datetime,
    facts: dict[str, Any] | None = None,
) -> DeadlineChange:
    """Keep a row of what was done to a deadline."""
    return DeadlineChange.objects.create(
        case_id=deadline.case_id,
        deadline=deadline,
        step=step,
        nrm_change=cause,
        rule_id=deadline.rule_id,
        due_after=deadline.due_at,
        changed_by_id=actor.person,
        changed_at=at,
        **(facts or {}),
    )


def _count_anew(deadline: Deadline) -> datetime:
    """When a deadline is due by its own rule, without the days it stood still."""
    rules = read_rules(deadline.code)
    rule = next((each for each in rules if each.key == str(deadline.rule_id)), None)
    if rule is None:
        return deadline.due_at + (deadline.pauses[-1] - deadline.pauses[-2])
    return timing.compute_due(rule.length, deadline.started_at, pauses=deadline.pauses)


def _facts(evidence: ClockEvidence) -> dict[str, Any]:
    return {
        "happened_on": evidence.happened_on,
        "route": evidence.route,
        "party": evidence.party,
        "reference": evidence.reference,
    }
