"""The calendar of an operation: what is due when, what is late, what is done."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.command.actions import calendar as calendar_actions
from unhidden.operations.command.forms.calendar import (
    LineForm,
    LineOwnerForm,
    NotNeededForm,
)
from unhidden.operations.command.presenters import posts as shown
from unhidden.operations.command.presenters.calendar import group_lines
from unhidden.operations.command.presenters.refusals import SENTENCES
from unhidden.operations.command.queries import calendar, posts
from unhidden.operations.policies import SEE
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt

METHODS = ["GET", "HEAD", "POST"]
DONE, OPEN, NOT_NEEDED = "done", "open", "not_needed"


@require_safe
@needs_permission(SEE)
def show_calendar(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """Every line in its phase; those that are late stand out."""
    commander = posts.must_command(viewer=request.actor, operation_id=operation_id)
    lines = calendar.list_calendar(
        viewer=request.actor, operation_id=operation_id, at=request.at
    )
    pages.note_shown(lines, request)
    late = [line for line in lines if line.is_late]
    context = {
        "commander": commander,
        "pages": shown.list_pages(commander, "calendar"),
        "phases": group_lines(late if "late" in request.GET else lines),
        "late": len(late),
        "is_late_only": "late" in request.GET,
    }
    return render(request, "operations/command/calendar.html", context)


@require_POST
@needs_permission(SEE)
def tick_line(request: StaffRequest, operation_id: UUID, key: str) -> HttpResponse:
    """Say that a line is done, or take that back."""
    state = DONE if request.POST.get("state") == DONE else OPEN
    calendar_actions.set_line(
        operation_id=operation_id,
        key=key,
        state=state,
        note="",
        actor=request.actor,
        at=request.at,
    )
    done = _("The line is done") if state == DONE else _("The line is to do again")
    messages.success(request, done)
    url = reverse("operations:calendar", args=[operation_id])
    return redirect(f"{url}#line-{key}")


@require_http_methods(METHODS)
@needs_permission(SEE)
def leave_line_out(request: StaffRequest, operation_id: UUID, key: str) -> HttpResponse:
    """Say why a line is not needed."""
    commander = posts.must_command(viewer=request.actor, operation_id=operation_id)
    line = calendar.find_line(
        viewer=request.actor, operation_id=operation_id, key=key, at=request.at
    )
    if line is None:
        raise Absent
    form = NotNeededForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            calendar_actions.set_line(
                operation_id=operation_id,
                key=key,
                state=NOT_NEEDED,
                note=form.cleaned_data["note"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The line is not needed"))
            return redirect("operations:calendar", operation_id)
    context = {
        "form": form,
        "commander": commander,
        "title": _("Not needed: %(title)s") % {"title": line.title},
        "button": _("It is not needed"),
        "back_url": reverse("operations:calendar", args=[operation_id]),
    }
    return render(request, "operations/command/form.html", context)


@require_http_methods(METHODS)
@needs_permission(SEE)
def give_line(request: StaffRequest, operation_id: UUID, key: str) -> HttpResponse:
    """Say who owns a line."""
    commander = posts.must_command(viewer=request.actor, operation_id=operation_id)
    line = calendar.find_line(
        viewer=request.actor, operation_id=operation_id, key=key, at=request.at
    )
    if line is None:
        raise Absent
    form = LineOwnerForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            calendar_actions.give_line(
                operation_id=operation_id,
                key=key,
                owner=form.cleaned_data["owner"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The line has another owner"))
            url = reverse("operations:calendar", args=[operation_id])
            return redirect(f"{url}#line-{key}")
    context = {
        "form": form,
        "commander": commander,
        "title": _("Who owns this: %(title)s") % {"title": line.title},
        "button": _("Save"),
        "back_url": reverse("operations:calendar", args=[operation_id]),
    }
    return render(request, "operations/command/form.html", context)


@require_http_methods(METHODS)
@needs_permission(SEE)
def add_line(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """Add a line of the operation's own."""
    commander = posts.must_command(viewer=request.actor, operation_id=operation_id)
    form = LineForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            calendar_actions.add_line(
                operation_id=operation_id,
                **form.cleaned_data,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The line is in the calendar"))
            return redirect("operations:calendar", operation_id)
    context = {
        "form": form,
        "commander": commander,
        "title": _("Add a line"),
        "button": _("Add the line"),
        "back_url": reverse("operations:calendar", args=[operation_id]),
    }
    return render(request, "operations/command/form.html", context)
