"""A source who comes back about one target: pages of the source unit alone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.reports.actions import sources as sources_actions
from unhidden.intelligence.reports.forms.sources import SourceForm
from unhidden.intelligence.reports.presenters.refusals import HANDLING_A_SOURCE
from unhidden.intelligence.reports.queries import sources as sources_queries
from unhidden.ui import pages
from unhidden.ui.refusals import attempt

_PERMISSION = "intelligence.handle_sources"


@require_safe
@needs_permission(_PERMISSION)
def show_source_matches(request: StaffRequest) -> HttpResponse:
    """Those that are not settled first."""
    found = sources_queries.source_matches(
        viewer=request.actor, start=pages.start_of(request)
    )
    context = {"page": pages.page_of(found.rows, found.total, request)}
    return render(request, "intelligence/sources.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(_PERMISSION)
def show_source_match(request: StaffRequest, match_id: UUID) -> HttpResponse:
    """One of them, and what was done."""
    found = sources_queries.source_match(viewer=request.actor, match_id=match_id)
    form = SourceForm(request.POST or None)
    if form.is_valid():
        with attempt(form, HANDLING_A_SOURCE):
            sources_actions.note_source(
                match_id=match_id,
                **form.cleaned_data,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("What you did is kept"))
            return redirect("intelligence:sources")
    context = {"match": found, "form": form, "is_settled": found.state == "settled"}
    return render(request, "intelligence/source.html", context)
