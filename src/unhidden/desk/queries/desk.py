"""The reports waiting at the desk, and what was decided on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.desk.queries.queueing import (
    ReportHolder,
    SpamReason,
    held_by,
    load_holders,
    spam_marks,
)
from unhidden.intelligence.reports.queries.decided import (
    CONSIDERED,
    DecisionView,
    load_decisions,
    query_standing_triages,
)
from unhidden.reporting import queries as reporting

WAITING = "waiting"
MINE, OVERDUE = "mine", "overdue"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A report without its words, and what was decided on it.

    ``clock`` is that of a report that waits; ``holder`` who has it.
    """

    report: reporting.WaitingReport
    decided: DecisionView | None = None
    clock: reporting.TriageClock | None = None
    holder: ReportHolder | None = None
    spam: SpamReason | None = None

    @property
    def id(self) -> UUID:
        return self.report.id

    @property
    def reference(self) -> str:
        return format_reference(self.id)


@dataclass(frozen=True, slots=True)
class QueuePage:
    rows: list[QueueRow]
    total: int


def format_reference(report_id: UUID) -> str:
    """A few letters by which colleagues can tell reports apart: ``3F2A9C1B``."""
    return str(report_id)[:8].upper()


@query
def list_waiting(
    *,
    viewer: Actor,
    at: datetime,
    only: str = "",
    language: str = "",
    start: int = 0,
    limit: int = 25,
) -> QueuePage:
    """Reports that nobody has decided on: the most urgent, then the oldest first.

    ``only`` narrows it to those that the viewer has, or that waited too long, and
    ``language`` to those from its pages.
    """
    viewer.must("intelligence.triage")
    found = reporting.waiting_reports(
        viewer=viewer,
        start=start,
        limit=limit,
        among=_ONLY[only](viewer, at) if only in _ONLY else None,
        status=WAITING,
        language=language,
    )
    return QueuePage(rows=_undecided(viewer, found.rows, at), total=found.total)


_ONLY: dict[str, Callable[[Actor, datetime], set[UUID]]] = {
    MINE: lambda viewer, _: held_by(viewer=viewer),
    OVERDUE: lambda viewer, at: reporting.overdue_reports(viewer=viewer, now=at),
}


@query
def list_considered(
    *,
    viewer: Actor,
    at: datetime,
    only: str = "",
    language: str = "",
    start: int = 0,
    limit: int = 25,
) -> QueuePage:
    """Reports decided on that still have to be written up, as ``waiting`` is ordered.

    Their clocks run from the decision, and whoever had them still has them.
    """
    viewer.must("intelligence.triage")
    found = reporting.waiting_reports(
        viewer=viewer,
        start=start,
        limit=limit,
        among=_LATE[only](viewer, at) if only in _LATE else None,
        status=CONSIDERED,
        language=language,
    )
    ids = [row.id for row in found.rows]
    decided = load_decisions(viewer=viewer, report_ids=ids)
    held = load_holders(viewer=viewer, report_ids=ids)
    rows = [
        QueueRow(
            row,
            decided=decided.get(row.id),
            clock=writing_clock(row, decided.get(row.id), at),
            holder=held.get(row.id),
        )
        for row in found.rows
    ]
    return QueuePage(rows=rows, total=found.total)


def writing_clock(
    row: reporting.WaitingReport, decided: DecisionView | None, at: datetime
) -> reporting.TriageClock | None:
    """How long a report has waited to be written up since it was decided on."""
    if decided is None or not decided.is_to_be_written:
        return None
    return reporting.clock_of(row, now=at, since=decided.decided_at)


def _late(viewer: Actor, at: datetime) -> set[UUID]:
    """Which reports have waited too long to be written up."""
    rows = reporting.waiting_reports(viewer=viewer, limit=None, status=CONSIDERED).rows
    decided = load_decisions(viewer=viewer, report_ids=[row.id for row in rows])
    clocks = {row.id: writing_clock(row, decided.get(row.id), at) for row in rows}
    return {id_ for id_, clock in clocks.items() if clock and clock.is_overdue}


_LATE = {MINE: _ONLY[MINE], OVERDUE: _late}


@query
def list_duplicates(*, viewer: Actor, report_id: UUID, at: datetime) -> list[QueueRow]:
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
    decided = load_decisions(viewer=viewer, report_ids=ids)
    spam = spam_marks(viewer=viewer, report_ids=ids)
    return [
        replace(row, decided=decided.get(row.id), spam=spam.get(row.id))
        for row in _undecided(viewer, found, at)
    ]


@query
def list_spam(*, viewer: Actor, start: int = 0, limit: int = 25) -> QueuePage:
    """Reports that were put aside as spam, the latest first.

    Those that were put aside together are one line.
    """
    viewer.must("intelligence.triage")
    marked = spam_marks(viewer=viewer)
    lines: dict[UUID, list[UUID]] = {}
    for id_, mark in marked.items():
        lines.setdefault(mark.together or id_, []).append(id_)
    cut = list(lines.values())[start : start + limit]
    shown = {ids[0]: len(ids) - 1 for ids in cut}
    found = reporting.list_reports(viewer=viewer, report_ids=list(shown))
    rows = [
        QueueRow(row, spam=replace(marked[row.id], others=shown[row.id]))
        for row in found
    ]
    return QueuePage(rows=rows, total=len(lines))


def _undecided(
    viewer: Actor, rows: Sequence[reporting.WaitingReport], at: datetime
) -> list[QueueRow]:
    held = load_holders(viewer=viewer, report_ids=[row.id for row in rows])
    return [
        QueueRow(
            row,
            clock=(reporting.clock_of(row, now=at) if row.status == WAITING else None),
            holder=held.get(row.id) if row.status == WAITING else None,
        )
        for row in rows
    ]


@query
def dealt_with(*, viewer: Actor, start: int = 0, limit: int = 25) -> QueuePage:
    """Reports that have come to their end, the latest decision first."""
    viewer.must("intelligence.triage")
    viewer.must(reporting.READ_REPORTS)
    ended = query_standing_triages().filter(
        report__desk_id=viewer.organisation, report__status="done"
    )
    rows = ended.order_by("-decided_at", "id").values_list("report_id", flat=True)
    shown = list(rows[start : start + limit])
    decided = load_decisions(viewer=viewer, report_ids=shown)
    found = reporting.list_reports(viewer=viewer, report_ids=shown)
    return QueuePage(
        rows=[QueueRow(row, decided=decided.get(row.id)) for row in found],
        total=ended.count(),
    )


def desks_to_pass_to(*, viewer: Actor, day: date) -> set[UUID]:
    """The organisations to whose desk a report can be sealed."""
    desks = {id_ for id_, _ in reporting.desks_to_choose(day=day)}
    return desks - {viewer.organisation}
