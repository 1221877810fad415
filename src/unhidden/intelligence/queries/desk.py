"""The reports waiting at the desk, and what was decided on them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.intelligence.models import Decision, IntelligenceReport, Triage
from unhidden.intelligence.queries.queueing import (
    Holder,
    Marked,
    held_by,
    holders,
    spam_marks,
)
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
    """A report without its words, and what was decided on it.

    ``clock`` is that of a report that waits; ``holder`` who has it.
    """

    report: reporting.WaitingReport
    decided: Decided | None = None
    clock: reporting.Clock | None = None
    holder: Holder | None = None
    spam: Marked | None = None

    @property
    def id(self) -> UUID:
        return self.report.id

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


MINE, OVERDUE = "mine", "overdue"


@query
def waiting(
    *, viewer: Actor, at: datetime, only: str = "", start: int = 0, limit: int = 25
) -> Queue:
    """Reports that nobody has decided on: the most urgent, then the oldest first.

    ``only`` narrows it to those that the viewer has, or that waited too long.
    Reporting lists every open report; those decided on but not yet written up are
    among them and are passed over here.
    """
    viewer.must("intelligence.triage")
    others = 0 if only in _ONLY else _being_considered(viewer).count()
    found = reporting.waiting_reports(
        viewer=viewer,
        limit=start + limit + others,
        among=_ONLY[only](viewer, at) if only in _ONLY else None,
    )
    undecided = [row for row in found.rows if row.status == WAITING]
    rows = _undecided(viewer, undecided[start : start + limit], at)
    return Queue(rows=rows, total=found.total - others)


_ONLY: dict[str, Callable[[Actor, datetime], set[UUID]]] = {
    MINE: lambda viewer, _: held_by(viewer=viewer),
    OVERDUE: lambda viewer, at: reporting.overdue_reports(viewer=viewer, now=at),
}


@query
def alike(*, viewer: Actor, report_id: UUID, at: datetime) -> list[QueueRow]:
    """A waiting report and those that say nearly the same; raises Absent."""
    viewer.must("intelligence.triage")
    found = reporting.reports_alike(viewer=viewer, report_id=report_id)
    return _undecided(viewer, found, at)


@query
def same_place(*, viewer: Actor, report_id: UUID, at: datetime) -> list[QueueRow]:
    """A report and all others about the same place, decided on or not; raises Absent.

    They are told by a keyed mark, and none is opened.
    """
    viewer.must("intelligence.triage")
    found = reporting.reports_of_place(viewer=viewer, report_id=report_id)
    ids = [row.id for row in found]
    decided = decisions(viewer=viewer, report_ids=ids)
    spam = spam_marks(viewer=viewer, report_ids=ids)
    return [
        replace(row, decided=decided.get(row.id), spam=spam.get(row.id))
        for row in _undecided(viewer, found, at)
    ]


@query
def spam(*, viewer: Actor, start: int = 0, limit: int = 25) -> Queue:
    """Reports that were put aside as spam, the latest first."""
    viewer.must("intelligence.triage")
    marked = spam_marks(viewer=viewer)
    shown = list(marked)[start : start + limit]
    found = reporting.reports(viewer=viewer, report_ids=shown)
    rows = [QueueRow(row, spam=marked[row.id]) for row in found]
    return Queue(rows=rows, total=len(marked))


def _undecided(
    viewer: Actor, rows: Sequence[reporting.WaitingReport], at: datetime
) -> list[QueueRow]:
    held = holders(viewer=viewer, report_ids=[row.id for row in rows])
    return [
        QueueRow(
            row,
            clock=(reporting.clock_of(row, now=at) if row.status == WAITING else None),
            holder=held.get(row.id) if row.status == WAITING else None,
        )
        for row in rows
    ]


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


def desks_to_pass_to(*, viewer: Actor, day: date) -> set[UUID]:
    """The organisations to whose desk a report can be sealed."""
    desks = {id_ for id_, _ in reporting.desks_to_choose(day=day)}
    return desks - {viewer.organisation}


def _of_desk(viewer: Actor) -> QuerySet[Triage]:
    viewer.must("intelligence.triage")
    viewer.must(reporting.READ_REPORTS)
    return Triage.objects.filter(report__desk_id=viewer.organisation)


def _being_considered(viewer: Actor) -> QuerySet[Triage]:
    return _of_desk(viewer).filter(_TO_WRITE)


def _queue(viewer: Actor, triaged: QuerySet[Triage], start: int, limit: int) -> Queue:
    shown = list(triaged.values_list("report_id", flat=True)[start : start + limit])
    decided = decisions(viewer=viewer, report_ids=shown)
    found = reporting.reports(viewer=viewer, report_ids=shown)
    rows = [QueueRow(row, decided=decided.get(row.id)) for row in found]
    return Queue(rows=rows, total=triaged.count())


@query
def decisions(*, viewer: Actor, report_ids: Collection[UUID]) -> dict[UUID, Decided]:
    """What was decided on these reports; those nobody decided on are not in it."""
    viewer.must("intelligence.triage")
    rows = Triage.objects.filter(report_id__in=list(report_ids)).order_by("id")
    triaged = list(rows.select_related("passed_to", "decided_by"))
    if not triaged:
        return {}
    made = IntelligenceReport.objects.filter(report_id__in=list(report_ids))
    made = made.defer("raw_sealed", "provenance_sealed").order_by("id")
    written = {row.report_id: row for row in made}
    return {row.report_id: _decided(row, written.get(row.report_id)) for row in triaged}


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
