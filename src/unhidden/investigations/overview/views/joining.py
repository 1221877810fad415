"""Joining an investigation to another, and splitting a new one off."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations.frame.queries import InvestigationCard
from unhidden.investigations.origins import queries as origins
from unhidden.investigations.overview import forms
from unhidden.investigations.overview.actions import joining as actions
from unhidden.investigations.overview.presenters import SENTENCES
from unhidden.investigations.overview.queries import joining as queries
from unhidden.ui.forms import Form, posted
from unhidden.ui.refusals import attempt

_METHODS = ["GET", "HEAD", "POST"]
_MANAGES = "investigations.manage_team"


@require_http_methods(_METHODS)
@needs_permission(_MANAGES)
def join_investigation(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """File this one into another that goes on."""
    head = queries.get_managed(viewer=request.actor, investigation_id=investigation_id)
    own = origins.list_open(viewer=request.actor)
    others = [card for card in own if card.id != investigation_id]
    form = forms.JoinInvestigationForm(posted(request), own=others)
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.join_investigations(
                investigation_id=investigation_id,
                into_id=form.into_id,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("It is filed, and goes on in this one"))
            return redirect("investigations:origins", form.into_id)
    lead = _(
        "What a survivor agreed to share stays in this investigation: it is "
        "not taken along."
    )
    title = _("Join it to another of your investigations")
    return _ask(request, head, form, title, lead)


@require_http_methods(_METHODS)
@needs_permission(_MANAGES)
def split_investigation(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Open a new investigation with some of what this one came from."""
    view = queries.get_split(viewer=request.actor, investigation_id=investigation_id)
    form = forms.SplitInvestigationForm(
        posted(request),
        origins=view.origins,
        people=view.people,
        initial={"seen": str(view.split_before)},
    )
    if form.is_valid():
        with attempt(form, SENTENCES):
            opened = actions.split_investigation(
                investigation_id=investigation_id,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The investigation is open, and you lead it"))
            return redirect("investigations:investigation", opened)
    return _ask(request, view.head, form, _("Split a new investigation off it"))


def _ask(
    request: StaffRequest,
    head: InvestigationCard,
    form: Form,
    title: str,
    lead: str = "",
) -> HttpResponse:
    shown = {
        "head": head,
        "form": form,
        "title": title,
        "lead": lead,
        "back_url": reverse("investigations:origins", args=[head.id]),
    }
    return render(request, "investigations/form.html", shown)
