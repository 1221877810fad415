"""Documents and photos of a case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.frame import queries as frame
from unhidden.safeguarding.support.actions import files as file_actions
from unhidden.safeguarding.support.forms.files import CaseFileForm, WithdrawFileForm
from unhidden.safeguarding.support.forms.uploads import expect_file
from unhidden.safeguarding.support.presenters.refusals import SENTENCES
from unhidden.safeguarding.support.queries import files
from unhidden.ui.files import answer_apart
from unhidden.ui.forms import Form, posted
from unhidden.ui.refusals import attempt

_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission("safeguarding.see_own_cases")
def show_files(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """The files of a case by their names; none is opened by that."""
    page = files.list_files(viewer=request.actor, case_id=case_id)
    return render(request, "safeguarding/support/files.html", {"page": page})


# The form's own mark is asked for below: looking for it reads what was sent, and that
# must not happen before there is room for a file in memory.
@csrf_exempt
@require_http_methods(_METHODS)
@needs_permission("safeguarding.work_case")
def add_file(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Take a file in memory, clean it and seal it."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    expect_file(request)
    return _add_file(request, head)


@csrf_protect
def _add_file(request: StaffRequest, head: frame.CaseHead) -> HttpResponse:
    form = CaseFileForm(posted(request), request.FILES or None)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        with attempt(form, SENTENCES, "file"):
            file_actions.add_file(
                case_id=head.id,
                new=file_actions.NewCaseFile(
                    sort=form.cleaned_data["sort"], name=sent.name, content=sent
                ),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The file is cleaned, sealed and kept"))
            return redirect("safeguarding:files", head.id)
    return _form_page(request, head, form, _("Add a document or a photo"))


@require_POST
@needs_permission("safeguarding.work_case")
def open_file(request: StaffRequest, case_id: UUID, other_id: UUID) -> HttpResponse:
    """The file, by a press of a button: a picture is shown, all else is saved."""
    opened = file_actions.open_file(
        case_id=case_id, file_id=other_id, actor=request.actor, at=request.at
    )
    shown_as = opened.media_type if opened.is_image else ""
    return answer_apart(opened.content, name=opened.name or "file", shown_as=shown_as)


@require_http_methods(_METHODS)
@needs_permission("safeguarding.work_case")
def withdraw_file(request: StaffRequest, case_id: UUID, other_id: UUID) -> HttpResponse:
    head, card = files.get_file(viewer=request.actor, case_id=case_id, file_id=other_id)
    form = WithdrawFileForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            file_actions.withdraw_file(
                case_id=case_id,
                file_id=other_id,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The file is withdrawn: nobody opens it again"))
            return redirect("safeguarding:files", case_id)
    title = _("Withdraw %(name)s") % {"name": card.name or card.sort_label}
    return _form_page(request, head, form, title)


def _form_page(
    request: StaffRequest, head: frame.CaseHead, form: Form, title: str
) -> HttpResponse:
    back = reverse("safeguarding:files", args=[head.id])
    context = {"case": head, "form": form, "title": title, "back_url": back}
    return render(request, "safeguarding/support/form.html", context)
