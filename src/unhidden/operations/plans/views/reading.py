"""Plans of an operation, and one of them: by day and crew, as a list, its proof."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.frame.presenters.tabs import tabs
from unhidden.operations.frame.queries import operations
from unhidden.operations.plans.presenters import plans as shown
from unhidden.operations.plans.presenters import reasons, searches
from unhidden.operations.plans.presenters.frames import frame_plan
from unhidden.operations.plans.queries import searches as searches_queries
from unhidden.operations.plans.queries import versions
from unhidden.operations.plans.queries.cards import PlanVersionView
from unhidden.operations.plans.queries.renewing import list_added
from unhidden.operations.policies import PLAN
from unhidden.ui import pages


@require_safe
@needs_permission(PLAN)
def show_plans(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """The versions, and the searches that go on or ended early."""
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    found = versions.list_plan_versions(viewer=request.actor, operation_id=view.id)
    page = pages.paginate(found, request)
    waiting = searches_queries.list_searches(
        viewer=request.actor, operation_id=view.id, at=request.at
    )
    context = {
        "operation": view,
        "tabs": tabs(view, "plans", request.actor),
        "page": page,
        "table": shown.list_versions(page.items),
        "searches": [(one, searches.tell_standing(one)) for one in waiting],
        "comparable": [(one.id, shown.name_version(one)) for one in found],
        "may_plan": view.is_open and view.is_managed,
    }
    return render(request, "operations/plans/plans.html", context)


@require_safe
@needs_permission(PLAN)
def show_plan(request: StaffRequest, plan_version_id: UUID) -> HttpResponse:
    """The week as a table of crews and days."""
    view = versions.get_plan_version(viewer=request.actor, version_id=plan_version_id)
    pages.note_shown([view.card], request)
    context = _frame(request, view, "plan") | {
        "rows": shown.describe_plan(view),
        "crews": shown.lay_out_week(view),
    }
    context["may_undo"] = context["may_change"] and versions.has_change_to_undo(
        viewer=request.actor, version_id=plan_version_id
    )
    return render(request, "operations/plans/plan.html", context)


@require_safe
@needs_permission(PLAN)
def show_list(request: StaffRequest, plan_version_id: UUID) -> HttpResponse:
    """The plan's visits by day and hour."""
    view = versions.get_plan_version(viewer=request.actor, version_id=plan_version_id)
    pages.note_shown([view.card], request)
    context = _frame(request, view, "plan_list") | {"table": shown.list_visits(view)}
    return render(request, "operations/plans/list.html", context)


@require_safe
@needs_permission(PLAN)
def show_left_out(request: StaffRequest, plan_version_id: UUID) -> HttpResponse:
    """Every candidate that the plan leaves out, with its reason."""
    view = versions.get_plan_version(viewer=request.actor, version_id=plan_version_id)
    pages.note_shown([view.card], request)
    added = list_added(viewer=request.actor, of=view)
    context = _frame(request, view, "left_out") | {
        "page": pages.paginate(reasons.list_left_out(view, added), request)
    }
    return render(request, "operations/plans/left_out.html", context)


@require_safe
@needs_permission(PLAN)
def show_proof(request: StaffRequest, plan_version_id: UUID) -> HttpResponse:
    """How good the plan is for certain, and what would make a better one possible."""
    view = versions.get_plan_version(viewer=request.actor, version_id=plan_version_id)
    pages.note_shown([view.card], request)
    context = _frame(request, view, "plan_proof") | {
        "rows": shown.describe_plan(view),
        "groups": reasons.list_broken_groups(view),
        "table": shown.list_prices(view),
    }
    return render(request, "operations/plans/proof.html", context)


def _frame(
    request: StaffRequest, view: PlanVersionView, current: str
) -> dict[str, Any]:
    operation = operations.get_operation(
        viewer=request.actor, operation_id=view.card.operation_id
    )
    search = searches_queries.find_search_of(
        viewer=request.actor, version_id=view.card.id, at=request.at
    )
    return frame_plan(view, operation, search, current)
