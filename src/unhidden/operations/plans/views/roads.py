"""The roads that travel times count on, and correcting one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.plans.actions import roads as roads_actions
from unhidden.operations.plans.forms.changing import RoadForm
from unhidden.operations.plans.presenters import roads as shown
from unhidden.operations.plans.presenters.refusals import SENTENCES
from unhidden.operations.plans.queries import roads
from unhidden.operations.policies import PLAN
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt


@require_safe
@needs_permission(PLAN)
def show_roads(request: StaffRequest) -> HttpResponse:
    """Every road between two towns, by name; those that were changed say by whom."""
    page = pages.paginate(roads.list_legs(viewer=request.actor), request)
    context = {"page": page, "table": shown.list_roads(page.items)}
    return render(request, "operations/plans/roads.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(PLAN)
def change_road(request: StaffRequest) -> HttpResponse:
    """Correct the minutes of one road, close it, or leave it as the program has it."""
    leg = roads.get_leg(
        viewer=request.actor,
        start=request.GET.get("from", ""),
        end=request.GET.get("to", ""),
    )
    form = RoadForm(posted(request), initial={"minutes": leg.minutes})
    if form.is_valid():
        with attempt(form, SENTENCES):
            roads_actions.change_road(
                change=form.make_change(leg.start, leg.end),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The road is changed, for plans to come"))
            return redirect("operations:roads")
    context = {"form": form, "title": shown.name_road(leg)}
    return render(request, "operations/plans/road.html", context)
