"""The notes of a case, and words to find again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.frame import queries as frame
from unhidden.safeguarding.support.actions import notes as note_actions
from unhidden.safeguarding.support.forms.notes import (
    FindWordsForm,
    NoteAdditionForm,
    NoteForm,
)
from unhidden.safeguarding.support.presenters.finding import make_found_rows
from unhidden.safeguarding.support.presenters.refusals import SENTENCES
from unhidden.safeguarding.support.queries import finding, notes
from unhidden.ui import pages
from unhidden.ui.forms import Form, posted
from unhidden.ui.refusals import attempt

_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission("safeguarding.see_own_cases")
def show_notes(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """All notes, the latest first, each with what was added to it."""
    found = notes.list_notes_of_case(viewer=request.actor, case_id=case_id)
    page = pages.paginate(found.notes, request)
    context = {"case": found.head, "page": page, "form": FindWordsForm()}
    return render(request, "safeguarding/support/notes.html", context)


@require_http_methods(_METHODS)
@needs_permission("safeguarding.work_case")
def find_words(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Where words stand in this case; what was looked for is in no address."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    form = FindWordsForm(posted(request))
    context: dict[str, object] = {"case": head, "form": form}
    if form.is_valid():
        _head, found = finding.find_in_case(
            viewer=request.actor, case_id=case_id, words=form.cleaned_data["words"]
        )
        context |= {"is_done": True, "rows": make_found_rows(found, case_id)}
    return render(request, "safeguarding/support/find.html", context)


@require_http_methods(_METHODS)
@needs_permission("safeguarding.work_case")
def write_note(request: StaffRequest, case_id: UUID) -> HttpResponse:
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    form = NoteForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            note_actions.add_note(
                case_id=case_id,
                text=form.cleaned_data["text"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The note is sealed and kept"))
            return redirect("safeguarding:notes", case_id)
    return _form_page(request, head, form, _("Add a note"))


@require_http_methods(_METHODS)
@needs_permission("safeguarding.work_case")
def add_to_note(request: StaffRequest, case_id: UUID, other_id: UUID) -> HttpResponse:
    """Correct a note by adding to it."""
    head, card = notes.get_note(viewer=request.actor, case_id=case_id, note_id=other_id)
    form = NoteAdditionForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            note_actions.add_to_note(
                case_id=case_id,
                note_id=other_id,
                text=form.cleaned_data["text"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("What you added is sealed and kept"))
            return redirect("safeguarding:notes", case_id)
    return _form_page(request, head, form, _("Add to a note"), card)


def _form_page(
    request: StaffRequest,
    head: frame.CaseHead,
    form: Form,
    title: str,
    note: notes.NoteCard | None = None,
) -> HttpResponse:
    back = reverse("safeguarding:notes", args=[head.id])
    context = {"case": head, "form": form, "title": title, "back_url": back}
    return render(request, "safeguarding/support/form.html", {**context, "note": note})
