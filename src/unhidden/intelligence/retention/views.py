"""How long intelligence is kept: what is due, its review, and its review group."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.retention import actions as reviews_actions
from unhidden.intelligence.retention import rules
from unhidden.intelligence.retention.forms import (
    AgreeForm,
    LiftForm,
    MatterForm,
    QueueFilter,
    RetentionReviewForm,
)
from unhidden.intelligence.retention.presenters import (
    SENTENCES,
    kept_rows,
    what_is_left,
)
from unhidden.intelligence.retention.queries import disposals
from unhidden.intelligence.retention.queries import reviews as reviews_queries
from unhidden.intelligence.retention.queries.reviews import ToReview
from unhidden.ui import pages
from unhidden.ui.refusals import attempt

if TYPE_CHECKING:
    AnyForm = RetentionReviewForm | AgreeForm | LiftForm


@require_safe
@needs_permission("intelligence.review_reports")
def show_reviews(request: StaffRequest) -> HttpResponse:
    form = QueueFilter(request.GET)
    found = reviews_queries.reviews_due(
        viewer=request.actor,
        at=request.at,
        narrowed=form.chosen,
        start=pages.start_of(request),
    )
    context = {
        "form": form,
        "page": pages.page_of(found.rows, found.total, request),
        "by_group": sorted(found.by_group.items()),
        "left": what_is_left(disposals.get_disposal_figures(viewer=request.actor)),
    }
    return render(request, "intelligence/reviews.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("intelligence.review_reports")
def edit_review(request: StaffRequest, intelligence_id: UUID) -> HttpResponse:
    """The four tests; or, where something stands, lifting it or answering it."""
    report = reviews_queries.to_review(
        viewer=request.actor, intelligence_id=intelligence_id, at=request.at
    )
    form = _form(request, report)
    if form.is_valid():
        with attempt(form, SENTENCES):
            reviews_actions.review_report(
                intelligence_id=intelligence_id,
                seen=form.count,
                new=form.new,
                actor=request.actor,
                at=request.at,
            )
            return _decided(request, form.new.decision, report)
    context = {"report": report, "form": form, "kept": kept_rows(report.kept)}
    return render(request, "intelligence/review.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("intelligence.write_item")
def edit_review_group(request: StaffRequest, intelligence_id: UUID) -> HttpResponse:
    """What a report is about: for its writer, and for whoever reviews."""
    kept = reviews_queries.find_report_retention(
        viewer=request.actor, intelligence_id=intelligence_id, at=request.at
    )
    if kept is None or not kept.may_change:
        raise Absent
    initial = {"seen": kept.turn, "matter": kept.matter}
    form = MatterForm(request.POST or None, initial=initial)
    if form.is_valid():
        with attempt(form, SENTENCES):
            reviews_actions.set_matter(
                intelligence_id=intelligence_id,
                seen=form.count,
                matter=form.cleaned_data["matter"],
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The review group is kept"))
            return redirect("intelligence:item", intelligence_id)
    context = {"form": form, "id": intelligence_id, "kept": kept_rows(kept)}
    return render(request, "intelligence/review_group.html", context)


def _form(request: StaffRequest, report: ToReview) -> AnyForm:
    data, initial = request.POST or None, {"seen": report.seen}
    if report.kept.is_held:
        return LiftForm(data, initial=initial)
    if report.kept.waits:
        return AgreeForm(data, initial=initial, is_own=report.is_own_proposal)
    return RetentionReviewForm(data, initial=initial)


def _decided(request: StaffRequest, decision: str, report: ToReview) -> HttpResponse:
    """Say what was done; to the report, unless it is gone."""
    messages.success(request, _said(decision, report))
    if decision == rules.AGREE and report.proposed == rules.DISPOSE:
        return redirect("intelligence:reviews")
    return redirect("intelligence:item", report.id)


def _said(decision: str, report: ToReview) -> str:
    """What was done, for the next page."""
    if decision == rules.AGREE:
        if report.proposed == rules.DISPOSE:
            return _("%(urn)s is disposed of") % {"urn": report.urn}
        return _("%(urn)s is anonymised") % {"urn": report.urn}
    if decision in rules.FINAL:
        return _("A colleague must agree before it is done")
    return _("Your decision is kept")
