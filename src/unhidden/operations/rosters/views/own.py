"""Where a crew member meets their own roster."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.policies import SEE
from unhidden.operations.rosters.presenters import own as shown
from unhidden.operations.rosters.queries.own import list_own_crews
from unhidden.ui import pages


@require_safe
@needs_permission(SEE)
def show_own_roster(request: StaffRequest) -> HttpResponse:
    """The crews that the viewer goes out with: when, from where, with what."""
    crews = list_own_crews(viewer=request.actor, day=timezone.localdate(request.at))
    pages.note_shown(crews, request)
    context = {"crews": [(one, shown.describe_crew(one)) for one in crews]}
    return render(request, "operations/own_roster.html", context)
