"""Reading what waits for the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Case, IntegerField, QuerySet, Value, When

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.reporting.models import Report, ReportStatus, Urgency
from unhidden.reporting.rules import lanes, receipts
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
    is_rushed: bool
    alike: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """One page of the queue; how many lines it has in all, and how many reports.

    Near-duplicates are one line, and ``alike`` says how many more it stands for.
    """

    rows: tuple[WaitingReport, ...]
    total: int
    reports: int


def can_take_reports() -> bool:
    """Whether there is a desk to seal reports to."""
    return agencies.desk_id() is not None


def digest_of(words: str) -> str:
    """What is stored for these receipt words."""
    return digest_of_address(letters.box_of(receipts.code(words)).address)


def digest_of_address(address: bytes) -> str:
    """What is stored for the address that the words of a receipt give."""
    return receipts.digest(address, key=settings.RECEIPT_KEY)


def is_kept(digest: str) -> bool:
    """Whether a report with this way back is there.

    Asks a function of the database: the public site's role reads no report.
    """
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from wall.mailbox_of(%s))", [digest])
        (found,) = cursor.fetchone()
    return bool(found)


@query
def waiting_reports(*, viewer: Actor, start: int = 0, limit: int = 25) -> Waiting:
    """What the viewer's desk has not dealt with: pressing first, then oldest."""
    found = _lanes(viewer)
    shown = found[start : start + limit]
    rows = _of_desk(viewer).in_bulk([lane.head for lane in shown])
    return Waiting(
        rows=tuple(_waiting(rows[lane.head], len(lane.others)) for lane in shown),
        total=len(found),
        reports=sum(1 + len(lane.others) for lane in found),
    )


@query
def reports_alike(*, viewer: Actor, report_id: UUID) -> list[WaitingReport]:
    """A waiting report and those that say nearly the same; raises Absent."""
    for lane in _lanes(viewer):
        if report_id in (lane.head, *lane.others):
            ids = [lane.head, *lane.others]
            rows = _of_desk(viewer).in_bulk(ids)
            return [_waiting(rows[one]) for one in ids]
    raise Absent


def _lanes(viewer: Actor) -> list[lanes.Lane[UUID]]:
    """The open reports of the desk in lanes; those being considered stand alone."""
    rows = _of_desk(viewer).filter(status__in=_OPEN)
    ordered = rows.annotate(rank=_MOST_PRESSING_FIRST).order_by(
        "rank", "received_on", "id"
    )
    held = ordered.values_list("id", "status", "sketch")
    return lanes.lanes(
        (id_, sketch if status == ReportStatus.WAITING else ())
        for id_, status, sketch in held
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


def _waiting(row: Report, alike: int = 0) -> WaitingReport:
    return WaitingReport(
        id=row.id,
        received_on=row.received_on,
        language=row.language,
        urgency=row.urgency,
        urgency_label=row.get_urgency_display(),
        status=row.status,
        status_label=row.get_status_display(),
        has_news=row.has_news,
        is_rushed=row.is_rushed,
        alike=alike,
    )
