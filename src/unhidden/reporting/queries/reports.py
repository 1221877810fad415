"""Reading what waits for the desk."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Count, F, QuerySet
from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.reporting.models import CameBy, Report, ReportStatus, UrgencyReasonChoices
from unhidden.reporting.queries.languages import LANGUAGES, name_of_language
from unhidden.reporting.queries.urgencies import (
    IS_SET,
    MOST_PRESSING_FIRST,
    PRESSING,
    SetUrgency,
    label_of,
    set_urgencies,
)
from unhidden.reporting.rules import clocks, lanes, receipts
from unhidden.vault import letters
from unhidden.vault import queries as vault

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

READ_REPORTS = "reporting.read_reports"
ENTER_REPORTS = "reporting.enter_reports"

_OPEN = (ReportStatus.WAITING, ReportStatus.READ)


@dataclass(frozen=True, slots=True)
class WaitingReport:
    """What may be known of a report without opening it.

    It was sent as ``sent_urgency``, and counts as ``urgency``: as ``set_urgency`` where
    the desk has set one. ``alike`` counts those that say nearly the same,
    ``same_place`` others about the same place; neither mark leaves this module.
    """

    id: UUID
    received_on: date
    language: str
    language_label: StrOrPromise
    urgency: str
    urgency_label: str
    sent_urgency: str
    set_urgency: SetUrgency | None
    reasons: tuple[StrOrPromise, ...]
    came_by: str
    came_by_label: str
    entered_at: datetime | None
    status: str
    status_label: str
    has_news: bool
    is_rushed: bool
    alike: int = 0
    same_place: int = 0

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided on it, nor set it aside."""
        return self.status == ReportStatus.WAITING

    @property
    def is_dealt_with(self) -> bool:
        """Whether the desk has done with it, for now."""
        return self.status == ReportStatus.DONE


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """One page of the queue; how many lines it has in all, and how many reports.

    Near-duplicates are one line, and ``alike`` says how many more it stands for.
    """

    rows: tuple[WaitingReport, ...]
    total: int
    reports: int


def can_take_reports() -> bool:
    """Whether there is a desk to seal reports to, whose keys somebody signed for."""
    desk = agencies.desk_id()
    return bool(desk and vault.newest_keys(team_ids={desk}))


def digest_of(words: str) -> str:
    """What is stored for these receipt words."""
    return digest_of_address(letters.box_of(receipts.normalise_receipt(words)).address)


def digest_of_address(address: bytes) -> str:
    """What is stored for the address that the words of a receipt give."""
    return receipts.hash_address(address, key=settings.RECEIPT_KEY)


def is_kept(digest: str) -> bool:
    """Whether a report with this way back is there.

    Asks a function of the database: the public site's role reads no report.
    """
    with connection.cursor() as cursor:
        cursor.execute("select wall.mailbox_of(%s) is not null", [digest])
        (found,) = cursor.fetchone()
    return bool(found)


@query
def waiting_reports(
    *,
    viewer: Actor,
    start: int = 0,
    limit: int | None = 25,
    among: Collection[UUID] | None = None,
    status: str = "",
    language: str = "",
) -> WaitingPage:
    """What the viewer's desk has not dealt with: pressing first, then oldest.

    Only of the reports ``among`` these, if any are named, in this ``status``, and from
    the pages of this ``language``.
    """
    found = _lanes(viewer, among, status, language)
    shown = found[start : None if limit is None else start + limit]
    rows = _shown(viewer, [lane.head for lane in shown])
    return WaitingPage(
        rows=tuple(replace(rows[lane.head], alike=len(lane.others)) for lane in shown),
        total=len(found),
        reports=sum(1 + len(lane.others) for lane in found),
    )


@query
def languages_of_reports(
    *, viewer: Actor, status: str
) -> list[tuple[str, StrOrPromise]]:
    """The languages of the pages from which the desk's reports in this state came."""
    rows = _of_desk(viewer).filter(status=status)
    used = set(rows.order_by("language").values_list("language", flat=True).distinct())
    known = [*LANGUAGES, *sorted(used - LANGUAGES.keys())]
    return [(code, name_of_language(code)) for code in known if code in used]


@query
def reports_alike(*, viewer: Actor, report_id: UUID) -> list[WaitingReport]:
    """A waiting report and those that say nearly the same; raises Absent."""
    for lane in _lanes(viewer):
        if report_id in (lane.head, *lane.others):
            ids = [lane.head, *lane.others]
            rows = _shown(viewer, ids)
            return [rows[one] for one in ids]
    raise Absent


@query
def reports_of_place(*, viewer: Actor, report_id: UUID) -> list[WaitingReport]:
    """A report and all that the desk has about the same place; raises Absent.

    The newest first. They are told by a keyed mark, and none is opened.
    """
    row = _of_desk(viewer).filter(id=report_id).first()
    if row is None or row.place_mark is None:
        raise Absent
    rows = _of_desk(viewer).filter(place_mark=row.place_mark)
    ids = list(rows.order_by("-received_on", "id").values_list("id", flat=True))
    found = _shown(viewer, ids)
    return [replace(found[one], same_place=0) for one in ids]


