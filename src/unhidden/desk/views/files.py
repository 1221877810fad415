"""The files of a report: their copies for the desk, the originals for custodians."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.desk.forms.files import OriginalReasonForm
from unhidden.desk.queries import desk
from unhidden.reporting import actions as reporting
from unhidden.reporting import queries as reporting_queries
from unhidden.ui.files import answer_apart


@require_safe
@needs_permission("intelligence.triage")
def show_files(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """The files that came with a report, by the names that they came with."""
    reporting_queries.get_waiting_report(viewer=request.actor, report_id=report_id)
    waits = reporting_queries.waiting_originals(
        viewer=request.actor, report_id=report_id
    )
    is_custodian = reporting_queries.is_custodian(viewer=request.actor)
    context = {
        "files": reporting.list_files(
            report_id=report_id, actor=request.actor, at=request.at
        ),
        "is_custodian": is_custodian and not waits,
        "waits": waits,
        "report_id": report_id,
    }
    return render(request, "desk/files.html", context)


@require_safe
@needs_permission("intelligence.triage")
def show_file(request: StaffRequest, report_id: UUID, file_id: UUID) -> HttpResponse:
    """The copy: a picture to be seen on the page, all else to be kept. Recorded."""
    opened = reporting.open_copy(
        report_id=report_id, file_id=file_id, actor=request.actor, at=request.at
    )
    return _answer(opened)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("reporting.open_originals")
def open_original(
    request: StaffRequest, report_id: UUID, file_id: UUID
) -> HttpResponse:
    """Ask why; then the original, as it came. Opening it is recorded."""
    open_it = partial(
        reporting.open_original,
        report_id=report_id,
        file_id=file_id,
        actor=request.actor,
        at=request.at,
    )
    reporting.must_be_custodian(
        report_id=report_id, file_id=file_id, actor=request.actor
    )
    form = OriginalReasonForm(request.POST or None)
    if form.is_valid():
        return _answer(open_it(reason=form.cleaned_data["reason"]))
    shown = {
        "form": form,
        "report_id": report_id,
        "reference": desk.format_reference(report_id),
    }
    return render(request, "desk/original_file.html", shown)


def _answer(opened: reporting.OpenedFile) -> HttpResponse:
    shown_as = opened.media_type if opened.is_image else ""
    return answer_apart(opened.content, name=opened.name, shown_as=shown_as)
