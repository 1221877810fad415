"""Giving an item to another organisation."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.reports.actions import (
    disseminations as disseminations_actions,
)
from unhidden.intelligence.reports.actions.disseminations import GivenAlready
from unhidden.intelligence.reports.forms.disseminations import DisseminationForm
from unhidden.intelligence.reports.presenters.refusals import GIVING
from unhidden.intelligence.reports.queries import (
    disseminations as disseminations_queries,
)
from unhidden.intelligence.reports.queries.disseminations import ToGive
from unhidden.ui.refusals import attempt


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("intelligence.disseminate")
def give_item(
    request: StaffRequest, intelligence_id: UUID, number: int
) -> HttpResponse:
    item = disseminations_queries.to_give(
        viewer=request.actor, intelligence_id=intelligence_id, number=number
    )
    form = DisseminationForm(
        request.POST or None,
        own=request.actor.organisation_id,
        has_conditions=bool(item.grade.grade.conditions),
        initial={"seen": item.grade.version},
    )
    if form.is_valid() and _is_kept(request, item, form):
        return redirect("intelligence:item", intelligence_id)
    return render(request, "intelligence/give.html", {"item": item, "form": form})


def _is_kept(request: StaffRequest, item: ToGive, form: DisseminationForm) -> bool:
    with attempt(form, GIVING):
        try:
            disseminations_actions.disseminate_item(
                intelligence_id=item.intelligence_id,
                number=item.number,
                seen=form.version,
                new=form.new,
                actor=request.actor,
                at=request.at,
            )
        except GivenAlready:
            messages.info(request, _("This was kept already"))
        else:
            messages.success(request, _("It is kept who was given the item"))
        return True
    return False
