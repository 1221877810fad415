"""What landed, as a list; trying it again; and a phone's file, sent on from a desk."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.field.landing import actions, presenters, queries
from unhidden.field.landing.forms import KINDS, STATES, BroughtForm, LandedFilter
from unhidden.field.landing.queries import LandedCard
from unhidden.field.policies import SEE_LANDING
from unhidden.ui import pages
from unhidden.visits.presenters.reasons import name_reason


@require_safe
@needs_permission(SEE_LANDING)
def show_landed(request: StaffRequest) -> HttpResponse:
    """What phones sent, the newest first, or what a filter leaves of it."""
    form = LandedFilter(request.GET)
    found = queries.list_landed(
        viewer=request.actor, start=pages.start_of(request), **form.filter_values
    )
    page = pages.page_of(found.cards, found.total, request)
    context = {
        "form": form,
        "chosen": form.chosen_filters,
        "page": page,
        "rows": [_describe(card) for card in page.items],
        "waiting": found.waiting,
    }
    return render(request, "field/landed.html", context)


def _describe(card: LandedCard) -> dict[str, object]:
    return {
        "card": card,
        "kind": KINDS[card.kind],
        "state": STATES[card.state],
        "tone": presenters.TONES[card.state],
        "reason": name_reason(card.reason),
    }


@require_POST
@needs_permission(SEE_LANDING)
def try_again(request: StaffRequest, submission_id: UUID) -> HttpResponse:
    actions.try_landed_again(row_id=submission_id, actor=request.actor, at=request.at)
    messages.success(request, _("It is tried again within a few seconds"))
    return redirect("field:landed")


@require_safe
@needs_permission(SEE_LANDING)
def bring_file(request: StaffRequest) -> HttpResponse:
    """Choose a phone's file; a script sends it on as it is, and keeps the receipts."""
    return render(request, "field/import.html", {"address": settings.FIELD})


@require_POST
@needs_permission(SEE_LANDING)
def note_file(request: StaffRequest) -> HttpResponse:
    """The page says what it sent on."""
    form = BroughtForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"is": "unreadable"}, status=400)
    digests = form.cleaned_data["digests"]
    actions.note_import(digests=digests, actor=request.actor, at=request.at)
    return JsonResponse({"is": "noted"})
