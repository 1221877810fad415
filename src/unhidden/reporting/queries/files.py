"""The files of a report: for its sender before it is sent, and for the desk after."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.reporting.models import (
    MOST_FILES,
    Custodian,
    FileFinding,
    FileKind,
    Report,
    ReportFile,
)
from unhidden.reporting.queries.reports import READ_REPORTS

NAME_CUSTODIANS = "reporting.name_custodians"
OPEN_ORIGINALS = "reporting.open_originals"


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file of a form that is not sent yet, as its sender may be told of it."""

    id: UUID
    number: int
    kind_label: str
    kilobytes: int
    found: tuple[str, ...]


def files_kept_with(*, form_key: UUID) -> list[SentFile]:
    """What came with this form so far; nothing once it is sent.

    Asks a function of the database: the public site's role reads no file.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, number, kind, kilobytes, found from wall.files_kept_with(%s)",
            [form_key],
        )
        rows = cursor.fetchall()
    return [
        SentFile(id_, number, kind_label(kind), kilobytes, list_finding_labels(found))
        for id_, number, kind, kilobytes, found in rows
    ]


def free_numbers(*, form_key: UUID) -> list[int]:
    """Which of the ten places of a form are free."""
    taken = {row.number for row in files_kept_with(form_key=form_key)}
    return [n for n in range(1, MOST_FILES + 1) if n not in taken]


def kind_label(kind: str) -> str:
    return str(FileKind(kind).label)


def list_finding_labels(found: list[str]) -> tuple[str, ...]:
    """What was found in a file, in words."""
    return tuple(str(FileFinding(each).label) for each in found)


def files_of_report(viewer: Actor, report_id: UUID) -> QuerySet[ReportFile]:
    """The rows of a report of the viewer's desk, in the order in which they came."""
    viewer.must(READ_REPORTS)
    reports = Report.objects.filter(id=report_id, desk_id=viewer.organisation)
    keys = reports.values("form_key")
    return ReportFile.objects.filter(form_key__in=keys).order_by("number", "id")


@query
def is_custodian(*, viewer: Actor) -> bool:
    """Whether the viewer is one of those who may open originals."""
    if not viewer.may(OPEN_ORIGINALS):
        return False
    return Custodian.objects.filter(
        organisation_id=viewer.organisation,
        person_id=viewer.person,
        agreed_by__isnull=False,
        ended_at=None,
    ).exists()
