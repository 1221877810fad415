"""The room's first page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations.room.presenters import overview
from unhidden.investigations.room.queries import room


@require_safe
@needs_permission("investigations.see_own")
def show_room(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """What waits in each queue, and where the room's pages are."""
    view = room.get_room(
        viewer=request.actor, investigation_id=investigation_id, at=request.at
    )
    shown = {
        "room": view,
        "rows": overview.summarise_room(view),
        "links": overview.list_ways(view),
    }
    return render(request, "investigations/room/room.html", shown)
