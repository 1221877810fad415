"""Graded intelligence: reading it, and opening what stands behind it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.reports.actions import originals
from unhidden.intelligence.reports.queries import items as items_queries
from unhidden.intelligence.reports.queries import lists
from unhidden.intelligence.reports.queries.items import IntelligenceView
from unhidden.intelligence.retention.presenters import kept_rows
from unhidden.intelligence.retention.queries import reviews
from unhidden.ui import dates, pages
from unhidden.ui.parts import SummaryRow


@require_safe
@needs_permission("intelligence.see_items")
def show_graded_reports(request: StaffRequest) -> HttpResponse:
    found = lists.list_graded_reports(
        viewer=request.actor, start=pages.start_of(request)
    )
    context = {
        "page": pages.page_of(found.rows, found.total, request),
        "may_write": request.actor.may("intelligence.write_item"),
        "may_import": request.actor.may("intelligence.import_reports"),
        "may_check": request.actor.may("intelligence.check_item"),
        "may_regrade": request.actor.may("intelligence.regrade_item"),
        "may_review": request.actor.may("intelligence.review_reports"),
    }
    return render(request, "intelligence/items.html", context)


@require_safe
@needs_permission("intelligence.see_items")
def show_graded_report(request: StaffRequest, intelligence_id: UUID) -> HttpResponse:
    report = items_queries.get_graded_report(
        viewer=request.actor, intelligence_id=intelligence_id
    )
    kept = reviews.find_report_retention(
        viewer=request.actor, intelligence_id=intelligence_id, at=request.at
    )
    may_read = request.actor.may("reporting.read_reports") and report.is_desks
    context = {
        "report": report,
        "origin": _origin(report),
        "kept": kept,
        "keeping": kept_rows(kept) if kept else [],
        "may_review": kept and request.actor.may("intelligence.review_reports"),
        "may_open_report": may_read and report.report_id is not None,
        "may_write": request.actor.may("intelligence.write_item") and report.may_work,
        "may_regrade": report.is_desks
        and not report.anonymised_at
        and request.actor.may("intelligence.regrade_item"),
        "may_check": report.is_desks
        and not report.is_own
        and request.actor.may("intelligence.check_item"),
        "may_give": report.is_desks
        and not report.anonymised_at
        and request.actor.may("intelligence.disseminate"),
        "may_see_premises": request.actor.may("places.see_premises"),
    }
    return render(request, "intelligence/item.html", context)


def _origin(report: IntelligenceView) -> list[SummaryRow]:
    """Who wrote it down and when: never who said it."""
    rows = [
        SummaryRow(_("Origin"), report.origin_label),
        SummaryRow(_("Written by"), f"{report.written_by}, {report.organisation}"),
        SummaryRow(_("Written"), dates.day_and_time(report.written_at)),
    ]
    if report.event_on:
        rows.append(
            SummaryRow(_("When it happened"), dates.format_day(report.event_on))
        )
    if report.outcomes:
        told = " · ".join(str(each) for each in report.outcomes)
        rows.append(SummaryRow(_("What came of investigations"), told))
    return rows


@require_safe
@needs_permission("intelligence.see_items")
def open_source_words(request: StaffRequest, intelligence_id: UUID) -> HttpResponse:
    """The source's own words. Opening them is recorded."""
    opened = originals.open_original(
        intelligence_id=intelligence_id, actor=request.actor, at=request.at
    )
    context = {"opened": opened, "intelligence_id": intelligence_id}
    return render(request, "intelligence/original.html", context)
