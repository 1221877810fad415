"""Reading what waits for the desk, how far a report is, and who else can be called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.translation import get_language

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.reporting.models import (
    Channel,
    ChannelGroup,
    Report,
    ReportStatus,
    Urgency,
)
from unhidden.reporting.rules import receipts
from unhidden.signs import queries as signs

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


@dataclass(frozen=True, slots=True)
class Waiting:
    """One page of the queue, and how many there are in all."""

    rows: tuple[WaitingReport, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ChannelCard:
    """A line to call. ``dialled`` is the number for the telephone itself, ``site``
    the web address as people read it."""

    code: str
    name: str
    number: str
    dialled: str
    text_number: str
    web: str
    site: str
    hours: str
    takes: str
    note: str
    is_anonymous: bool
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class GroupOfChannels:
    """The lines for one need, in the order to try them."""

    code: str
    name: str
    channels: tuple[ChannelCard, ...]


@dataclass(frozen=True, slots=True)
class SignsOfSection:
    """The public signs of a section, as codes and words for a form."""

    code: str
    name: str
    intro: str
    signs: tuple[tuple[str, str], ...]


def can_take_reports() -> bool:
    """Whether there is a desk to seal reports to."""
    return agencies.desk_id() is not None


def signs_to_offer() -> list[SignsOfSection]:
    """The public signs in the language of the page, the general ones first."""
    return _signs_in(_language())


@cache
def _signs_in(language: str) -> list[SignsOfSection]:
    """Asked once a process: the catalogue is part of a release, and is loaded
    before the sites start. It is one query a section otherwise, on every page."""
    return [
        SignsOfSection(
            code=section.code,
            name=section.name,
            intro=section.intro,
            signs=tuple(
                (sign.code, sign.phrase)
                for sign in signs.public_signs(section.code, language)
            ),
        )
        for section in signs.public_sections(language)
    ]


def status_by_words(*, words: str) -> str | None:
    """The status of the report with these receipt words, or None.

    Asks a function of the database: the public site's role reads no report.
    """
    digest = receipts.digest(words, key=settings.RECEIPT_KEY)
    with connection.cursor() as cursor:
        cursor.execute("select wall.report_status_of(%s)", [digest])
        (status,) = cursor.fetchone()
    return str(status) if status else None


def channels() -> list[GroupOfChannels]:
    """Who can be called, by need: danger first."""
    rows = list(Channel.objects.order_by("position", "code"))
    groups = (
        GroupOfChannels(
            code=group.value,
            name=str(group.label),
            channels=tuple(_channel(row) for row in rows if row.group == group),
        )
        for group in ChannelGroup
    )
    return [group for group in groups if group.channels]


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
    )


def _channel(row: Channel) -> ChannelCard:
    is_welsh = _language() == "cy"
    return ChannelCard(
        code=row.code,
        name=row.name_cy if is_welsh else row.name_en,
        number=row.number,
        dialled="".join(row.number.split()),
        text_number=row.text_number,
        web=row.web,
        site=row.web.removeprefix("https://"),
        hours=row.hours_cy if is_welsh else row.hours_en,
        takes=row.takes_cy if is_welsh else row.takes_en,
        note=row.note_cy if is_welsh else row.note_en,
        is_anonymous=row.is_anonymous,
        checked_on=row.checked_on,
    )


def _language() -> str:
    return get_language() or "en"
