"""Planning again what is left of a day, after something that no plan knew."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.plans.actions import replanning
from unhidden.operations.plans.forms.changing import HappeningForm
from unhidden.operations.plans.presenters.plans import name_version
from unhidden.operations.plans.presenters.refusals import SENTENCES
from unhidden.operations.plans.presenters.replanning import (
    list_crew_days,
    offer_crews,
    offer_days,
    point_to_roads,
    suggest_moment,
    tell_reserves,
)
from unhidden.operations.plans.queries import versions
from unhidden.operations.plans.queries.reserves import list_reserves
from unhidden.operations.policies import PLAN
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(PLAN)
def replan_day(request: StaffRequest, plan_version_id: UUID) -> HttpResponse:
    view = versions.get_plan_version(viewer=request.actor, version_id=plan_version_id)
    if view.plan is None:
        raise Absent
    reserves = list_reserves(viewer=request.actor, of=view)
    form = HappeningForm(
        posted(request),
        days=offer_days(view),
        crews=offer_crews(view),
        crew_days=list_crew_days(view),
        reserves=tell_reserves(view, reserves),
        reserve_days=reserves.keys(),
        initial=suggest_moment(view, request.at),
    )
    if form.is_valid():
        with attempt(form, SENTENCES):
            search_id = replanning.ask_for_replan(
                version_id=view.card.id,
                happening=form.told_happening,
                has_reserve=form.is_reserve_called,
                actor=request.actor,
                at=request.at,
            )
            return redirect("operations:search", search_id)
    pages.note_shown([view.card], request)
    context = {
        "card": view.card,
        "title": name_version(view.card),
        "form": form,
        "first": [point_to_roads()],
    }
    return render(request, "operations/plans/replan.html", context)
