"""Reading what waits for the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Case, IntegerField, QuerySet, Value, When

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.reporting.models import Report, ReportStatus, Urgency
from unhidden.reporting.rules import receipts
from unhidden.vault import letters

READ_REPORTS = "reporting.read_reports"

_OPEN = (ReportStatus.WAITING, ReportStatus.READ)
_MOST_PRESSING_FIRST = Case(
    When(urgency=Urgency.DANGER, then=Value(0)),
    When(urgency=Urgency.SAME_DAY, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class WaitingReport:
    """What may be known of a report without opening it."""

    id: UUID
    received_on: date
    language: str
    urgency: str
    urgency_label: str
    status: str
    status_label: str
    has_news: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """One page of the queue, and how many there are in all."""

    rows: tuple[WaitingReport, ...]
    total: int


def can_take_reports() -> bool:
    """Whether there is a desk to seal reports to."""
    return agencies.desk_id() is not None


def digest_of(words: str) -> str:
    """What is stored for these receipt words."""
    address = letters.box_of(receipts.code(words)).address
    return receipts.digest(address, key=settings.RECEIPT_KEY)


@query
def waiting_reports(*, viewer: Actor, start: int = 0, limit: int = 25) -> Waiting:
    """What the viewer's desk has not dealt with: pressing first, then oldest."""
    rows = _of_desk(viewer).filter(status__in=_OPEN)
    ordered = rows.annotate(rank=_MOST_PRESSING_FIRST).order_by(
        "rank", "received_on", "id"
    )
    return Waiting(
        rows=tuple(_waiting(row) for row in ordered[start : start + limit]),
        total=rows.count(),
    )


@query
def report(*, viewer: Actor, report_id: UUID) -> WaitingReport:
    """One report of the viewer's desk, still sealed; raises Absent."""
    row = _of_desk(viewer).filter(id=report_id).first()
    if row is None:
        raise Absent
    return _waiting(row)


def _of_desk(viewer: Actor) -> QuerySet[Report]:
    """The reports of the viewer's own desk, without their sealed answers."""
    viewer.must(READ_REPORTS)
    mine = Report.objects.filter(desk_id=viewer.organisation)
    return mine.defer("sealed_answers")


def _waiting(row: Report) -> WaitingReport:
    return WaitingReport(
        id=row.id,
        received_on=row.received_on,
        language=row.language,
        urgency=row.urgency,
        urgency_label=row.get_urgency_display(),
        status=row.status,
        status_label=row.get_status_display(),
        has_news=row.has_news,
    )
