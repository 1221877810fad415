"""The viewer's investigations, and the front of one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations.clocks.queries import waiting as clocks
from unhidden.investigations.origins import queries as origins
from unhidden.investigations.overview import forms
from unhidden.investigations.overview.presenters import (
    list_due,
    list_queues,
    summarise_front,
)
from unhidden.investigations.overview.queries.front import get_front
from unhidden.investigations.posts.queries import investigations
from unhidden.ui import pages


@needs_permission("investigations.see_own")
def show_investigations(request: StaffRequest) -> HttpResponse:
    """The viewer's own investigations, or those that go on, or that have ended."""
    sieve = forms.WhichForm(request.GET or None)
    which = sieve.as_chosen
    found = [
        card
        for card in investigations.list_investigations(viewer=request.actor)
        if which == "all" or card.is_open is (which == "open")
    ]
    shown = {
        "page": pages.paginate(found, request),
        "sieve": sieve,
        "which": which,
        "waiting": origins.requests_waiting(viewer=request.actor),
        "due": clocks.count_waiting_clocks(viewer=request.actor, at=request.at),
        "may_open": request.actor.may("investigations.open"),
    }
    return render(request, "investigations/list.html", shown)


@needs_permission("investigations.see_own")
def show_investigation(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """The front: what waits, who works on it, and from where it came."""
    front = get_front(
        viewer=request.actor, investigation_id=investigation_id, at=request.at
    )
    view = front.investigation
    shown = {
        "front": front,
        "investigation": view,
        "due": list_due(front),
        "queues": list_queues(front),
        "rows": summarise_front(front),
        "may_manage": view.may_manage,
        "may_export": view.may_export,
        "may_see_visit": request.actor.may("visits.see_visits"),
    }
    return render(request, "investigations/investigation.html", shown)
