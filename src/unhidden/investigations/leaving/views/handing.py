"""What is handed over beside an archive."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations.leaving.actions import handing
from unhidden.investigations.leaving.presenters import SENTENCES
from unhidden.ui.files import answer_apart, stream_apart
from unhidden.ui.refusals import attempt_or_tell


@require_POST
@needs_permission("investigations.export")
def post_letter(
    request: StaffRequest, investigation_id: UUID, archive_id: UUID
) -> HttpResponse:
    """The covering letter, to be printed."""
    with attempt_or_tell(request, SENTENCES):
        content = handing.print_letter(
            investigation_id=investigation_id,
            archive_id=archive_id,
            actor=request.actor,
            at=request.at,
        )
        return _unkept(answer_apart(content, name=f"letter-{archive_id}.pdf"))
    return redirect("investigations:archives", investigation_id)


@require_POST
@needs_permission("investigations.export")
def post_proof(
    request: StaffRequest, investigation_id: UUID, archive_id: UUID
) -> HttpResponse:
    """That the record knows of the release."""
    with attempt_or_tell(request, SENTENCES):
        content = handing.fetch_proof(
            investigation_id=investigation_id,
            archive_id=archive_id,
            actor=request.actor,
            at=request.at,
        )
        return _unkept(answer_apart(content, name=f"record-{archive_id}.json"))
    return redirect("investigations:archives", investigation_id)


@require_POST
@needs_permission("investigations.export")  # type: ignore[arg-type]  # a stream
def post_media(
    request: StaffRequest, investigation_id: UUID, archive_id: UUID
) -> HttpResponseBase:
    """The photographs and data of exhibits that go along."""
    with attempt_or_tell(request, SENTENCES):
        pieces = handing.fetch_media(
            investigation_id=investigation_id,
            archive_id=archive_id,
            actor=request.actor,
            at=request.at,
        )
        answer: StreamingHttpResponse = stream_apart(
            pieces, name=f"media-{archive_id}.zip"
        )
        answer.headers["Cache-Control"] = "no-store"
        return answer
    return redirect("investigations:archives", investigation_id)


def _unkept(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    return answer
