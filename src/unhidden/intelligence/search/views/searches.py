"""The searches that somebody keeps: what is new, pausing, keeping on, letting go."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.search import actions as searches_actions
from unhidden.intelligence.search.forms import RenewForm, SaveForm, SeenResultsForm
from unhidden.intelligence.search.presenters import SENTENCES
from unhidden.intelligence.search.queries import searches as searches_queries
from unhidden.intelligence.search.views.finding import build_result_card, note_said
from unhidden.ui import pages
from unhidden.ui.refusals import attempt

_NEED = "intelligence.see_items"


@require_safe
@needs_permission(_NEED)
def show_saved_searches(request: StaffRequest) -> HttpResponse:
    """All that the viewer keeps, with how much is new in each."""
    searches_actions.check_searches(actor=request.actor, at=request.at)
    rows = searches_queries.saved_searches(viewer=request.actor, today=_today(request))
    pages.note_shown(rows, request)
    return render(request, "intelligence/saved.html", {"searches": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(_NEED)
def post_saved_search(request: StaffRequest) -> HttpResponse:
    """Keep the search that the address names."""
    text = request.GET.get("text", "")
    form = SaveForm(request.POST or None)
    if form.is_valid():
        with attempt(form, SENTENCES):
            searches_actions.save_search(
                **form.cleaned_data, text=text, actor=request.actor, at=request.at
            )
            messages.success(request, _("The search is kept"))
            return redirect("intelligence:saved")
    lead = _("You are told when it finds something new that you may see: “%(text)s”.")
    context = {
        "form": form,
        "title": _("Keep this search"),
        "lead": lead % {"text": text},
        "back_url": reverse("intelligence:find"),
    }
    return render(request, "intelligence/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(_NEED)
def show_new_results(request: StaffRequest, saved_id: UUID) -> HttpResponse:
    """What is new in one search; what was seen is new no more."""
    form = SeenResultsForm(request.POST or None)
    if form.is_valid():
        searches_actions.note_seen(
            saved_id=saved_id, seen=form.seen, actor=request.actor, at=request.at
        )
        return redirect("intelligence:saved")
    found = searches_queries.list_new_results(
        viewer=request.actor, saved_id=saved_id, start=pages.start_of(request)
    )
    note_said(request, found.rows)
    context = {
        "search": searches_queries.saved_search(
            viewer=request.actor, saved_id=saved_id, today=_today(request)
        ),
        "page": pages.page_of(
            [build_result_card(row) for row in found.rows], found.total, request
        ),
        "is_cut": found.is_cut,
        "seen": " ".join(str(hit.id) for row in found.rows for hit in row.hits),
    }
    return render(request, "intelligence/news.html", context)


@require_POST
@needs_permission(_NEED)
def post_search_pause(request: StaffRequest, saved_id: UUID) -> HttpResponse:
    """Rest a search, or take it up again."""
    searches_actions.pause_search(saved_id=saved_id, actor=request.actor, at=request.at)
    return redirect("intelligence:saved")


@require_POST
@needs_permission(_NEED)
def post_search_removal(request: StaffRequest, saved_id: UUID) -> HttpResponse:
    """Let go of a search."""
    searches_actions.remove_search(
        saved_id=saved_id, actor=request.actor, at=request.at
    )
    messages.success(request, _("The search is removed"))
    return redirect("intelligence:saved")


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(_NEED)
def post_search_renewal(request: StaffRequest, saved_id: UUID) -> HttpResponse:
    """Keep a search for another year, if there still is a reason."""
    found = searches_queries.saved_search(
        viewer=request.actor, saved_id=saved_id, today=_today(request)
    )
    form = RenewForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        searches_actions.renew_search(
            saved_id=saved_id, reason=reason, actor=request.actor, at=request.at
        )
        messages.success(request, _("The search is kept for 12 more months"))
        return redirect("intelligence:saved")
    lead = _("“%(text)s”. The reason until now: %(reason)s")
    context = {
        "form": form,
        "title": _("Keep it for 12 more months"),
        "lead": lead % {"text": found.text, "reason": found.reason},
        "back_url": reverse("intelligence:saved"),
    }
    return render(request, "intelligence/form.html", context)


def _today(request: StaffRequest) -> date:
    return timezone.localdate(request.at)
