"""The list of one's cases, and one of them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.overview import queries
from unhidden.ui import pages


@needs_permission("safeguarding.see_own_cases")
def show_cases(request: StaffRequest) -> HttpResponse:
    """The viewer's own cases, the most urgent first."""
    rows = queries.list_cases(viewer=request.actor, at=request.at)
    page = pages.paginate(rows, request)
    return render(request, "safeguarding/cases.html", {"page": page})


@needs_permission("safeguarding.see_own_cases")
def show_case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    view = queries.get_case(viewer=request.actor, case_id=case_id, at=request.at)
    return render(
        request,
        "safeguarding/case.html",
        {"case": view},
    )
