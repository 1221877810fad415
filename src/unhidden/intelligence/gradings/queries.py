"""The grade that stands of an item, and those before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.intelligence.gradings.rules import Grade
from unhidden.intelligence.models import (
    AssessmentGrade,
    Grading,
    HandlingCode,
    IntelligenceReport,
    Item,
    SourceGrade,
)
from unhidden.intelligence.models.gradings import AS_WRITTEN

CONFIRMS = "intelligence.regrade_item"
MOST_PROPOSED = 50


@dataclass(frozen=True, slots=True)
class GradeView:
    """One version of an item's grade, in words; ``reason`` is empty as written.

    ``is_proposed`` where whoever wrote it may not confirm a grade.
    """

    version: int
    grade: Grade
    source_label: str
    assessment_label: str
    handling_label: str
    reason: str
    by: str
    at: datetime
    is_proposed: bool = False


@dataclass(frozen=True, slots=True)
class Proposed:
    """An item whose grade nobody has confirmed; ``id`` is its report's."""

    id: UUID
    urn: str
    number: int
    text: str
    grade: Grade
    written_by: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class ToGrade:
    """An item that may be graded anew; ``grades`` has the one that stands first."""

    id: UUID
    intelligence_id: UUID
    urn: str
    number: int
    text: str
    grades: tuple[GradeView, ...]

    @property
    def stands(self) -> GradeView:
        """The grade of today."""
        return self.grades[0]


def load_standing_grades(items: Iterable[Item]) -> Mapping[UUID, Grade]:
    """The grade that stands of each item: its newest, else the one as written."""
    found = {item.id: grade_of(item) for item in items}
    if not found:
        return found
    newest = Grading.objects.filter(item__in=list(found)).order_by("item", "-version")
    return found | {row.item_id: grade_of(row) for row in newest.distinct("item")}


def grade_of(row: Item | Grading) -> Grade:
    """The grade in a row."""
    return Grade(row.source, row.assessment, row.handling, row.conditions)


def load_grade_versions(
    report: IntelligenceReport, items: Iterable[Item]
) -> Mapping[UUID, tuple[GradeView, ...]]:
    """Every grade of the report's items, each item's newest first."""
    known = list(items)
    later: dict[UUID, list[GradeView]] = defaultdict(list)
    rows = Grading.objects.filter(item__in=known).select_related("graded_by")
    for row in rows.order_by("item", "-version", "id"):
        by, at = row.graded_by.name, row.graded_at
        later[row.item_id].append(_view(row, row.version, row.reason, by, at))
    writer, written_at = report.written_by.name, report.written_at
    return {
        item.id: (*later[item.id], _view(item, AS_WRITTEN, "", writer, written_at))
        for item in known
    }


@query
@of_one_record("intelligence_id")
def to_grade(*, viewer: Actor, intelligence_id: UUID, number: int) -> ToGrade:
    """One item with its grades, for those who may grade it anew; else Absent."""
    viewer.must(CONFIRMS)
    item = (
        Item.objects.filter(report=intelligence_id, number=number, is_replaced=False)
        .select_related("report__written_by")
        .filter(report__anonymised_at__isnull=True)
        .defer("report__raw_sealed", "report__provenance_sealed")
        .first()
    )
    if item is None or item.report.organisation_id != viewer.organisation_id:
        raise Absent
    return ToGrade(
        id=item.id,
        intelligence_id=intelligence_id,
        urn=item.report.urn,
        number=number,
        text=item.text,
        grades=load_grade_versions(item.report, [item])[item.id],
    )


@query
def unconfirmed_about(*, viewer: Actor, premises_id: UUID) -> int:
    """How many items that the viewer sees about these premises count in no risk yet."""
    if not viewer.may("intelligence.see_items"):
        return 0
    rows = Item.objects.filter(is_proposed=True, is_replaced=False, gradings=None)
    return rows.filter(mentions__premises=premises_id).distinct().count()


@query
def grades_proposed(*, viewer: Actor) -> list[Proposed]:
    """The items of the viewer's organisation with a grade to confirm, oldest first."""
    viewer.must(CONFIRMS)
    rows = (
        Item.objects.filter(is_proposed=True, is_replaced=False, gradings=None)
        .filter(report__organisation=viewer.organisation)
        .filter(report__anonymised_at__isnull=True)
        .select_related("report__written_by")
        .defer("report__raw_sealed", "report__provenance_sealed")
        .order_by("report__written_at", "report", "number")
    )
    return [
        Proposed(
            id=row.report_id,
            urn=row.report.urn,
            number=row.number,
            text=row.text,
            grade=grade_of(row),
            written_by=row.report.written_by.name,
            written_at=row.report.written_at,
        )
        for row in rows[:MOST_PROPOSED]
    ]


def _view(
    row: Item | Grading, version: int, reason: str, by: str, at: datetime
) -> GradeView:
    return GradeView(
        version=version,
        grade=grade_of(row),
        source_label=str(SourceGrade(row.source).label),
        assessment_label=str(AssessmentGrade(row.assessment).label),
        handling_label=str(HandlingCode(row.handling).label),
        reason=reason,
        by=by,
        at=at,
        is_proposed=isinstance(row, Item) and row.is_proposed,
    )
