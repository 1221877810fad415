"""Writing a note."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.frame import queries as frame
from unhidden.safeguarding.support import actions, forms
from unhidden.ui.forms import Form


@needs_permission("safeguarding.work_case")
def write_note(request: StaffRequest, case_id: UUID) -> HttpResponse:
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    form = forms.NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_note(
            case_id=case_id,
            text=form.cleaned_data["text"],
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("The note is sealed and kept"))
        return redirect("safeguarding:case", case_id)
    return _form_page(request, head, form, _("Add a note"))


def _form_page(
    request: StaffRequest, head: frame.CaseHead, form: Form, title: str
) -> HttpResponse:
    return render(
        request,
        "safeguarding/form.html",
        {"case": head, "form": form, "title": title},
    )
