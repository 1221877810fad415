"""Pages of archives: asked for, released, handed over."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations.frame.timing import keep_to_time
from unhidden.investigations.leaving.actions import archives as actions
from unhidden.investigations.leaving.forms.archives import ArchiveForm
from unhidden.investigations.leaving.presenters import SENTENCES, confirm_release
from unhidden.investigations.leaving.queries import archives, verifier
from unhidden.ui import pages
from unhidden.ui.files import answer_apart
from unhidden.ui.refusals import attempt, attempt_or_tell


@require_GET
@needs_permission("investigations.export")
def show_archives(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """What left an investigation, and what waits for its release."""
    page = archives.list_archives(
        viewer=request.actor, investigation_id=investigation_id
    )
    pages.note_shown(page.archives, request)
    return render(request, "investigations/leaving/archives.html", {"page": page})


@needs_permission("investigations.export")
def ask_for_archive(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Ask for an archive, for somebody and for something."""
    page = archives.list_archives(
        viewer=request.actor, investigation_id=investigation_id
    )
    archives.check_open(page)
    form = ArchiveForm(request.POST or None, may_ask_sensitive=page.may_ask_sensitive)
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.ask_for_archive(
                investigation_id=investigation_id,
                new=actions.NewArchive(**form.cleaned_data),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("Asked. Somebody else releases it."))
            return redirect("investigations:archives", investigation_id)
    shown = {"form": form, "card": page.card}
    return render(request, "investigations/leaving/ask.html", shown)


@needs_permission("investigations.export")
def release_archive(
    request: StaffRequest, investigation_id: UUID, archive_id: UUID
) -> HttpResponse:
    """Ask once more, and release what somebody else asked for."""
    page = archives.list_archives(
        viewer=request.actor, investigation_id=investigation_id
    )
    archives.check_open(page)
    found = archives.find_archive(page, archive_id)
    back = reverse("investigations:archives", args=[investigation_id])
    if request.method != "POST":
        shown = {"confirmation": confirm_release(found, back)}
        return render(request, "ui/confirm.html", shown)
    with attempt_or_tell(request, SENTENCES), keep_to_time(request.actor):
        actions.release_archive(
            investigation_id=investigation_id,
            archive_id=archive_id,
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("Released. Hand it over now."))
    return redirect(back)


@require_POST
@needs_permission("investigations.export")
def post_fetching(
    request: StaffRequest, investigation_id: UUID, archive_id: UUID
) -> HttpResponse:
    """The archive as a file; that it was taken is recorded."""
    with attempt_or_tell(request, SENTENCES), keep_to_time(request.actor):
        packed = actions.fetch_archive(
            investigation_id=investigation_id,
            archive_id=archive_id,
            actor=request.actor,
            at=request.at,
        )
        ending = "sealed" if packed.is_sealed else "zip"
        return _unkept(
            answer_apart(packed.content, name=f"archive-{archive_id}.{ending}")
        )
    return redirect("investigations:archives", investigation_id)


@require_GET
@needs_permission("investigations.export")
def download_verifier(request: StaffRequest) -> HttpResponse:
    """The program with which anybody checks an archive."""
    return _unkept(answer_apart(verifier.read_verifier(), name="verify_archive.py"))


def _unkept(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    return answer
