"""Finding exhibits: the list, what was scanned, where everything was, and labels."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations.exhibits import presenters
from unhidden.investigations.exhibits.forms import finding as forms
from unhidden.investigations.exhibits.queries import exhibits, hands, places
from unhidden.ui import middleware, pages

_PER_PAGE = 50
# This page alone may ask for the camera, and for nothing else.
_WITH_CAMERA = middleware.HEADERS["Permissions-Policy"].replace(
    "camera=()", "camera=(self)"
)


@require_safe
@needs_permission("investigations.see_own")
def show_exhibits(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """The exhibits that were asked for, by reference."""
    sieve = forms.ExhibitFilterForm(request.GET or None)
    found = exhibits.list_exhibits(
        viewer=request.actor, investigation_id=investigation_id, asked=sieve.as_filter
    )
    page = pages.paginate(found.rows, request, _PER_PAGE)
    shown = {
        "found": found,
        "sieve": sieve,
        "page": page,
        "waiting": hands.list_waiting(
            viewer=request.actor, investigation_id=investigation_id
        ).rows,
        "table": presenters.tabulate_exhibits(found, page.items),
    }
    return render(request, "investigations/exhibits/list.html", shown)


@require_safe
@needs_permission("investigations.see_own")
def show_exhibit(
    request: StaffRequest, investigation_id: UUID, other_id: UUID
) -> HttpResponse:
    """One exhibit: its custody, every move, its parts and files; made to be printed."""
    view = exhibits.get_exhibit(
        viewer=request.actor, investigation_id=investigation_id, exhibit_id=other_id
    )
    shown = {
        "view": view,
        "rows": presenters.summarise_exhibit(view),
        "moves": [(row, presenters.tell_hands(row)) for row in view.moves],
        "custody": presenters.tabulate_custody(view),
        "faults": presenters.tell_faults(view),
    }
    return render(request, "investigations/exhibits/exhibit.html", shown)


@require_safe
@needs_permission("investigations.see_own")
def show_places(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Where everything was at a moment; now, before one is asked for."""
    form = forms.WhenForm(request.GET or None)
    moment = form.typed_moment or request.at
    found = places.find_places(
        viewer=request.actor, investigation_id=investigation_id, moment=moment
    )
    pages.note_shown(found.rows, request)
    shown = {
        "found": found,
        "form": form,
        "moment": moment,
        "table": presenters.tabulate_places(found),
    }
    return render(request, "investigations/exhibits/places.html", shown)


@require_safe
@needs_permission("investigations.see_own")
def scan_labels(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Exhibits by their labels: typed, by a hand scanner, or with the camera."""
    form = forms.ScanForm(request.GET or None)
    found = places.scan_exhibits(
        viewer=request.actor,
        investigation_id=investigation_id,
        text=request.GET.get("exhibits", ""),
    )
    pages.note_shown(found.found, request)
    shown = {
        "found": found,
        "form": form,
        "chosen": ",".join(label.reference for label in found.found),
    }
    response = render(request, "investigations/exhibits/scan.html", shown)
    response.headers["Permissions-Policy"] = _WITH_CAMERA
    return response


@require_safe
@needs_permission("investigations.see_own")
def show_labels(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Labels to print: the reference in letters and as a code."""
    found = places.scan_exhibits(
        viewer=request.actor,
        investigation_id=investigation_id,
        text=request.GET.get("exhibits", ""),
    )
    pages.note_shown(found.found, request)
    shown = {"found": found, "labels": presenters.draw_labels(found.found)}
    return render(request, "investigations/exhibits/labels.html", shown)
