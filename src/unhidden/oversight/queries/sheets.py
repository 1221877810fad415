"""Result sheets: the true figures beside how the public would see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import get_language

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.disclosure_control import protection
from unhidden.operations import queries as operations
from unhidden.oversight import rules
from unhidden.oversight.models import Approval, ExactFigure, Publication, ResultSheet
from unhidden.oversight.queries.figures import (
    LABELS,
    ComparedGroup,
    FigureView,
    compare_groups,
    group_figures,
    view_figure,
)

SMALL = protection.SMALL


@dataclass(frozen=True, slots=True)
class ExactAsked:
    id: UUID
    label: str
    value: int
    source: str
    asked_by: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet: the true figures beside how the public would see them."""

    id: UUID
    version: int
    computed_at: datetime
    computed_by: str
    approved_by: str
    compared: tuple[ComparedGroup, ...]
    small: tuple[FigureView, ...]
    asked: tuple[ExactAsked, ...]


@dataclass(frozen=True, slots=True)
class PublicationCard:
    id: UUID
    slug: str
    number: int
    published_on: date
    withdrawn_on: date | None


@dataclass(frozen=True, slots=True)
class ResultsView:
    operation: operations.OperationView
    sheet: SheetView | None
    publications: tuple[PublicationCard, ...]


@query
def get_results(*, viewer: Actor, operation_id: UUID) -> ResultsView:
    """An operation's latest sheet and its publications; raises Absent."""
    viewer.must("oversight.see_results")
    operation = operations.get_operation(viewer=viewer, operation_id=operation_id)
    sheet = (
        ResultSheet.objects.filter(operation_id=operation_id)
        .select_related("computed_by")
        .order_by("-version", "id")
        .first()
    )
    published = Publication.objects.filter(operation_id=operation_id)
    return ResultsView(
        operation=operation,
        sheet=_sheet(sheet) if sheet else None,
        publications=tuple(
            PublicationCard(
                id=row.id,
                slug=row.slug,
                number=row.number,
                published_on=row.published_on,
                withdrawn_on=row.withdrawn_on,
            )
            for row in published.order_by("-number", "slug", "id")
        ),
    )


@query
def operation_of(*, viewer: Actor, publication_id: UUID) -> UUID:
    """The operation that was published; raises Absent."""
    viewer.must("oversight.see_results")
    rows = Publication.objects.filter(id=publication_id)
    found = rows.values_list("operation_id", flat=True).first()
    if found is None:
        raise Absent
    return found


def protect_figures(sheet: ResultSheet) -> list[dict[str, object]]:
    """The figures as they may be shown, ready to be frozen in a publication.

    Only those of the public's list take part, each with the definition that was frozen
    when it was counted.
    """
    counted = {
        code: sheet.figures[code]
        for code in rules.PUBLISHED_CODES
        if code in sheet.figures
    }
    released = {
        row.code: row
        for row in ExactFigure.objects.filter(
            operation_id=sheet.operation_id, approved_at__isnull=False
        ).order_by("code", "id")
        if row.value == counted.get(row.code)
    }
    shown = protection.protect_counts(
        counted,
        sums=[protection.CountSum(total, each) for total, each in rules.SUMS],
        parts=[protection.CountPart(*pair) for pair in rules.PARTS],
        already_public=released,
    )
    return [
        {
            "code": code,
            "how": str(shown[code]),
            "value": (value if shown[code] is protection.CountDisplay.EXACT else None),
            "source_en": released[code].source_en if code in released else "",
            "source_cy": released[code].source_cy if code in released else "",
            **sheet.definitions.get(code, {}),
        }
        for code, value in counted.items()
    ]


def _sheet(row: ResultSheet) -> SheetView:
    approval = Approval.objects.filter(sheet=row).select_related("approved_by").first()
    asked = (
        ExactFigure.objects.filter(operation_id=row.operation_id)
        .select_related("asked_by", "approved_by")
        .order_by("code", "id")
    )
    taken = {each.code for each in asked}
    true = [
        {"code": code, "how": "exact", "value": value, **row.definitions.get(code, {})}
        for code, value in row.figures.items()
    ]
    protected = protect_figures(row)
    shown = {each["code"] for each in protected}
    withheld: list[dict[str, object]] = [
        {**each, "how": "internal", "value": None}
        for each in true
        if each["code"] not in shown
    ]
    return SheetView(
        id=row.id,
        version=row.version,
        computed_at=row.computed_at,
        computed_by=row.computed_by.name,
        approved_by=approval.approved_by.name if approval else "",
        compared=compare_groups(
            group_figures(true), group_figures([*protected, *withheld])
        ),
        small=tuple(
            view_figure(each)
            for each in true
            if each["value"] in SMALL and each["code"] in shown - taken
        ),
        asked=tuple(_asked(each) for each in asked),
    )


def _asked(row: ExactFigure) -> ExactAsked:
    return ExactAsked(
        id=row.id,
        label=str(LABELS[row.code]),
        value=row.value,
        source=row.source_cy if get_language() == "cy" else row.source_en,
        asked_by=row.asked_by.name,
        approved_by=row.approved_by.name if row.approved_by else "",
    )
