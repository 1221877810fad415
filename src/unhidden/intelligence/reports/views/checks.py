"""The second person: what waits for one, and checking it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.reports.actions import checks as checks_actions
from unhidden.intelligence.reports.forms.checks import SecondCheckForm
from unhidden.intelligence.reports.presenters.refusals import CHECKING
from unhidden.intelligence.reports.queries import checks as checks_queries
from unhidden.ui import pages
from unhidden.ui.refusals import attempt


@require_safe
@needs_permission("intelligence.check_item")
def show_unchecked_items(request: StaffRequest) -> HttpResponse:
    found = checks_queries.items_waiting(
        viewer=request.actor, start=pages.start_of(request)
    )
    page = pages.page_of(found.rows, found.total, request)
    return render(request, "intelligence/waiting.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("intelligence.check_item")
def edit_item_check(
    request: StaffRequest, intelligence_id: UUID, number: int
) -> HttpResponse:
    item = checks_queries.to_check(
        viewer=request.actor, intelligence_id=intelligence_id, number=number
    )
    seen = {"seen": str(item.seen)}
    form = SecondCheckForm(request.POST or None, initial=seen)
    if form.is_valid():
        with attempt(form, CHECKING):
            checks_actions.check_item(
                item_id=item.id,
                seen=form.stood,
                new=form.found,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("Your check is kept with the item"))
            return redirect("intelligence:item", intelligence_id)
    return render(request, "intelligence/check.html", {"item": item, "form": form})
