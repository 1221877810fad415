"""The weights by which people are matched: trained, compared, published."""

from __future__ import annotations

from itertools import chain

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.forms import version_of
from unhidden.intelligence.subjects.actions import publishing
from unhidden.intelligence.subjects.actions import retraining as retraining_actions
from unhidden.intelligence.subjects.forms.models import PublishModelForm
from unhidden.intelligence.subjects.presenters import changes
from unhidden.intelligence.subjects.presenters.refusals import SENTENCES
from unhidden.intelligence.subjects.queries import retraining as retraining_queries
from unhidden.ui import pages
from unhidden.ui.refusals import attempt, attempt_or_tell


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("intelligence.train_model")
def people_models(request: StaffRequest) -> HttpResponse:
    """Every version there is; asked for another, the worker trains it."""
    if request.method == "POST":
        with attempt_or_tell(request, SENTENCES):
            retraining_actions.ask_for_training(actor=request.actor, at=request.at)
            messages.success(request, _("New weights are asked for"))
        return redirect("intelligence:people_models")
    found = retraining_queries.people_models(viewer=request.actor)
    pages.note_shown(found.cards, request)
    context = {
        "models": found,
        "failed": changes.failed(found),
        "may_take_back": request.actor.may(publishing.PUBLISH) and found.may_take_back,
    }
    return render(request, "intelligence/people_models.html", context)


@require_POST
@needs_permission("intelligence.publish_model")
def post_taking_back(request: StaffRequest) -> HttpResponse:
    """Let what served before serve again, in one press."""
    with attempt_or_tell(request, SENTENCES):
        publishing.take_back_publication(
            turn=version_of(request.POST.get("seen", "")),
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("The weights from before are in use again"))
    return redirect("intelligence:people_models")


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("intelligence.train_model")
def people_model(request: StaffRequest, number: int) -> HttpResponse:
    """One version beside what is in use; who may, lets it serve instead."""
    found = retraining_queries.people_model(viewer=request.actor, number=number)
    form = PublishModelForm(request.POST or None, initial={"seen": found.turn})
    if form.is_valid():
        with attempt(form, SENTENCES):
            publishing.publish_model(
                number=number,
                turn=form.turn,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("These weights are in use from now on"))
            return redirect("intelligence:people_models")
    if found.change:
        both = ((each.one, each.other) for each in found.change.pairs)
        pages.note_shown(chain.from_iterable(both), request)
    context = {
        "model": found,
        "title": changes.title(found.card.number),
        "tables": changes.tables(found),
        "form": form,
        "may_publish": request.actor.may(publishing.PUBLISH) and found.may_serve,
    }
    return render(request, "intelligence/people_model.html", context)