@query
def overdue_reports(*, viewer: Actor, now: datetime) -> set[UUID]:
    """Which waiting reports of the viewer's desk have waited too long."""
    rows = _of_desk(viewer).filter(status=ReportStatus.WAITING)
    held = rows.annotate(pressing=PRESSING).order_by("id")
    listed = held.values_list("id", "pressing", "received_on", "entered_at")
    return {
        id_
        for id_, urgency, received_on, entered_at in listed
        if clocks.compute_triage_clock(
            urgency=urgency, received_on=received_on, entered_at=entered_at, now=now
        ).is_overdue
    }


def clock_of(
    row: WaitingReport, *, now: datetime, since: datetime | None = None
) -> clocks.TriageClock:
    """How long a report has waited, and until when it may; ``since`` it was decided."""
    return clocks.compute_triage_clock(
        urgency=row.urgency,
        received_on=timezone.localdate(since) if since else row.received_on,
        entered_at=since or row.entered_at,
        now=now,
    )


def reasons_in_words(codes: Iterable[str]) -> list[StrOrPromise]:
    """Why a report presses, the most pressing reason first."""
    given = frozenset(codes)
    return [label for code, label in UrgencyReasonChoices.choices if code in given]


def ways_to_enter() -> list[tuple[str, StrOrPromise]]:
    """How a colleague may have heard of something, as codes and words."""
    return [each for each in CameBy.choices if each[0] != CameBy.WEB]


def _lanes(
    viewer: Actor,
    among: Collection[UUID] | None = None,
    status: str = "",
    language: str = "",
) -> list[lanes.DuplicateCluster[UUID]]:
    """The open reports of the desk in lanes; those being considered stand alone."""
    rows = _of_desk(viewer).filter(status__in=[status] if status else _OPEN)
    if language:
        rows = rows.filter(language=language)
    if among is not None:
        rows = rows.filter(id__in=among)
    hour = F("entered_at").asc(nulls_first=True)
    ranked = rows.annotate(pressing=PRESSING, rank=MOST_PRESSING_FIRST)
    ordered = ranked.order_by("rank", "received_on", hour, "id")
    held = ordered.values_list("id", "status", "sketch")
    return lanes.cluster_duplicates(
        (id_, sketch if status == ReportStatus.WAITING else ())
        for id_, status, sketch in held
    )


def _same_place(viewer: Actor, rows: Iterable[Report]) -> dict[int, int]:
    """How many reports of the desk have each of these rows' places."""
    marks = {row.place_mark for row in rows} - {None}
    counted = _of_desk(viewer).filter(place_mark__in=marks).values("place_mark")
    found = counted.annotate(reports=Count("id")).order_by("place_mark")
    pairs = found.values_list("place_mark", "reports") if marks else ()
    return {mark: reports for mark, reports in pairs if mark is not None}


@query
def get_waiting_report(*, viewer: Actor, report_id: UUID) -> WaitingReport:
    """One report of the viewer's desk, still sealed; raises Absent."""
    found = _shown(viewer, [report_id])
    if report_id not in found:
        raise Absent
    return found[report_id]


@query
def list_reports(*, viewer: Actor, report_ids: Sequence[UUID]) -> list[WaitingReport]:
    """These reports of the viewer's desk, still sealed, in this order."""
    rows = _shown(viewer, report_ids)
    return [rows[one] for one in report_ids if one in rows]


def _shown(viewer: Actor, ids: Sequence[UUID]) -> dict[UUID, WaitingReport]:
    """Those of these reports that are the desk's, with what is known beside them."""
    rows = _of_desk(viewer).annotate(is_set=IS_SET).in_bulk(list(ids))
    places = _same_place(viewer, rows.values())
    changed = [id_ for id_, row in rows.items() if row.is_set]
    found = set_urgencies(changed) if changed else {}
    return {id_: _waiting(row, places, found.get(id_)) for id_, row in rows.items()}


def _of_desk(viewer: Actor) -> QuerySet[Report]:
    """The reports of the viewer's own desk, without their sealed answers."""
    viewer.must(READ_REPORTS)
    mine = Report.objects.filter(desk_id=viewer.organisation)
    return mine.defer("sealed_answers")


def _waiting(
    row: Report, places: Mapping[int, int], found: SetUrgency | None
) -> WaitingReport:
    there = places.get(row.place_mark, 1) if row.place_mark is not None else 1
    urgency, label = label_of(row, found)
    return WaitingReport(
        id=row.id,
        received_on=row.received_on,
        language=row.language,
        language_label=name_of_language(row.language),
        urgency=urgency,
        urgency_label=label,
        sent_urgency=row.urgency,
        set_urgency=found,
        reasons=tuple(reasons_in_words(row.reasons)),
        came_by=row.came_by,
        came_by_label=row.get_came_by_display(),
        entered_at=row.entered_at,
        status=row.status,
        status_label=row.get_status_display(),
        has_news=row.has_news,
        is_rushed=row.is_rushed,
        same_place=there - 1,
    )
