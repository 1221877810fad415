"""The weights by which people are matched: trained, compared, published."""

from __future__ import annotations

from itertools import chain

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.subjects.actions import publishing
from unhidden.intelligence.subjects.actions import retraining as retraining_actions
from unhidden.intelligence.subjects.actions.publishing import (
    ModelNoLongerFits,
    NotCompared,
    PublishedSince,
    ServesAlready,
)
from unhidden.intelligence.subjects.actions.retraining import TrainingAlready
from unhidden.intelligence.subjects.forms.models import PublishModelForm
from unhidden.intelligence.subjects.queries import retraining as retraining_queries
from unhidden.intelligence.subjects.views import changes
from unhidden.ui import pages

_WHY_NOT: dict[type[Exception], Promise] = {
    PublishedSince: gettext_lazy(
        "Somebody has published other weights since you opened the page: open it again"
        " to see what would change now"
    ),
    ServesAlready: gettext_lazy("These weights are in use already"),
    ModelNoLongerFits: gettext_lazy(
        "These weights do not fit this version of the program: train new ones"
    ),
    NotCompared: gettext_lazy(
        "What would change is not known yet: look again in a few minutes"
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs("intelligence.train_model")
def people_models(request: StaffRequest) -> HttpResponse:
    """Every version there is; asked for another, the worker trains it."""
    if request.method == "POST":
        try:
            retraining_actions.ask_for_training(actor=request.actor, at=request.at)
        except TrainingAlready:
            messages.error(request, _("New weights are being trained already"))
        else:
            messages.success(request, _("New weights are asked for"))
        return redirect("intelligence:people_models")
    found = retraining_queries.people_models(viewer=request.actor)
    pages.note_shown(found.cards, request)
    context = {"models": found, "failed": changes.failed(found)}
    return render(request, "intelligence/people_models.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("intelligence.train_model")
def people_model(request: StaffRequest, number: int) -> HttpResponse:
    """One version beside what is in use; who may, lets it serve instead."""
    found = retraining_queries.people_model(viewer=request.actor, number=number)
    form = PublishModelForm(request.POST or None, initial={"seen": found.turn})
    if form.is_valid() and _is_published(request, number, form):
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


def _is_published(request: StaffRequest, number: int, form: PublishModelForm) -> bool:
    try:
        publishing.publish_model(
            number=number,
            turn=form.turn,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            at=request.at,
        )
    except tuple(_WHY_NOT) as refusal:
        form.add_error(None, str(_WHY_NOT[type(refusal)]))
        return False
    return True
