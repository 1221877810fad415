"""Lists of graded reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.intelligence.gradings.queries import load_standing_grades
from unhidden.intelligence.gradings.rules import Grade
from unhidden.intelligence.models import IntelligenceReport, Item
from unhidden.intelligence.reports.queries.checks import reports_waiting


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A graded report in a list: where it came from, its first words, its grades."""

    id: UUID
    urn: str
    origin: str
    origin_label: str
    organisation: str
    event_on: date | None
    written_at: datetime
    text: str
    grades: tuple[str, ...]
    is_conditional: bool
    waits: bool
    is_anonymised: bool


@dataclass(frozen=True, slots=True)
class GradedReportsPage:
    rows: list[ReportRow]
    total: int


@query
def list_graded_reports(
    *, viewer: Actor, start: int = 0, limit: int = 25
) -> GradedReportsPage:
    """Graded reports, newest first."""
    viewer.must("intelligence.see_items")
    rows = _listed()
    return GradedReportsPage(
        rows=_rows(rows[start : start + limit]), total=rows.count()
    )


@query
def reports_of_visit(*, viewer: Actor, visit_id: UUID) -> list[ReportRow]:
    """What a visit taught us; nothing for those who may not read intelligence."""
    if not viewer.may("intelligence.see_items"):
        return []
    return _rows(_listed().filter(visit_id=visit_id))


def _listed() -> QuerySet[IntelligenceReport]:
    standing_items = Item.objects.filter(is_replaced=False).order_by("number", "id")
    items = Prefetch("items", queryset=standing_items)
    rows = IntelligenceReport.objects.defer("raw_sealed", "provenance_sealed")
    return rows.order_by("-written_at", "id").prefetch_related(items)


def _rows(found: QuerySet[IntelligenceReport]) -> list[ReportRow]:
    names = {row.id: row.name for row in agencies.list_organisation_names()}
    shown = list(found)
    grades = load_standing_grades(
        item for report in shown for item in report.items.all()
    )
    waiting = reports_waiting(report.id for report in shown)
    return [_row(report, names, grades, waiting) for report in shown]


def _row(
    report: IntelligenceReport,
    names: dict[UUID, str],
    grades: Mapping[UUID, Grade],
    waiting: frozenset[UUID],
) -> ReportRow:
    items = list(report.items.all())
    stand = [grades[item.id] for item in items]
    return ReportRow(
        id=report.id,
        urn=report.urn,
        origin=report.origin,
        origin_label=report.get_origin_display(),
        organisation=names.get(report.organisation_id, ""),
        event_on=report.event_on,
        written_at=report.written_at,
        text=items[0].text,
        grades=tuple(grade.code for grade in stand),
        is_conditional=any(grade.conditions for grade in stand),
        waits=report.id in waiting,
        is_anonymised=report.anonymised_at is not None,
    )
