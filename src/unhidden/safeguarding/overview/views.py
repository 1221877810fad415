"""The list of one's cases, and one of them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.overview import queries
from unhidden.safeguarding.overview.forms import CaseFindForm, CaseSearchForm
from unhidden.safeguarding.overview.presenters import list_chosen, list_sections
from unhidden.safeguarding.overview.rules import ALL, BY_REFERENCE, CaseSearch
from unhidden.ui import pages
from unhidden.ui.forms import posted


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


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("safeguarding.see_own_cases")
def find_case(request: StaffRequest) -> HttpResponse:
    """The viewer's own cases of a reference, open or not; it stands in no address."""
    form = CaseFindForm(posted(request))
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        reference = form.cleaned_data["reference"].strip()
        found = queries.find_cases(
            viewer=request.actor,
            search=CaseSearch(stands=ALL, order=BY_REFERENCE, reference=reference),
            start=0,
            limit=pages.PER_PAGE,
            at=request.at,
        )
        pages.note_shown(found.cards, request)
        pages.note_sought(reference, request)
        context |= {"is_done": True, "found": found}
    return render(request, "safeguarding/find_case.html", context)


@needs_permission("safeguarding.see_own_cases")
def show_case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    view = queries.get_case(viewer=request.actor, case_id=case_id, at=request.at)
    sections = list_sections(request.actor, view)
    context = {"case": view, "sections": sections}
    return render(request, "safeguarding/case.html", context)
