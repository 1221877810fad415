"""Adding candidates, taking them out, and putting them back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action, with_purpose
from unhidden.access.policy import Purpose
from unhidden.audit import actions as audit
from unhidden.operations import policies
from unhidden.operations.frame.actions.locking import open_operation_of
from unhidden.operations.frame.actions.refusals import (
    OperationClosed,
    OutsideOperation,
    RealPremisesNotForSynthetic,
)
from unhidden.operations.models import (
    CandidateSource,
    CandidateTip,
    Operation,
    PlannedVisit,
    PlanStatus,
    PremisesCandidate,
)
from unhidden.operations.rules import CLOSED, is_within
from unhidden.operations.targets.actions import refusals
from unhidden.operations.targets.actions.held import (
    hold_candidates,
    name_premises,
    record_each,
)
from unhidden.operations.targets.rules.windows import (
    DAY,
    VisitWindow,
    usual_window,
)
from unhidden.places import queries as places
from unhidden.places.queries import PremisesCard
from unhidden.reporting import queries as reporting


@dataclass(frozen=True, slots=True)
class AddedCandidates:
    """Those that were added or put back, and those that were there already."""

    added: tuple[UUID, ...]
    known: int


@action
def add_candidates(
    *,
    operation_id: UUID,
    premises_ids: Collection[UUID],
    source: str,
    actor: Actor,
    at: datetime,
) -> AddedCandidates:
    """Make these premises candidates; one that was taken out comes back as it was.

    Raises NoCandidateChosen, OperationClosed, RealPremisesNotForSynthetic, and Absent
    for premises that there are not.
    """
    actor.must(policies.PLAN)
    if not premises_ids:
        raise refusals.NoCandidateChosen
    operation = open_operation_of(operation_id)
    cards = _find_premises(operation, actor, premises_ids)
    there = _candidates_at(operation, cards)
    back = [row for row in there if row.removed_at is not None]
    for row in back:
        row.removed_at = None
        row.save(update_fields=["removed_at"])
    known = {row.premises_id for row in there}
    new = [
        _make(operation, card, CandidateSource(source))
        for key, card in cards.items()
        if key not in known
    ]
    PremisesCandidate.objects.bulk_create(new)
    record_each("candidate_added", [*back, *new], actor=actor, at=at)
    added = tuple(row.id for row in (*back, *new))
    return AddedCandidates(added, known=len(there) - len(back))


@action
@with_purpose(Purpose.INTEL_ASSESSMENT)
def propose_candidate(
    *,
    operation_id: UUID,
    premises_id: UUID,
    report_id: UUID,
    actor: Actor,
    at: datetime,
) -> None:
    """Propose premises because of a report that the desk has.

    Whoever plans learns that the desk proposed them; that a report did, the desk alone.
    Raises OperationClosed, RealPremisesNotForSynthetic and Absent.
    """
    actor.must(policies.PROPOSE)
    operation = Operation.objects.filter(id=operation_id).first()
    if operation is None:
        raise Absent
    if operation.status == CLOSED:
        raise OperationClosed
    card = _find_premises(operation, actor, [premises_id])[premises_id]
    reporting.get_waiting_report(viewer=actor, report_id=report_id)
    tip = CandidateTip(
        operation=operation,
        premises_id=premises_id,
        organisation_id=actor.organisation,
        report_id=report_id,
        proposed_by_id=actor.person,
        proposed_at=at,
    )
    CandidateTip.objects.bulk_create([tip], ignore_conflicts=True)
    # Whether it was a candidate before is not for who proposes to know.
    row = _make(operation, card, CandidateSource.DESK)
    PremisesCandidate.objects.bulk_create([row], ignore_conflicts=True)
    audit.record_event(
        name="operations.candidate_proposed",
        actor=actor,
        subject=operation,
        at=at,
        verb=audit.Verb.COLLECTION,
    )


@action
def remove_candidates(
    *, operation_id: UUID, candidate_ids: Collection[UUID], actor: Actor, at: datetime
) -> int:
    """Take candidates out; what was decided of them is kept. Gives how many.

    Raises CandidateIsPlanned for any with a visit that is planned.
    """
    actor.must(policies.PLAN)
    _operation, rows = hold_candidates(operation_id, candidate_ids)
    planned = _planned_visits(rows).filter(status=PlanStatus.PLANNED)
    taken = set(planned.values_list("premises_id", flat=True))
    if held := [row for row in rows if row.premises_id in taken]:
        raise refusals.CandidateIsPlanned(name_premises(held))
    for row in rows:
        row.removed_at = at
        row.save(update_fields=["removed_at"])
    record_each("candidate_removed", rows, actor=actor, at=at)
    return len(rows)


@action
def restore_candidates(
    *, operation_id: UUID, candidate_ids: Collection[UUID], actor: Actor, at: datetime
) -> int:
    """Put candidates back that were taken out, as they were. Gives how many."""
    actor.must(policies.PLAN)
    _operation, rows = hold_candidates(operation_id, candidate_ids, is_removed=True)
    for row in rows:
        row.removed_at = None
        row.save(update_fields=["removed_at"])
    record_each("candidate_restored", rows, actor=actor, at=at)
    return len(rows)


@action
def set_windows(
    *,
    operation_id: UUID,
    candidate_ids: Collection[UUID],
    window: VisitWindow,
    days: Collection[date],
    actor: Actor,
    at: datetime,
) -> None:
    """Say when these may be visited: within a window, on these days or on any.

    Raises WindowIsEmpty and OutsideOperation.
    """
    actor.must(policies.PLAN)
    operation, rows = hold_candidates(operation_id, candidate_ids)
    if not 0 <= window.opens < window.closes <= 2 * DAY or window.opens >= DAY:
        raise refusals.WindowIsEmpty
    if not all(is_within(d, operation.starts_on, operation.ends_on) for d in days):
        raise OutsideOperation
    for row in rows:
        row.window = window.kind
        row.opens, row.closes = window.opens, window.closes
        row.days = sorted(days)
        row.save(update_fields=["window", "opens", "closes", "days"])
    record_each("candidate_changed", rows, actor=actor, at=at)


def _find_premises(
    operation: Operation, actor: Actor, premises_ids: Collection[UUID]
) -> dict[UUID, PremisesCard]:
    """The premises by id; raises Absent and RealPremisesNotForSynthetic."""
    cards = places.find_premises_cards(viewer=actor, premises_ids=premises_ids)
    if set(premises_ids) - set(cards):
        raise Absent
    real = [card.name for card in cards.values() if policies.is_real(card)]
    if operation.is_synthetic and real:
        raise RealPremisesNotForSynthetic(real)
    return cards


def _candidates_at(
    operation: Operation, premises_ids: Collection[UUID]
) -> list[PremisesCandidate]:
    rows = PremisesCandidate.objects.filter(
        operation=operation, premises_id__in=list(premises_ids)
    )
    return list(rows.order_by("id"))


def _planned_visits(rows: Collection[PremisesCandidate]) -> QuerySet[PlannedVisit]:
    return PlannedVisit.objects.filter(
        operation_id__in={row.operation_id for row in rows},
        premises_id__in={row.premises_id for row in rows},
    )


def _make(
    operation: Operation, card: PremisesCard, source: CandidateSource
) -> PremisesCandidate:
    window = usual_window(card.kind)
    return PremisesCandidate(
        operation=operation,
        premises_id=card.id,
        source=source,
        window=window.kind,
        opens=window.opens,
        closes=window.closes,
    )
