"""The life of a case, and recording what happened to it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.course import actions, queries
from unhidden.safeguarding.course.forms import CourseTurnForm
from unhidden.safeguarding.course.presenters import PAGES, SENTENCES
from unhidden.safeguarding.frame import queries as frame
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt


@require_safe
@needs_permission("safeguarding.see_own_cases")
def show_course(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """What happened to a case as a whole, and what may be recorded of it now."""
    view = queries.get_course(
        viewer=request.actor, case_id=case_id, today=localdate(request.at)
    )
    may = [(kind, PAGES[kind]) for kind in view.may_record]
    context = {"case": view.head, "course": view, "may": may}
    context["may_move"] = view.may_move
    return render(request, "safeguarding/course/course.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("safeguarding.work_case")
def record_turn(request: StaffRequest, case_id: UUID, kind: str) -> HttpResponse:
    """Record one thing that happened to the case, where it may follow."""
    frame.work_on(viewer=request.actor, case_id=case_id)
    view = queries.get_course(
        viewer=request.actor, case_id=case_id, today=localdate(request.at)
    )
    if kind not in PAGES:
        raise Absent
    start = {"number": view.number, "happened_on": localdate(request.at)}
    form = CourseTurnForm(posted(request), kind=kind, initial=start)
    if form.is_valid() and _record(request, case_id, kind, form):
        messages.success(request, str(PAGES[kind].done))
        return redirect("safeguarding:course", case_id)
    context = {"case": view.head, "course": view, "form": form, "page": PAGES[kind]}
    context["kind"] = kind
    return render(request, "safeguarding/course/turn.html", context)


def _record(
    request: StaffRequest, case_id: UUID, kind: str, form: CourseTurnForm
) -> bool:
    """Whether it is recorded; the form says why not."""
    given = form.cleaned_data
    with attempt(form, SENTENCES):
        actions.record_turn(
            case_id=case_id,
            new=actions.NewCourseTurn(
                kind=kind,
                happened_on=given["happened_on"],
                code=given.get("code", ""),
                tried=tuple(given.get("tried", ())),
                wakes_on=given.get("wakes_on"),
                words=given["words"],
            ),
            number=form.seen_version,
            actor=request.actor,
            at=request.at,
        )
        return True
    return False
