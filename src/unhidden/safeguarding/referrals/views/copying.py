"""The form as it is typed into the Home Office's service: to copy, and to print."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.referrals.presenters import form_pages
from unhidden.safeguarding.referrals.presenters.offers import note_sentences
from unhidden.safeguarding.referrals.presenters.papers import lay_out_paper
from unhidden.safeguarding.referrals.presenters.refusals import SENTENCES
from unhidden.safeguarding.referrals.queries import filled, told
from unhidden.safeguarding.referrals.queries.filled import FilledForm
from unhidden.safeguarding.referrals.queries.papers import set_form_paper
from unhidden.ui.refusals import attempt_or_tell

WORK = "safeguarding.work_case"


@needs_permission(WORK)
def copy_form(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """All fields in the official order, each to be copied."""
    form, sections = _read(request, case_id)
    context = {
        "case": form.case,
        "sections": sections,
        "lacking": len(form.list_lacking()),
    }
    return render(request, "safeguarding/referrals/copy.html", context)


@needs_permission(WORK)
def print_nrm_form(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """The same on paper, tagged for whoever reads with a screen reader."""
    form, sections = _read(request, case_id)
    with attempt_or_tell(request, SENTENCES):
        paper = set_form_paper(lay_out_paper(form, sections, at=request.at))
        response = HttpResponse(paper, content_type="application/pdf")
        # Its name tells nothing to whoever looks into the downloads.
        response["Content-Disposition"] = 'attachment; filename="form.pdf"'
        response["Cache-Control"] = "no-store"
        return response
    return redirect("safeguarding:nrm_copy", case_id)


def _read(
    request: StaffRequest, case_id: UUID
) -> tuple[FilledForm, list[form_pages.CopySection]]:
    form = filled.find_filled_form(viewer=request.actor, case_id=case_id)
    if form is None:
        raise Absent
    taken = told.list_taken(viewer=request.actor, case_id=case_id, form_id=form.id)
    return form, form_pages.list_copy_sections(form, note_sentences(form, taken))
