"""The planned visits of an operation, and each of them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.frame.forms import CancellationForm
from unhidden.operations.frame.presenters.tabs import tabs
from unhidden.operations.frame.queries import operations
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.policies import PLAN, SEE
from unhidden.operations.targets.presenters.candidates import tell_interest
from unhidden.operations.targets.queries.interests import find_interests
from unhidden.operations.visits.actions import visits as visits_actions
from unhidden.operations.visits.actions.arranging import arrange_visit
from unhidden.operations.visits.forms.filters import PlannedFilter
from unhidden.operations.visits.forms.visits import ChangeVisitForm, as_typed
from unhidden.operations.visits.presenters import plans as shown
from unhidden.operations.visits.presenters.refusals import SENTENCES
from unhidden.operations.visits.queries import visits as visits_queries
from unhidden.operations.visits.queries.cards import PlannedVisitCard, TakenDay
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.parts import Confirmation
from unhidden.ui.refusals import attempt, attempt_or_tell

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission(SEE)
def show_planned_visits(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """All visits, or those of a day, a team, a status."""
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    narrowed = PlannedFilter(request.GET, view)
    found = visits_queries.planned_visits(
        viewer=request.actor,
        operation_id=operation_id,
        on=narrowed.wanted_day,
        team_id=narrowed.wanted_team,
        is_waiting=narrowed.wants_no_team,
        status=narrowed.wanted("status"),
    )
    context = {
        "operation": view,
        "tabs": tabs(view, "visits", request.actor),
        "filter": narrowed,
        "page": pages.paginate(found, request),
        "taken": shown.taken(_taken(request, view)),
        "may_plan": request.actor.may(PLAN) and view.is_open and view.is_managed,
        "may_see_premises": request.actor.may("places.see_premises"),
    }
    return render(request, "operations/visits.html", context)


def _taken(request: StaffRequest, view: OperationView) -> list[TakenDay]:
    """For who does not meet the whole plan: when something is to be done."""
    if view.sees_all:
        return []
    return visits_queries.list_taken_days(viewer=request.actor, operation_id=view.id)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def change_visit(request: StaffRequest, planned_id: UUID) -> HttpResponse:
    visit = visits_queries.planned_visit(viewer=request.actor, planned_id=planned_id)
    view = operations.get_operation(
        viewer=request.actor, operation_id=visit.operation_id
    )
    interests = find_interests(
        viewer=request.actor,
        operation_id=view.id,
        at=request.at,
        premises_ids=[visit.premises_id],
    )
    told = {
        key: f"{visit.premises}: {tell_interest(interests[key])}" for key in interests
    }
    form = ChangeVisitForm(
        posted(request),
        operation=view,
        asked={} if visit.team_id else told,
        initial=as_typed(visit),
    )
    if form.is_valid():
        with attempt(form, SENTENCES):
            arrange_visit(
                planned_id=visit.id,
                plan=form.plan,
                support=form.support_ids,
                asked=form.asked_places,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The visit is changed"))
            return _to_visits(visit)
    context = {
        "visit": visit,
        "operation": view,
        "form": form,
        "interest": list(told.values()) if visit.team_id else [],
    }
    return render(request, "operations/change_visit.html", context)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def cancel_visit(request: StaffRequest, planned_id: UUID) -> HttpResponse:
    visit = visits_queries.planned_visit(viewer=request.actor, planned_id=planned_id)
    form = CancellationForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            visits_actions.cancel_visit(
                planned_id=planned_id,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The visit is cancelled"))
            return _to_visits(visit)
    context = {"visit": visit, "form": form}
    return render(request, "operations/cancel_visit.html", context)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def reinstate_visit(request: StaffRequest, planned_id: UUID) -> HttpResponse:
    """Put a cancelled visit back, with its team if that is still free and fits."""
    visit = visits_queries.planned_visit(viewer=request.actor, planned_id=planned_id)
    if request.method == "POST":
        return _reinstated(request, visit)
    confirmation = Confirmation(
        question=_("Put the visit to %(premises)s back into the plan?")
        % {"premises": visit.premises},
        consequence=_(
            "It keeps its day. It keeps its team only if the team still fits and is "
            "free."
        ),
        yes=_("Put it back"),
        back_url=reverse("operations:visits", args=[visit.operation_id]),
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})


def _reinstated(request: StaffRequest, visit: PlannedVisitCard) -> HttpResponse:
    with attempt_or_tell(request, SENTENCES):
        keeps_team = visits_actions.reinstate_visit(
            planned_id=visit.id, actor=request.actor, at=request.at
        )
        if keeps_team:
            messages.success(request, _("The visit is back in the plan"))
            return _to_visits(visit)
        said = _("The visit is back in the plan. Choose a team for it.")
        messages.success(request, said)
        return redirect("operations:change_visit", visit.id)
    return _to_visits(visit)


def _to_visits(visit: PlannedVisitCard) -> HttpResponse:
    return redirect("operations:visits", visit.operation_id)
