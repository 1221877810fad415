"""Asking for a plan, and watching the search for it."""

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
from unhidden.operations.frame.queries import operations
from unhidden.operations.plans.actions import asking
from unhidden.operations.plans.actions.asking import NewSearch
from unhidden.operations.plans.forms.asking import PlanAskForm
from unhidden.operations.plans.presenters import searches as shown
from unhidden.operations.plans.presenters.asking import list_settled_words
from unhidden.operations.plans.presenters.refusals import SENTENCES
from unhidden.operations.plans.queries import gathering, searches
from unhidden.operations.policies import PLAN
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@needs_permission(PLAN)
def ask_for_plan(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    kept = gathering.list_settled(viewer=request.actor, of=view, at=request.at)
    form = PlanAskForm(posted(request), settled=list_settled_words(kept))
    if form.is_valid():
        with attempt(form, SENTENCES):
            search_id = asking.ask_for_plan(
                operation_id=view.id,
                new=NewSearch(form.wanted_seconds, form.wanted_kept),
                actor=request.actor,
                at=request.at,
            )
            return redirect("operations:search", search_id)
    context = {"operation": view, "form": form}
    return render(request, "operations/plans/ask.html", context)


@require_safe
@needs_permission(PLAN)
def show_search(request: StaffRequest, plan_request_id: UUID) -> HttpResponse:
    """How far the search is; the page asks again by itself while it goes on."""
    search = searches.get_search(
        viewer=request.actor, plan_request_id=plan_request_id, at=request.at
    )
    view = operations.get_operation(
        viewer=request.actor, operation_id=search.operation_id
    )
    context = {
        "operation": view,
        "search": search,
        "rows": shown.describe_search(search),
    }
    return render(request, "operations/plans/search.html", context)


@require_POST
@needs_permission(PLAN)
def post_search_stop(request: StaffRequest, plan_request_id: UUID) -> HttpResponse:
    with attempt_or_tell(request, SENTENCES):
        asking.stop_search(
            plan_request_id=plan_request_id, actor=request.actor, at=request.at
        )
        messages.success(request, _("The search is being stopped"))
    return redirect("operations:search", plan_request_id)


@require_POST
@needs_permission(PLAN)
def post_search_again(request: StaffRequest, plan_request_id: UUID) -> HttpResponse:
    with attempt_or_tell(request, SENTENCES):
        search_id = asking.ask_again(
            plan_request_id=plan_request_id, actor=request.actor, at=request.at
        )
        return redirect("operations:search", search_id)
    return redirect("operations:search", plan_request_id)
