"""Documents: the registers, one of them, registering one, what it says."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations.frame.pages import show_form
from unhidden.investigations.room.actions import papers as actions
from unhidden.investigations.room.forms.papers import (
    PaperFilterForm,
    PaperForm,
    PaperTextForm,
)
from unhidden.investigations.room.presenters import pages as presenters
from unhidden.investigations.room.presenters import papers as of_papers
from unhidden.investigations.room.presenters.sentences import SENTENCES
from unhidden.investigations.room.queries import papers
from unhidden.lib.sent_numbers import read_number
from unhidden.lib.working_days import day_in_london
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell

_METHODS = ["GET", "HEAD", "POST"]
_FORM = "investigations/room/form.html"
_PER_PAGE = 50


@require_safe
@needs_permission("investigations.see_own")
def show_papers(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """The documents and statements by register and stage."""
    sieve = PaperFilterForm(request.GET)
    found = papers.list_papers(
        viewer=request.actor, investigation_id=investigation_id, **sieve.as_filter
    )
    page = pages.paginate(found.rows, request, _PER_PAGE)
    shown = {
        "head": found.head,
        "title": _("Documents and statements"),
        "back_url": reverse("investigations:room", args=[investigation_id]),
        "links": of_papers.list_ways(found),
        "sieve": sieve,
        "page": page,
        "table": presenters.tabulate_papers(page.items, investigation_id),
        "nothing": _("No document is like this."),
    }
    return render(request, "investigations/room/list.html", shown)


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def register_paper(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Register a document, with what it says."""
    found = papers.list_papers(viewer=request.actor, investigation_id=investigation_id)
    if not found.may_work:
        raise Absent
    initial = {
        "received_on": day_in_london(request.at),
        "action": request.GET.get("action", ""),
    }
    form = PaperForm(posted(request), initial=initial)
    if form.is_valid():
        with attempt(form, SENTENCES):
            kind, number = actions.register_paper(
                investigation_id=investigation_id,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            messages.success(
                request,
                _("It is registered as %(paper)s") % {"paper": f"{kind}{number}"},
            )
            return redirect("investigations:paper", investigation_id, kind, number)
    back = reverse("investigations:papers", args=[investigation_id])
    return show_form(request, _FORM, found.head, form, _("Register a document"), back)


@require_http_methods(_METHODS)
@needs_permission("investigations.see_own")
def show_paper(
    request: StaffRequest, investigation_id: UUID, kind: str, number: int
) -> HttpResponse:
    """A document with what it says; whoever works on it takes it to its next stage."""
    view = _get(request, investigation_id, kind, number)
    if request.method == "POST":
        if view.next_stage is None:
            raise Absent
        with attempt_or_tell(request, SENTENCES):
            actions.move_paper(
                investigation_id=investigation_id,
                kind=kind,
                number=number,
                stage=request.POST.get("stage", ""),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The step is kept"))
        return redirect("investigations:paper", investigation_id, kind, number)
    pages.note_shown([view.row], request)
    shown = {
        "head": view.head,
        "title": f"{view.row.paper_reference} {view.row.title}",
        "back_url": reverse("investigations:papers", args=[investigation_id]),
        "is_kept_from": view.is_kept_from,
        "rows": presenters.summarise_paper(view),
        "quotes": of_papers.list_quotes(view),
        "links": of_papers.list_links(view),
        "stage": view.next_stage,
        "stage_label": of_papers.name_stage(view.next_stage),
        "events": presenters.tell_paper(view),
    }
    return render(request, "investigations/room/one.html", shown)


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def write_text(
    request: StaffRequest, investigation_id: UUID, kind: str, number: int
) -> HttpResponse:
    """Write another version of what a document says; the versions before stay."""
    view = papers.get_paper(
        viewer=request.actor,
        investigation_id=investigation_id,
        kind=kind,
        number=number,
    )
    if not view.may_write:
        raise Absent
    initial = {"seen": str(view.versions), "language": "en"}
    if view.shown is not None:
        initial |= {"language": view.shown.language, "text": view.shown.text or ""}
    form = PaperTextForm(posted(request), initial=initial)
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.write_text(
                investigation_id=investigation_id,
                kind=kind,
                number=number,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The version is sealed and kept"))
            return redirect("investigations:paper", investigation_id, kind, number)
        form.show_seen(view.versions)
    pages.note_shown([view.row], request)
    shown = {
        "head": view.head,
        "title": _("What %(paper)s says") % {"paper": view.row.paper_reference},
        "form": form,
        "quotes": of_papers.list_quotes(view) if form.errors else [],
        "back_url": reverse(
            "investigations:paper", args=[investigation_id, kind, number]
        ),
    }
    return render(request, "investigations/room/form.html", shown)


def _get(
    request: StaffRequest, investigation_id: UUID, kind: str, number: int
) -> papers.PaperView:
    return papers.get_paper(
        viewer=request.actor,
        investigation_id=investigation_id,
        kind=kind,
        number=number,
        version=read_number(request.GET.get("version", "")),
    )
