"""Which organisation's desk reads which reports."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.desk.actions import routes as routes_actions
from unhidden.desk.forms.conversation import RouteForm
from unhidden.desk.presenters import SENTENCES
from unhidden.reporting import queries as reporting
from unhidden.ui import pages
from unhidden.ui.refusals import attempt

_KEEP = "reporting.keep_routes"


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(_KEEP)
def edit_routes(request: StaffRequest) -> HttpResponse:
    """The routes there are, and a form for one more."""
    form = RouteForm(request.POST or None, day=timezone.localdate(request.at))
    if form.is_valid():
        with attempt(form, SENTENCES):
            routes_actions.add_route(
                area=form.cleaned_data["area"],
                topic=form.cleaned_data["topic"],
                desk_id=UUID(form.cleaned_data["desk"]),
                actor=request.actor,
                at=request.at,
            )
            said = _("The route is added. It counts for new reports.")
            messages.success(request, said)
            return redirect("intelligence:routes")
    found = reporting.list_routes(viewer=request.actor)
    pages.note_shown(found, request)
    context = {
        "form": form,
        "routes": found,
        "default_desk": reporting.default_desk(),
    }
    return render(request, "desk/routes.html", context)


@require_POST
@needs_permission(_KEEP)
def remove_route(request: StaffRequest, route_id: UUID) -> HttpResponse:
    """New reports go where the other routes say."""
    routes_actions.remove_route(route_id=route_id, actor=request.actor, at=request.at)
    messages.success(request, _("The route is removed"))
    return redirect("intelligence:routes")
