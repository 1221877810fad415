"""Photographs and acquired data of exhibits."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations.exhibits import presenters
from unhidden.investigations.exhibits.actions import digests, files, uploading
from unhidden.investigations.exhibits.forms import files as forms
from unhidden.investigations.exhibits.forms.uploads import expect_exhibit_file
from unhidden.investigations.exhibits.queries import exhibits
from unhidden.ui.files import answer_apart
from unhidden.ui.forms import Form, posted
from unhidden.ui.refusals import attempt, attempt_or_tell

_METHODS = ["GET", "HEAD", "POST"]


# The forms' own mark is asked for below: looking for it reads what was sent, and that
# must not happen before there is room for a file in memory.
@csrf_exempt
@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def add_photo(
    request: StaffRequest, investigation_id: UUID, other_id: UUID
) -> HttpResponse:
    """Take a photograph in memory, clean it and seal it."""
    view = _get(request, investigation_id, other_id)
    expect_exhibit_file(request)
    return _add_photo(request, view)


@csrf_protect
def _add_photo(request: StaffRequest, view: exhibits.ExhibitView) -> HttpResponse:
    form = forms.PhotoForm(posted(request), request.FILES or None)
    if form.is_valid():
        with attempt(form, presenters.SENTENCES, "file"):
            files.add_photo(
                investigation_id=view.head.id,
                exhibit_id=view.exhibit.id,
                content=form.cleaned_data["file"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The photograph is cleaned, sealed and kept"))
            return redirect("investigations:exhibit", view.head.id, view.exhibit.id)
    return _form_page(request, view, form, _("Add a photograph"))


@csrf_exempt
@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def add_acquisition(
    request: StaffRequest, investigation_id: UUID, other_id: UUID
) -> HttpResponse:
    """Keep acquired data as it is; or the digest of what stays elsewhere."""
    view = _get(request, investigation_id, other_id)
    expect_exhibit_file(request)
    return _add_acquisition(request, view)


@csrf_protect
def _add_acquisition(request: StaffRequest, view: exhibits.ExhibitView) -> HttpResponse:
    form = forms.AcquisitionForm(posted(request), request.FILES or None)
    if form.is_valid():
        with attempt(form, presenters.SENTENCES, "file"):
            _keep(request, view, form)
            messages.success(request, _("It is kept, with its SHA-256"))
            return redirect("investigations:exhibit", view.head.id, view.exhibit.id)
    return _form_page(request, view, form, _("Add acquired data"), sends_parts=True)


def _keep(
    request: StaffRequest, view: exhibits.ExhibitView, form: forms.AcquisitionForm
) -> None:
    said = form.cleaned_data
    told = {"investigation_id": view.head.id, "exhibit_id": view.exhibit.id}
    if said["file"]:
        files.keep_sent(
            **told,
            new=form.describe_copy(said["file"].name),
            content=said["file"],
            actor=request.actor,
            at=request.at,
        )
        return
    digests.keep_digest(
        **told,
        new=form.describe_copy(),
        size=said["size"],
        digest=said["digest"],
        actor=request.actor,
        at=request.at,
    )


@require_POST
@needs_permission("investigations.see_own")
def open_file(
    request: StaffRequest, investigation_id: UUID, other_id: UUID
) -> HttpResponse:
    """A file, by a press of a button: a photograph is shown, all else is saved.

    Of a long one the part that was asked for.
    """
    part = request.POST.get("part", "1")
    if not part.isdecimal():
        raise Absent
    with attempt_or_tell(request, presenters.SENTENCES):
        opened = files.open_exhibit_file(
            investigation_id=investigation_id,
            file_id=other_id,
            part=int(part[:9]),
            actor=request.actor,
            at=request.at,
        )
        shown_as = opened.media_type if opened.is_photo else ""
        return answer_apart(opened.content, name=opened.name, shown_as=shown_as)
    return redirect("investigations:exhibits", investigation_id)


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def take_digest(
    request: StaffRequest, investigation_id: UUID, other_id: UUID
) -> HttpResponse:
    """Take a digest again: of what is kept by a press, of the rest as it is typed."""
    exhibit_id, file = exhibits.find_file(
        viewer=request.actor, investigation_id=investigation_id, file_id=other_id
    )
    view = _get(request, investigation_id, exhibit_id)
    form = forms.DigestForm(posted(request), is_typed=not file.is_kept)
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            is_same = digests.take_digest(
                investigation_id=investigation_id,
                file_id=other_id,
                digest=form.cleaned_data.get("digest", ""),
                actor=request.actor,
                at=request.at,
            )
            _tell_digest(request, is_same)
            return redirect("investigations:exhibit", investigation_id, exhibit_id)
    title = _("Take the SHA-256 of %(name)s again") % {"name": file.file.name}
    return _form_page(request, view, form, title)


def _tell_digest(request: StaffRequest, is_same: bool) -> None:
    if is_same:
        messages.success(request, _("The SHA-256 is the same"))
    else:
        messages.error(
            request, _("The SHA-256 is another: the incident is recorded, and stays")
        )


def _get(
    request: StaffRequest, investigation_id: UUID, exhibit_id: UUID
) -> exhibits.ExhibitView:
    view = exhibits.get_exhibit(
        viewer=request.actor, investigation_id=investigation_id, exhibit_id=exhibit_id
    )
    if not view.may_work:
        raise Absent
    return view


def _form_page(
    request: StaffRequest,
    view: exhibits.ExhibitView,
    form: Form,
    title: str,
    *,
    sends_parts: bool = False,
) -> HttpResponse:
    address = reverse(
        "investigations:begin_upload", args=[view.head.id, view.exhibit.id]
    )
    shown = {
        "upload_url": address if sends_parts else "",
        "most_at_once": files.MOST_BYTES,
        "most": uploading.MOST_MEDIA,
        "head": view.head,
        "form": form,
        "title": title,
        "back_url": reverse(
            "investigations:exhibit", args=[view.head.id, view.exhibit.id]
        ),
    }
    return render(request, "investigations/exhibits/form.html", shown)
