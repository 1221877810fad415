"""The list of one's cases, and one of them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.overview import queries
from unhidden.safeguarding.overview.forms import CaseSearchForm
from unhidden.safeguarding.overview.presenters import list_chosen, list_sections
from unhidden.ui import pages


@needs_permission("safeguarding.see_own_cases")
def show_cases(request: StaffRequest) -> HttpResponse:
    """The viewer's own cases, the most urgent first."""
    form = CaseSearchForm(request.GET or None)
    found = queries.find_cases(
        viewer=request.actor,
        search=form.case_search,
        start=pages.start_of(request),
        limit=pages.PER_PAGE,
        at=request.at,
    )
    context = {
        "page": pages.page_of(found.cards, found.total, request),
        "form": form,
        "chosen": list_chosen(form),
        "may_open": request.actor.may("safeguarding.open_case"),
        "may_supervise": request.actor.may("safeguarding.manage_team"),
    }
    return render(request, "safeguarding/cases.html", context)


@needs_permission("safeguarding.see_own_cases")
def show_case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    view = queries.get_case(viewer=request.actor, case_id=case_id, at=request.at)
    sections = list_sections(request.actor, view)
    context = {"case": view, "sections": sections}
    return render(request, "safeguarding/case.html", context)
