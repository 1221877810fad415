"""Interviews: the list, one of them, planning one."""

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
from unhidden.investigations.people.queries.people import list_people
from unhidden.investigations.room.actions import interviews as actions
from unhidden.investigations.room.forms.papers import (
    InterviewFilterForm,
    InterviewForm,
    InterviewStepForm,
)
from unhidden.investigations.room.presenters import pages as presenters
from unhidden.investigations.room.presenters.sentences import SENTENCES
from unhidden.investigations.room.queries import interviews
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt

_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission("investigations.see_own")
def show_interviews(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """The interviews by stage."""
    sieve = InterviewFilterForm(request.GET)
    found = interviews.list_interviews(
        viewer=request.actor, investigation_id=investigation_id, stage=sieve.as_filter
    )
    page = pages.paginate(found.rows, request)
    links = []
    if found.may_work:
        links = [
            presenters.link_to(
                _("Plan an interview"), "plan_interview", investigation_id
            )
        ]
    shown = {
        "head": found.head,
        "title": _("Interviews"),
        "back_url": reverse("investigations:room", args=[investigation_id]),
        "links": links,
        "sieve": sieve,
        "page": page,
        "table": presenters.tabulate_interviews(page.items, investigation_id),
        "nothing": _("No interview is like this."),
    }
    return render(request, "investigations/room/list.html", shown)


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def plan_interview(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Plan an interview of a person of the investigation."""
    found = interviews.list_interviews(
        viewer=request.actor, investigation_id=investigation_id
    )
    if not found.may_work:
        raise Absent
    people = list_people(viewer=request.actor, investigation_id=investigation_id)
    pages.note_shown(people, request)
    form = InterviewForm(
        posted(request),
        people=presenters.offer_people(people),
        initial={"language": "en"},
    )
    if form.is_valid():
        with attempt(form, SENTENCES):
            number = actions.plan_interview(
                investigation_id=investigation_id,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            messages.success(
                request, _("Interview %(number)d is planned") % {"number": number}
            )
            return redirect("investigations:interview", investigation_id, number)
    shown = {
        "head": found.head,
        "title": _("Plan an interview"),
        "form": form,
        "back_url": reverse("investigations:interviews", args=[investigation_id]),
    }
    return render(request, "investigations/room/form.html", shown)


@require_http_methods(_METHODS)
@needs_permission("investigations.see_own")
def show_interview(
    request: StaffRequest, investigation_id: UUID, number: int
) -> HttpResponse:
    """An interview with its plan; whoever works on it says what became of it here."""
    view = _get(request, investigation_id, number)
    if request.method == "POST" and not view.next_stages:
        raise Absent
    form = InterviewStepForm(
        posted(request), stages=view.next_stages, initial={"seen": str(view.seen)}
    )
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.move_interview(
                investigation_id=investigation_id,
                number=number,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The step is kept"))
            return redirect("investigations:interview", investigation_id, number)
        view = _get(request, investigation_id, number)
        form.show_seen(view.seen)
    pages.note_shown([view.row], request)
    closed = _("These words do not open for you")
    shown = {
        "head": view.head,
        "title": _("Interview %(number)d") % {"number": number},
        "back_url": reverse("investigations:interviews", args=[investigation_id]),
        "is_kept_from": view.is_kept_from,
        "rows": presenters.summarise_interview(view),
        "quotes": [(_("Plan"), closed if view.plan is None else view.plan)],
        "form": form if view.next_stages else None,
        "events": presenters.tell_interview(view),
    }
    return render(request, "investigations/room/one.html", shown)


def _get(
    request: StaffRequest, investigation_id: UUID, number: int
) -> interviews.InterviewView:
    return interviews.get_interview(
        viewer=request.actor, investigation_id=investigation_id, number=number
    )
