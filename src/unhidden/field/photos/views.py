"""The pages on which photos are looked at, and originals handed to their custodians."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.desk.forms.files import OriginalReasonForm
from unhidden.field.photos import actions, queries
from unhidden.reporting.actions import OpenedFile
from unhidden.ui import pages
from unhidden.ui.files import answer_apart


@require_safe
@needs_permission("field.see_photos")
def show_photos(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """The photos of an account that nobody is in, each closed until it is looked at."""
    found = queries.list_photos(viewer=request.actor, account_id=account_id)
    page = pages.paginate(found, request)
    context = {"page": page, "copy_page": "field:photo", "account_id": account_id}
    return render(request, "field/photos.html", context)


@require_safe
@needs_permission("field.read_inner")
def show_inner_photos(request: StaffRequest) -> HttpResponse:
    """The photos of people that are sealed to the team."""
    page = pages.paginate(queries.list_inner_photos(viewer=request.actor), request)
    context = {"page": page, "copy_page": "field:inner_photo"}
    return render(request, "field/photos.html", context)


@require_safe
@needs_permission("reporting.open_originals")
def show_originals(request: StaffRequest) -> HttpResponse:
    """The originals that came whole, for a custodian."""
    page = pages.paginate(queries.list_originals(viewer=request.actor), request)
    return render(request, "field/originals.html", {"page": page})


@require_safe
@needs_permission("field.see_photos")
def show_photo(request: StaffRequest, photo_id: UUID) -> HttpResponse:
    """The copy itself. Recorded."""
    return _answer(
        actions.open_copy(photo_id=photo_id, actor=request.actor, at=request.at)
    )


@require_safe
@needs_permission("field.read_inner")
def show_inner_photo(request: StaffRequest, photo_id: UUID) -> HttpResponse:
    """The same of people, for whom it is sealed to. Recorded."""
    return _answer(
        actions.open_photo(photo_id=photo_id, actor=request.actor, at=request.at)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("reporting.open_originals")
def open_original(request: StaffRequest, photo_id: UUID) -> HttpResponse:
    """Ask why; then the original, as it was taken. Opening it is recorded."""
    card = queries.get_original(viewer=request.actor, photo_id=photo_id)
    form = OriginalReasonForm(request.POST or None)
    if form.is_valid():
        opened = actions.open_photo_original(
            photo_id=photo_id,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            at=request.at,
        )
        return answer_apart(opened.content, name=opened.name)
    return render(request, "field/original.html", {"card": card, "form": form})


def _answer(opened: OpenedFile) -> HttpResponse:
    shown_as = opened.media_type if opened.is_image else ""
    return answer_apart(opened.content, name=opened.name, shown_as=shown_as)
