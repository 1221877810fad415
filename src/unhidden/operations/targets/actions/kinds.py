"""Deciding which kinds of visit a place may get, and what each of them takes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent, require_found
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.records import new_id
from unhidden.intelligence import queries as intelligence
from unhidden.operations import policies
from unhidden.operations.models import (
    PlannedVisit,
    PlanStatus,
    PremisesCandidate,
    ProposalReason,
    VisitKind,
    VisitOption,
)
from unhidden.operations.rules import is_skill
from unhidden.operations.targets.actions import refusals
from unhidden.operations.targets.actions.held import (
    hold_candidates,
    name_premises,
    record_each,
)
from unhidden.operations.targets.queries.proposals import find_proposals
from unhidden.operations.targets.rules.kinds import (
    DEFAULTS,
    ENFORCEMENT,
    MOST_VALUE,
    SAFEGUARDING,
    compute_value,
    is_menu_allowed,
)

LEAST_MINUTES, MOST_MINUTES = 5, 720
MOST_CREWS, MOST_CUSTODY = 5, 50


@dataclass(frozen=True, slots=True)
class KindDecision:
    """A kind of visit; to enforce, by which power, and the number of the authority.

    ``is_added`` keeps the other kinds that the places may get.
    """

    kind: str
    power: str = ""
    authority: str = ""
    is_added: bool = False


@dataclass(frozen=True, slots=True)
class OptionTerms:
    """What a visit of one kind brings at one place, and what it takes."""

    value: int
    minutes: int
    lead_skills: tuple[str, ...]
    support_crews: int
    support_skills: tuple[str, ...]
    custody: int
    power: str = ""
    authority: str = ""


@action
def decide_kinds(
    *,
    operation_id: UUID,
    candidate_ids: Collection[UUID],
    decision: KindDecision,
    actor: Actor,
    at: datetime,
) -> None:
    """Decide which kind of visit these places get: whoever calls it decides.

    Raises OptionPowerMissing, AuthorityMissing, MenuIsMixed, SafeguardingInStrike,
    KindIsDeclared, and Absent for a kind that there is not.
    """
    actor.must(policies.PLAN)
    _check_power(decision.kind, decision.power, decision.authority)
    _operation, rows = hold_candidates(operation_id, candidate_ids)
    _check_menu(rows, decision)
    _check_declared(rows, decision.kind)
    options = VisitOption.objects.filter(candidate__in=rows)
    if not decision.is_added:
        options.exclude(kind=decision.kind).delete()
    _mark_nature(rows, decision.kind == SAFEGUARDING)
    _offer(rows, decision, actor, at)
    record_each("kind_decided", rows, actor=actor, at=at)


@action
def change_option(
    *,
    operation_id: UUID,
    candidate_id: UUID,
    kind: str,
    terms: OptionTerms,
    actor: Actor,
    at: datetime,
) -> None:
    """Say what a kind of visit brings and takes at one place.

    Raises OptionPowerMissing, AuthorityMissing, OptionOutOfRange and SkillUnknown.
    """
    actor.must(policies.PLAN)
    _check_power(kind, terms.power, terms.authority)
    _check_terms(terms)
    _operation, rows = hold_candidates(operation_id, [candidate_id])
    options = VisitOption.objects.filter(candidate=rows[0], kind=kind)
    row = require_found(options.first())
    row.value, row.minutes, row.custody = terms.value, terms.minutes, terms.custody
    row.lead_skills = list(terms.lead_skills)
    row.support_crews = terms.support_crews
    row.support_skills = list(terms.support_skills)
    _decide_anew(row, terms.power, terms.authority, actor, at)
    record_each("kind_decided", rows, actor=actor, at=at)


@action
def drop_option(
    *, operation_id: UUID, candidate_id: UUID, kind: str, actor: Actor, at: datetime
) -> None:
    """Take one kind of visit off the menu of a place."""
    actor.must(policies.PLAN)
    _operation, rows = hold_candidates(operation_id, [candidate_id])
    gone, _ = VisitOption.objects.filter(candidate=rows[0], kind=kind).delete()
    if not gone:
        raise Absent
    record_each("kind_decided", rows, actor=actor, at=at)


def _check_power(kind: str, power: str, authority: str) -> None:
    if kind not in VisitKind.values:
        raise Absent
    if kind == ENFORCEMENT and not power.strip():
        raise refusals.OptionPowerMissing
    if kind == ENFORCEMENT and not authority.strip():
        raise refusals.AuthorityMissing


def _check_terms(terms: OptionTerms) -> None:
    is_possible = (
        0 <= terms.value <= MOST_VALUE
        and LEAST_MINUTES <= terms.minutes <= MOST_MINUTES
        and 0 <= terms.support_crews <= MOST_CREWS
        and 0 <= terms.custody <= MOST_CUSTODY
    )
    if not is_possible:
        raise refusals.OptionOutOfRange
    if not all(map(is_skill, (*terms.lead_skills, *terms.support_skills))):
        raise refusals.SkillUnknown


def _check_menu(rows: Sequence[PremisesCandidate], decision: KindDecision) -> None:
    """A safeguarding visit is offered alone, and is in no strike group."""
    if decision.is_added:
        mixed = [
            row
            for row in rows
            if not is_menu_allowed(
                {decision.kind, *row.options.values_list("kind", flat=True)}
            )
        ]
        if mixed:
            raise refusals.MenuIsMixed(name_premises(mixed))
    struck = [row for row in rows if row.strike_id is not None]
    if decision.kind == SAFEGUARDING and struck:
        raise refusals.SafeguardingInStrike(name_premises(struck))


def _check_declared(rows: Sequence[PremisesCandidate], kind: str) -> None:
    """Where a safeguarding visit is planned or was made, nothing else is decided."""
    if kind == SAFEGUARDING:
        return
    declared = PlannedVisit.objects.filter(
        operation_id=rows[0].operation_id,
        premises_id__in=[row.premises_id for row in rows],
        kind=SAFEGUARDING,
    ).exclude(status=PlanStatus.CANCELLED)
    held = set(declared.values_list("premises_id", flat=True))
    if stays := [row for row in rows if row.premises_id in held]:
        raise refusals.KindIsDeclared(name_premises(stays))


def _mark_nature(rows: Sequence[PremisesCandidate], is_safeguarding: bool) -> None:
    for row in rows:
        if row.is_safeguarding != is_safeguarding:
            row.is_safeguarding = is_safeguarding
            row.save(update_fields=["is_safeguarding"])


def _offer(
    rows: Sequence[PremisesCandidate],
    decision: KindDecision,
    actor: Actor,
    at: datetime,
) -> None:
    """Keep the kind for each; one that is offered already keeps what it takes."""
    proposed = find_proposals(actor, rows)
    there = {
        each.candidate_id: each
        for each in VisitOption.objects.filter(candidate__in=rows, kind=decision.kind)
    }
    scores = intelligence.find_scores(
        viewer=actor, premises_ids=[row.premises_id for row in rows]
    )
    for row in rows:
        score = scores.get(row.premises_id)
        option = there.get(row.id) or _new_option(
            row, decision.kind, score.score if score else 0
        )
        is_proposed = proposed[row.id].kind == decision.kind
        option.because = (
            proposed[row.id].because if is_proposed else ProposalReason.CHOSEN
        )
        _decide_anew(option, decision.power, decision.authority, actor, at)


def _new_option(row: PremisesCandidate, kind: str, score: int) -> VisitOption:
    usual = DEFAULTS[kind]
    return VisitOption(
        candidate=row,
        kind=kind,
        value=compute_value(kind, score),
        minutes=usual.minutes,
        lead_skills=list(usual.lead_skills),
        support_crews=usual.support_crews,
        support_skills=list(usual.support_skills),
        custody=usual.custody,
    )


def _decide_anew(
    row: VisitOption, power: str, authority: str, actor: Actor, at: datetime
) -> None:
    """Put this decision in place of the last one; only what enforces has a power."""
    is_enforcing = row.kind == ENFORCEMENT
    VisitOption.objects.filter(candidate_id=row.candidate_id, kind=row.kind).delete()
    row.id = new_id()
    row.power = power.strip() if is_enforcing else ""
    row.authority = authority.strip() if is_enforcing else ""
    row.decided_by_id = actor.person
    row.decided_at = at
    row.save(force_insert=True)
