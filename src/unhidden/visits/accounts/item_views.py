"""The pages of what visits offer the desk."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell
from unhidden.visits.accounts import feeding, items
from unhidden.visits.accounts import presenters as shown
from unhidden.visits.accounts.forms import SentenceForm
from unhidden.visits.accounts.items import DraftItemCard
from unhidden.visits.forms.learning import LearningForm
from unhidden.visits.presenters.refusals import SENTENCES
from unhidden.visits.queries import one


@require_safe
@needs_permission("visits.confirm_proposal")
def list_items(request: StaffRequest) -> HttpResponse:
    """What waits for the desk, the oldest first."""
    page = pages.paginate(items.list_ready(viewer=request.actor), request)
    context = {"page": page, "table": shown.list_items(page.items)}
    return render(request, "visits/items.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("visits.confirm_proposal")
def confirm_item(request: StaffRequest, item_id: UUID) -> HttpResponse:
    """Make intelligence of it, in one's own words and grade; or set it aside."""
    item = items.get_ready(viewer=request.actor, item_id=item_id)
    if request.method == "POST" and "aside" in request.POST:
        return _set_aside(request, item_id)
    visit = one.get_visit(viewer=request.actor, visit_id=item.visit_id)
    form = LearningForm(posted(request), view=visit, initial=_initial(item))
    if form.is_bound and form.is_valid():
        with attempt(form, {**SENTENCES, **shown.REFUSALS}):
            feeding.confirm_item(
                item_id=item_id,
                learning=form.learning(),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The desk has what the visit saw"))
            return redirect("visits:items")
    context = {"item": item, "visit": visit, "form": form}
    return render(request, "visits/item.html", context)


def _set_aside(request: StaffRequest, item_id: UUID) -> HttpResponse:
    with attempt_or_tell(request, shown.REFUSALS):
        feeding.set_item_aside(item_id=item_id, actor=request.actor, at=request.at)
        messages.success(request, _("It is set aside"))
    return redirect("visits:items")


def _initial(item: DraftItemCard) -> dict[str, object]:
    """What the officer saw, graded as their own observation."""
    seen = _("Seen by the officer at the visit; offered by its account.")
    return {
        "text": item.text,
        "raw": item.text,
        "provenance": seen,
        "source": "1",
        "assessment": "A",
        "sign_codes": list(item.sign_codes),
    }


@require_safe
@needs_permission("visits.release_sentence")
def list_sentences(request: StaffRequest) -> HttpResponse:
    """Sentences that wait to be let go."""
    page = pages.paginate(items.list_offered(viewer=request.actor), request)
    return render(request, "visits/sentences.html", {"page": page})


@require_POST
@needs_permission("visits.release_sentence")
def release_sentence(request: StaffRequest, item_id: UUID) -> HttpResponse:
    """Let a sentence go, or set it aside."""
    is_let_go = "release" in request.POST
    with attempt_or_tell(request, shown.REFUSALS):
        feeding.release_sentence(
            item_id=item_id, is_let_go=is_let_go, actor=request.actor, at=request.at
        )
        done = _("The desk may read it now") if is_let_go else _("It is set aside")
        messages.success(request, done)
    return redirect("visits:sentences")


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("visits.offer_sentence")
def offer_sentence(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """A sentence about the place of a safeguarding visit, for the desk."""
    visit = one.get_visit(viewer=request.actor, visit_id=visit_id)
    form = SentenceForm(posted(request))
    if form.is_bound and form.is_valid():
        with attempt(form, shown.REFUSALS):
            feeding.offer_sentence(
                visit_id=visit_id,
                text=form.cleaned_data["text"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("A safeguarding lead is to let it go first"))
            return redirect("visits:visit", visit_id)
    offered = items.list_own_offers(viewer=request.actor, visit_id=visit_id)
    context = {"visit": visit, "form": form, "offered": offered}
    return render(request, "visits/sentence.html", context)
