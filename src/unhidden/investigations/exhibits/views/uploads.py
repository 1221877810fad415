"""Long data in parts, from the script of the page that adds it; answered as JSON."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations.exhibits import presenters
from unhidden.investigations.exhibits.actions import uploading
from unhidden.investigations.exhibits.forms import files as forms
from unhidden.investigations.exhibits.forms.uploads import expect_exhibit_file
from unhidden.investigations.exhibits.queries import exhibits
from unhidden.ui.forms import Form
from unhidden.ui.refusals import attempt

_REFUSED = 422


@require_POST
@needs_permission("investigations.work")
def begin_upload(
    request: StaffRequest, investigation_id: UUID, other_id: UUID
) -> HttpResponse:
    """Say what is to come; answered with where its parts go, and what came already."""
    form = forms.UploadForm(request.POST)
    if form.is_valid():
        with attempt(form, presenters.SENTENCES, "name"):
            state = uploading.begin_upload(
                investigation_id=investigation_id,
                exhibit_id=other_id,
                new=form.as_typed,
                size=form.cleaned_data["size"],
                actor=request.actor,
                at=request.at,
            )
            return _tell(investigation_id, state)
    return _refuse(form)


# As for every file: the mark is looked for once there is room in memory.
@csrf_exempt
@require_POST
@needs_permission("investigations.work")
def send_part(
    request: StaffRequest, investigation_id: UUID, other_id: UUID
) -> HttpResponse:
    """Take a part; answered with how much is here now."""
    expect_exhibit_file(request)
    return _send_part(request, investigation_id, other_id)


@csrf_protect
def _send_part(
    request: StaffRequest, investigation_id: UUID, upload_id: UUID
) -> HttpResponse:
    form = forms.PartForm(request.POST, request.FILES)
    if form.is_valid():
        with attempt(form, presenters.SENTENCES, "file"):
            state = uploading.add_part(
                investigation_id=investigation_id,
                upload_id=upload_id,
                offset=form.cleaned_data["offset"],
                content=form.cleaned_data["file"],
                actor=request.actor,
                at=request.at,
            )
            return _tell(investigation_id, state)
    return _refuse(form)


@require_POST
@needs_permission("investigations.work")
def finish_upload(
    request: StaffRequest, investigation_id: UUID, other_id: UUID
) -> HttpResponse:
    """Make a file of what came whole; answered with the page of its exhibit."""
    form = Form(request.POST)
    form.is_valid()
    with attempt(form, presenters.SENTENCES):
        file_id = uploading.finish_upload(
            investigation_id=investigation_id,
            upload_id=other_id,
            actor=request.actor,
            at=request.at,
        )
        exhibit_id, _file = exhibits.find_file(
            viewer=request.actor, investigation_id=investigation_id, file_id=file_id
        )
        messages.success(request, _("It is kept, with its SHA-256"))
        page = reverse("investigations:exhibit", args=[investigation_id, exhibit_id])
        return JsonResponse({"page": page})
    return _refuse(form)


def _tell(investigation_id: UUID, state: uploading.UploadState) -> JsonResponse:
    ids = [investigation_id, state.id]
    return JsonResponse(
        {
            "sent": state.sent,
            "size": state.size,
            "next": state.next_part,
            "part": reverse("investigations:send_part", args=ids),
            "finish": reverse("investigations:finish_upload", args=ids),
        }
    )


def _refuse(form: Form) -> JsonResponse:
    told = [str(each) for errors in form.errors.values() for each in errors]
    return JsonResponse({"refused": told}, status=_REFUSED)
