"""What was decided on reports, what came of it, and what was done for a life."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.intelligence.models import (
    DangerToLife,
    IntelligenceReport,
    NoCall,
    Triage,
    TriageDecision,
)
from unhidden.reporting import queries as reporting

# After these the report still has to be written up; the others end its way.
TO_BE_WRITTEN = (TriageDecision.INTELLIGENCE, TriageDecision.EMERGENCY)
CONSIDERED, DANGER = "read", "danger"
_OUTCOMES = {
    TriageDecision.INTELLIGENCE: _("To be written up as intelligence"),
    TriageDecision.PASSED_ON: _("Passed on to %(name)s"),
    TriageDecision.NO_ACTION: _("Closed with no further action"),
    TriageDecision.EMERGENCY: _("Danger to life: 999 and the duty officer were called"),
    TriageDecision.WAITING: _("Put back in the queue"),
}


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision with its reason, and the graded report that came of it.

    ``outcome`` says in words what the decision has led to; ``is_to_be_written``
    whether somebody still has to write the report up for it.
    """

    turn: int
    decision: str
    outcome: str
    reason: str
    passed_to: str
    decided_by: str
    decided_at: datetime
    is_to_be_written: bool
    intelligence_id: UUID | None
    urn: str


@dataclass(frozen=True, slots=True)
class DangerView:
    """What was done for a life in danger, and what was written up for it."""

    called_at: datetime
    incident: str
    duty_officer: str
    told_at: datetime
    what_was_told: str
    recorded_by: str
    recorded_at: datetime
    intelligence_id: UUID | None
    urn: str


@dataclass(frozen=True, slots=True)
class NoCallView:
    """Why nobody was called about a danger, and who says so."""

    reason: str
    said_by: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class CallsMade:
    """The calls for a life, the latest first, or why there was none.

    ``is_missing`` where the report speaks of a danger now and there is neither.
    """

    dangers: list[DangerView]
    no_call: NoCallView | None
    is_missing: bool


def kinds_of_decision(*, is_decided: bool) -> list[tuple[str, str]]:
    """The decisions there are, and their names; what was decided can be put back."""
    kinds = [(value, str(label)) for value, label in TriageDecision.choices]
    return [one for one in kinds if is_decided or one[0] != TriageDecision.WAITING]


def query_standing_triages() -> QuerySet[Triage]:
    """Of each report the decision that stands; one put back waits as if it had none."""
    later = Triage.objects.filter(
        report_id=OuterRef("report_id"), turn__gt=OuterRef("turn")
    )
    newest = Triage.objects.filter(~Exists(later))
    return newest.exclude(decision=TriageDecision.WAITING)


def turn_of(report_id: UUID) -> int:
    """How often a report was decided on."""
    return Triage.objects.filter(report_id=report_id).count()


@query
def load_decisions(
    *, viewer: Actor, report_ids: Collection[UUID]
) -> dict[UUID, DecisionView]:
    """What stands decided on these reports; those that wait are not in it."""
    viewer.must("intelligence.triage")
    rows = query_standing_triages().filter(report_id__in=list(report_ids))
    return {row.report_id: decided for row, decided in _decided(rows)}


@query
def list_decisions(*, viewer: Actor, report_id: UUID) -> list[DecisionView]:
    """All that was ever decided on a report, the newest first."""
    viewer.must("intelligence.triage")
    rows = Triage.objects.filter(report_id=report_id)
    return [decided for _row, decided in _decided(rows)]


def _decided(rows: QuerySet[Triage]) -> list[tuple[Triage, DecisionView]]:
    found = rows.select_related("passed_to", "decided_by", "report")
    listed = list(found.defer("report__sealed_answers").order_by("-turn", "id"))
    written = _written({row.report_id for row in listed})
    return [(row, _view(row, written)) for row in listed]


def _written(
    report_ids: Collection[UUID],
) -> dict[tuple[UUID | None, int | None], tuple[UUID, str]]:
    """What was written up of these reports, by the decision it was written for."""
    if not report_ids:
        return {}
    rows = IntelligenceReport.objects.filter(report_id__in=list(report_ids))
    found = rows.order_by("id").values_list("report_id", "report_turn", "id", "urn")
    return {(of, turn): (id_, urn) for of, turn, id_, urn in found}


def _view(
    row: Triage, written: dict[tuple[UUID | None, int | None], tuple[UUID, str]]
) -> DecisionView:
    to = agencies.name_of(row.passed_to) if row.passed_to else ""
    id_, urn = written.get((row.report_id, row.turn), (None, ""))
    return DecisionView(
        turn=row.turn,
        decision=row.decision,
        outcome=str(_OUTCOMES[TriageDecision(row.decision)]) % {"name": to},
        reason=row.reason,
        passed_to=to,
        decided_by=row.decided_by.name,
        decided_at=row.decided_at,
        # The state of the report itself: its intelligence may be hidden from a viewer.
        is_to_be_written=row.decision in TO_BE_WRITTEN
        and row.report.status == CONSIDERED,
        intelligence_id=id_,
        urn=urn,
    )


def find_standing_decision(history: Sequence[DecisionView]) -> DecisionView | None:
    """Of all decisions, the newest first, the one that stands; None while it waits."""
    newest = next(iter(history), None)
    return newest if newest and newest.decision != TriageDecision.WAITING else None


@query
def get_calls_made(
    *, viewer: Actor, report: reporting.WaitingReport, is_danger_decided: bool = True
) -> CallsMade:
    """Whom the desk called about a report of its own, or why nobody.

    It counts what the report was sent as, too: who makes it less urgent has called
    nobody yet. Calls are kept with a decision: without one of a danger
    (``is_danger_decided``) there are none to ask for.
    """
    viewer.must("intelligence.triage")
    made = DangerToLife.objects.filter(report_id=report.id)
    calls = made.select_related("recorded_by").order_by("-turn", "id")
    listed = list(calls) if is_danger_decided else []
    rows = NoCall.objects.filter(report_id=report.id).select_related("said_by")
    is_pressing = DANGER in {report.urgency, report.sent_urgency}
    why = rows.first() if is_pressing or report.set_urgency else None
    written = _written({row.report_id for row in listed})
    return CallsMade(
        dangers=[
            _danger(row, written.get((row.report_id, row.turn))) for row in listed
        ],
        no_call=NoCallView(why.reason, why.said_by.name, why.said_at) if why else None,
        is_missing=is_pressing and not listed and why is None,
    )


def _danger(row: DangerToLife, written: tuple[UUID, str] | None) -> DangerView:
    id_, urn = written or (None, "")
    return DangerView(
        called_at=row.called_at,
        incident=row.incident,
        duty_officer=row.duty_officer,
        told_at=row.told_at,
        what_was_told=row.what_was_told,
        recorded_by=row.recorded_by.name,
        recorded_at=row.recorded_at,
        intelligence_id=id_,
        urn=urn,
    )


@query
def asks_for_calls(*, viewer: Actor, report_id: UUID) -> bool:
    """Whether a report speaks of a danger now, and nobody called or said why not."""
    row = reporting.get_waiting_report(viewer=viewer, report_id=report_id)
    return get_calls_made(viewer=viewer, report=row).is_missing
