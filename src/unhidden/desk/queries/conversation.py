"""What the desk knows of a report without opening it: can its reporter be reached, how
long is it kept, where did it come from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Subquery

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.reporting.models import (
    Hold,
    Passing,
    Report,
    ReportFile,
    ReportStatus,
)
from unhidden.reporting.queries.reports import READ_REPORTS
from unhidden.reporting.rules import retention


@dataclass(frozen=True, slots=True)
class HoldNow:
    """Why a report is kept, and since when."""

    reason: str
    set_by: str
    set_at: datetime


@dataclass(frozen=True, slots=True)
class PassedHere:
    """From which organisation a report came, why, and what they said about it."""

    from_name: str
    purpose_label: str
    reason: str
    passed_by: str
    passed_at: datetime


@dataclass(frozen=True, slots=True)
class Keeping:
    """``kept_until`` is None while the report may not be deleted; ``files`` a count."""

    is_reachable: bool
    kept_until: date | None
    hold: HoldNow | None
    passings: tuple[PassedHere, ...]
    is_undecided: bool
    files: int


@dataclass(frozen=True, slots=True)
class SoonGone:
    """A report that is deleted after this day, unless something happens."""

    id: UUID
    received_on: date
    kept_until: date

    @property
    def reference(self) -> str:
        return str(self.id)[:8].upper()


@dataclass(frozen=True, slots=True)
class UnreadReply:
    """A report that was decided on, whose reporter has written again."""

    id: UUID
    received_on: date
    active_on: date

    @property
    def reference(self) -> str:
        return str(self.id)[:8].upper()


@query
def get_retention(*, viewer: Actor, report_id: UUID) -> Keeping:
    """How long a report of the viewer's desk is kept, why, and with how many files.

    Raises Absent.
    """
    held = Hold.objects.filter(lifted_at=None)
    files = ReportFile.objects.filter(form_key=OuterRef("form_key"))
    counted = files.values("form_key").annotate(files=Count("id")).values("files")
    row = (
        _of_desk(viewer)
        .annotate(
            is_held=Exists(held.filter(report=OuterRef("id"))),
            files=Subquery(counted.order_by()),
            was_passed=Exists(Passing.objects.filter(report=OuterRef("id"))),
        )
        .filter(id=report_id)
        .first()
    )
    if row is None:
        raise Absent
    hold = held.select_related("set_by").get(report=row) if row.is_held else None
    return Keeping(
        is_reachable=row.reply_key is not None,
        kept_until=_kept_until(row, is_held=hold is not None),
        hold=HoldNow(hold.reason, hold.set_by.name, hold.set_at) if hold else None,
        passings=_passings(row) if row.was_passed else (),
        is_undecided=row.status == ReportStatus.WAITING,
        files=row.files or 0,
    )


@query
def soon_gone(*, viewer: Actor, today: date) -> list[SoonGone]:
    """What is deleted within the next two weeks, the first to go first."""
    rows = list(_of_desk(viewer).filter(status=ReportStatus.DONE, has_news=False))
    held = _held([row.id for row in rows])
    last = {row.id: _kept_until(row, is_held=row.id in held) for row in rows}
    found = [
        SoonGone(row.id, row.received_on, day)
        for row in rows
        if (day := last[row.id]) and retention.is_soon(day, today=today)
    ]
    return sorted(found, key=lambda one: (one.kept_until, one.id))


@query
def with_news(*, viewer: Actor) -> list[UnreadReply]:
    """Reports that were decided on and whose reporter wrote since, the oldest first."""
    rows = _of_desk(viewer).filter(has_news=True).exclude(status=ReportStatus.WAITING)
    return [
        UnreadReply(row.id, row.received_on, row.active_on)
        for row in rows.order_by("active_on", "id")
    ]


def _of_desk(viewer: Actor) -> QuerySet[Report]:
    viewer.must(READ_REPORTS)
    mine = Report.objects.filter(desk_id=viewer.organisation).defer("sealed_answers")
    return mine.annotate(last_said_on=Max("messages__sent_on"))


def _held(report_ids: Collection[UUID]) -> set[UUID]:
    rows = Hold.objects.filter(report_id__in=list(report_ids), lifted_at=None)
    return set(rows.values_list("report_id", flat=True))


def _kept_until(row: Report, *, is_held: bool) -> date | None:
    last_said_on: date | None = getattr(row, "last_said_on", None)
    return retention.kept_until(
        status=row.status,
        has_news=row.has_news,
        is_held=is_held,
        done_on=row.done_on,
        active_on=row.active_on,
        last_said_on=last_said_on,
        days=settings.REPORT_DAYS,
    )


def _passings(row: Report) -> tuple[PassedHere, ...]:
    rows = row.passings.select_related("passed_by").order_by("passed_at", "id")
    names = {each.id: each.name for each in agencies.list_organisation_names()}
    return tuple(
        PassedHere(
            from_name=names.get(each.from_desk_id, ""),
            purpose_label=each.get_purpose_display(),
            reason=each.reason,
            passed_by=each.passed_by.name,
            passed_at=each.passed_at,
        )
        for each in rows
    )
