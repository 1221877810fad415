"""Files that come with a report, before it is sent."""

from __future__ import annotations

import math
from io import BytesIO
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from unhidden.access.requests import PublicRequest
from unhidden.lib import patience
from unhidden.reporting.actions import doors
from unhidden.reporting.actions import files as files_actions
from unhidden.reporting.actions.doors import FormTicket
from unhidden.reporting.actions.files import KeptFile
from unhidden.reporting.forms.files import PROBLEMS, FileProblem, problem_of
from unhidden.reporting.forms.uploads import InMemory, expect_files
from unhidden.reporting.presenters.files import FileShown, files_shown

FIELD, TAKE_AWAY, TICKET = "files", "take_away", "ticket"


@require_POST
def upload_file(request: PublicRequest) -> HttpResponse:
    """For scripts: take the files that were sent, and show those of the form so far."""
    handler = expect_files(request)
    ticket = doors.read_ticket(request.POST.get(TICKET, ""), at=request.at)
    if ticket is None and handler.left_out:
        problems = [problem_of(*each) for each in handler.left_out]
        return _part(request, [], problems)
    kept, problems = take_files(request, ticket)
    return _part(
        request, files_shown(ticket.form_key, kept) if ticket else [], problems
    )


def _part(
    request: PublicRequest, files: list[FileShown], problems: list[FileProblem]
) -> HttpResponse:
    shown = {"files": files, "problems": problems}
    return render(request, "reporting/parts/files.html", shown)


def take_files(
    request: PublicRequest, ticket: FormTicket | None
) -> tuple[list[KeptFile], list[FileProblem]]:
    """Keep the files of the request, and take away the one that it names.

    ``expect_files`` must have been called before anything read what was sent. A file
    that cannot be taken is a problem in words, and changes nothing else. None is taken
    with a form that is not ours; and for one that has just begun all of it comes again.
    """
    if ticket is None:
        return [], [problem_of("", doors.NoRoomForFiles)]
    left = ticket.wait_for_files(request.at)
    if left > 0:
        patience.ask_again(request, seconds=left)
        return [], []
    form_key, network = ticket.form_key, network_of(request)
    _take_away(request, form_key)
    kept, problems = [], []
    for sent in request.FILES.getlist(FIELD):
        name = sent.name or ""
        try:
            doors.take_room(network, kilobytes=math.ceil((sent.size or 0) / 1024))
            one = files_actions.keep_file(
                form_key=form_key,
                content=sent.file or BytesIO(),
                name=name,
                actor=request.actor,
                at=request.at,
            )
        except tuple(PROBLEMS) as refusal:
            problems.append(problem_of(name, type(refusal)))
        else:
            kept.append(one)
    for handler in request.upload_handlers:
        if isinstance(handler, InMemory):
            problems += [problem_of(name, why) for name, why in handler.left_out]
    return kept, problems


def _take_away(request: PublicRequest, form_key: UUID) -> None:
    if TAKE_AWAY in request.POST:
        files_actions.take_file_away(
            form_key=form_key,
            file_id=_id(request.POST[TAKE_AWAY]),
            actor=request.actor,
            at=request.at,
        )


def network_of(request: PublicRequest) -> str:
    """The name under which those who ask from there are counted."""
    return doors.network_of(str(request.META.get("REMOTE_ADDR", "")))


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error
