"""Warrants of an operation, and the base map under the maps of operations."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.frame.presenters.tabs import tabs
from unhidden.operations.frame.queries import operations
from unhidden.operations.policies import PLAN, SEE
from unhidden.operations.targets.actions import warrants as actions
from unhidden.operations.targets.forms.warrants import WarrantForm, WithdrawalForm
from unhidden.operations.targets.presenters import candidates as shown
from unhidden.operations.targets.presenters.refusals import SENTENCES
from unhidden.operations.targets.queries import candidates, maps, warrants
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@needs_permission(PLAN)
def show_warrants(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """What ends within seven days first; then all of them, and one more to keep."""
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    every = candidates.list_candidates(viewer=request.actor, operation_id=operation_id)
    form = WarrantForm(
        posted(request), offered=[(str(one.premises_id), one.premises) for one in every]
    )
    if form.is_bound and form.is_valid():
        with attempt(form, SENTENCES):
            actions.keep_warrant(
                operation_id=operation_id,
                new=form.new_warrant,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The warrant is added"))
            return redirect("operations:warrants", operation_id)
    held = warrants.list_warrants(viewer=request.actor, operation_id=operation_id)
    ending = warrants.list_ending_warrants(
        viewer=request.actor, operation_id=operation_id, at=request.at
    )
    withdrawn = warrants.list_withdrawn_warrants(
        viewer=request.actor, operation_id=operation_id
    )
    pages.note_shown([*held, *withdrawn], request)
    context = {
        "operation": view,
        "tabs": tabs(view, "warrants", request.actor),
        "form": form,
        "held": held,
        "ending": ending,
        "all_table": shown.show_warrants(
            held, _("All warrants"), may_withdraw=view.is_open
        ),
        "withdrawn": shown.show_withdrawn(withdrawn) if withdrawn else None,
        "ending_table": shown.show_warrants(ending, _("They end within seven days")),
    }
    return render(request, "operations/targets/warrants.html", context)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def withdraw_warrant(
    request: StaffRequest, operation_id: UUID, warrant_id: UUID
) -> HttpResponse:
    """A warrant that was kept by mistake, and the visits planned under it."""
    card = warrants.get_warrant(
        viewer=request.actor, operation_id=operation_id, warrant_id=warrant_id
    )
    form = WithdrawalForm(posted(request))
    if form.is_bound and form.is_valid():
        with attempt(form, SENTENCES):
            actions.withdraw_warrant(
                operation_id=operation_id,
                warrant_id=warrant_id,
                because=form.cleaned_data["because"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The warrant is withdrawn"))
            return redirect("operations:warrants", operation_id)
    under = warrants.list_visits_under(viewer=request.actor, warrant=card)
    context = {"card": card, "form": form, "under": under}
    return render(request, "operations/targets/withdraw.html", context)


@require_safe
@needs_permission(SEE)
def show_base_map(request: StaffRequest, digest: str) -> HttpResponse:
    """The operator's base map for the script: shapes, and nothing of anybody."""
    return HttpResponse(maps.read_base_map(digest), content_type="application/json")
