"""Writing an item anew that a second person held back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.reports.actions import replacing as replacing_actions
from unhidden.intelligence.reports.actions.replacing import NotHeldBack
from unhidden.intelligence.reports.actions.reports import ReportRefused
from unhidden.intelligence.reports.forms.rewriting import Rewriting
from unhidden.intelligence.reports.presenters import SENTENCES
from unhidden.intelligence.reports.queries import replacing as replacing_queries
from unhidden.intelligence.reports.queries.replacing import HeldBack


@require_http_methods(["GET", "HEAD", "POST"])
@needs("intelligence.write_item")
def replace(request: StaffRequest, intelligence_id: UUID, number: int) -> HttpResponse:
    held = replacing_queries.held_back(
        viewer=request.actor, intelligence_id=intelligence_id, number=number
    )
    page = Rewriting(request.POST or None, viewer=request.actor, held=held)
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


def _is_kept(request: StaffRequest, page: Rewriting, held: HeldBack) -> bool:
    try:
        replacing_actions.replace_item(
            intelligence_id=held.intelligence_id,
            number=held.number,
            new=page.rewritten(),
            actor=request.actor,
            at=request.at,
        )
    except ReportRefused as refusal:
        page.item.add_error(None, str(SENTENCES[refusal.fault]))
    except NotHeldBack:
        page.item.add_error(None, _("Somebody has checked or replaced it since"))
    else:
        return True
    return False
