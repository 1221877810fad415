"""The partners of an operation."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.frame.presenters import tabs as shown
from unhidden.operations.frame.queries import operations
from unhidden.operations.policies import PLAN
from unhidden.operations.teams.views import METHODS
from unhidden.operations.weeks.actions import partners as teams_actions
from unhidden.operations.weeks.forms.partners import PartnerForm
from unhidden.operations.weeks.presenters.refusals import SENTENCES
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt


@require_http_methods(METHODS)
@needs_permission(PLAN)
def edit_partners(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    form = PartnerForm(posted(request), operation=view)
    if form.is_valid():
        with attempt(form, SENTENCES):
            teams_actions.add_partner(
                operation_id=operation_id,
                organisation_id=UUID(form.cleaned_data["organisation"]),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The partner is added"))
            return redirect("operations:partners", operation_id)
    context = {
        "operation": view,
        "form": form,
        "tabs": shown.tabs(view, "partners", request.actor),
    }
    return render(request, "operations/partners.html", context)
