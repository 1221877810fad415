"""The reports waiting at the desk, and what was decided on them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.intelligence.models import Decision, IntelligenceReport, Triage
from unhidden.reporting import queries as reporting

# After these the report still has to be written up; the others end its way.
TO_BE_WRITTEN = (Decision.INTELLIGENCE, Decision.EMERGENCY)
WAITING = "waiting"
_OUTCOMES = {
    Decision.INTELLIGENCE: _("To be written up as intelligence"),
    Decision.PASSED_ON: _("Passed on to %(name)s"),
    Decision.NO_ACTION: _("Closed with no further action"),
    Decision.EMERGENCY: _("Danger to life: 999 and the duty officer were called"),
}
_TO_WRITE = Q(decision__in=TO_BE_WRITTEN, report__intelligencereport=None)
_AT_AN_END = ~Q(decision__in=TO_BE_WRITTEN) | Q(
    report__intelligencereport__isnull=False
)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with its reason, and the graded report that came of it.

    ``outcome`` says in words what the decision has led to.
    """

    decision: str
    outcome: str
    reason: str
    passed_to: str
    decided_by: str
    decided_at: datetime
    intelligence_id: UUID | None
    urn: str

    @property
    def is_to_be_written(self) -> bool:
        """Whether somebody still has to write the report up as intelligence."""
        return self.decision in TO_BE_WRITTEN and self.intelligence_id is None


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A report without its words, and what was decided on it."""

    id: UUID
    received_on: date
    language: str
    urgency: str
    urgency_label: str
    decided: Decided | None
    is_rushed: bool = False
    alike: int = 0
    has_news: bool = False

    @property
    def reference(self) -> str:
        return reference(self.id)


@dataclass(frozen=True, slots=True)
class Queue:
    rows: list[QueueRow]
    total: int


def reference(report_id: UUID) -> str:
    """A few letters by which colleagues can tell reports apart: ``3F2A9C1B``."""
    return str(report_id)[:8].upper()


def kinds_of_decision() -> list[tuple[str, str]]:
    """The decisions there are, and their names."""
    return [(value, str(label)) for value, label in Decision.choices]


@query
def waiting(*, viewer: Actor, start: int = 0, limit: int = 25) -> Queue:
    """Reports that nobody has decided on: the most urgent, then the oldest first.

    Reporting lists every open report; those decided on but not yet written up are
    among them and are passed over here.
    """
    viewer.must("intelligence.triage")
    others = _being_considered(viewer).count()
    found = reporting.waiting_reports(viewer=viewer, limit=start + limit + others)
    undecided = [row for row in found.rows if row.status == WAITING]
    rows = [_undecided(row) for row in undecided[start : start + limit]]
    return Queue(rows=rows, total=found.total - others)


@query
def alike(*, viewer: Actor, report_id: UUID) -> list[QueueRow]:
    """A waiting report and those that say nearly the same; raises Absent."""
    viewer.must("intelligence.triage")
    found = reporting.reports_alike(viewer=viewer, report_id=report_id)
    return [_undecided(row) for row in found]


def _undecided(row: reporting.WaitingReport) -> QueueRow:
    return QueueRow(
        id=row.id,
        received_on=row.received_on,
        language=row.language,
        urgency=row.urgency,
        urgency_label=row.urgency_label,
        decided=None,
        is_rushed=row.is_rushed,
        alike=row.alike,
    )


@query
def considered(*, viewer: Actor, start: int = 0, limit: int = 25) -> Queue:
    """Reports decided on that still have to be written up, the oldest first."""
    rows = _being_considered(viewer).order_by("report__received_on", "id")
    return _queue(viewer, rows, start, limit)


@query
def dealt_with(*, viewer: Actor, start: int = 0, limit: int = 25) -> Queue:
    """Reports that have come to their end, the latest decision first."""
    rows = _of_desk(viewer).filter(_AT_AN_END).order_by("-decided_at", "id")
    return _queue(viewer, rows, start, limit)


def _of_desk(viewer: Actor) -> QuerySet[Triage]:
    viewer.must("intelligence.triage")
    viewer.must(reporting.READ_REPORTS)
    rows = Triage.objects.filter(report__desk_id=viewer.organisation)
    return rows.select_related("report").defer("report__sealed_answers")


def _being_considered(viewer: Actor) -> QuerySet[Triage]:
    return _of_desk(viewer).filter(_TO_WRITE)


def _queue(viewer: Actor, triaged: QuerySet[Triage], start: int, limit: int) -> Queue:
    reports = [row.report for row in triaged[start : start + limit]]
    decided = decisions(viewer=viewer, report_ids=[row.id for row in reports])
    rows = [
        QueueRow(
            id=row.id,
            received_on=row.received_on,
            language=row.language,
            urgency=row.urgency,
            urgency_label=row.get_urgency_display(),
            decided=decided.get(row.id),
        )
        for row in reports
    ]
    return Queue(rows=rows, total=triaged.count())


@query
def decisions(*, viewer: Actor, report_ids: Collection[UUID]) -> dict[UUID, Decided]:
    """What was decided on these reports; those nobody decided on are not in it."""
    viewer.must("intelligence.triage")
    rows = Triage.objects.filter(report_id__in=list(report_ids)).order_by("id")
    rows = rows.select_related("passed_to", "decided_by")
    made = IntelligenceReport.objects.filter(report_id__in=list(report_ids))
    made = made.defer("raw_sealed", "provenance_sealed").order_by("id")
    written = {row.report_id: row for row in made}
    return {row.report_id: _decided(row, written.get(row.report_id)) for row in rows}


def _decided(row: Triage, written: IntelligenceReport | None) -> Decided:
    to = agencies.name_of(row.passed_to) if row.passed_to else ""
    return Decided(
        decision=row.decision,
        outcome=str(_OUTCOMES[Decision(row.decision)]) % {"name": to},
        reason=row.reason,
        passed_to=to,
        decided_by=row.decided_by.name,
        decided_at=row.decided_at,
        intelligence_id=written.id if written else None,
        urn=written.urn if written else "",
    )
