"""Writing an item anew that a second person held back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.reports.actions import replacing as replacing_actions
from unhidden.intelligence.reports.forms.rewriting import RewritingForms
from unhidden.intelligence.reports.presenters.refusals import WRITING
from unhidden.intelligence.reports.queries import replacing as replacing_queries
from unhidden.intelligence.reports.queries.replacing import HeldBack
from unhidden.ui.refusals import attempt


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("intelligence.write_item")
def rewrite_item(
    request: StaffRequest, intelligence_id: UUID, number: int
) -> HttpResponse:
    held = replacing_queries.held_back(
        viewer=request.actor, intelligence_id=intelligence_id, number=number
    )
    page = RewritingForms(request.POST or None, viewer=request.actor, held=held)
    if page.is_ready() and _is_kept(request, page, held):
        messages.success(request, _("Kept. It waits for a second person, if need be."))
        return redirect("intelligence:item", intelligence_id)
    context = {
        "held": held,
        "item": page.item,
        "kept": page.kept,
        "check": page.check,
        "may_add_premises": request.actor.may("places.add_premises"),
    }
    return render(request, "intelligence/replace.html", context)


def _is_kept(request: StaffRequest, page: RewritingForms, held: HeldBack) -> bool:
    with attempt(page.item, WRITING):
        replacing_actions.replace_item(
            intelligence_id=held.intelligence_id,
            number=held.number,
            new=page.rewritten(),
            actor=request.actor,
            at=request.at,
        )
        return True
    return False
