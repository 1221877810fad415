"""The clocks of an investigation: the list, starting one, one, telling a victim."""

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
from unhidden.investigations.clocks import forms, presenters
from unhidden.investigations.clocks.actions import (
    starting,
    stepping,
    telling,
)
from unhidden.investigations.clocks.queries import clocks, waiting
from unhidden.investigations.frame.pages import show_form
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt

_METHODS = ["GET", "HEAD", "POST"]
_FORM = "investigations/record_form.html"


@require_safe
@needs_permission("investigations.see_own")
def show_clocks(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """The clocks that were asked for: what is due first, first."""
    sieve = forms.ClockFilterForm(request.GET or None)
    board = clocks.list_clocks(
        viewer=request.actor,
        investigation_id=investigation_id,
        asked=sieve.as_filter,
        at=request.at,
    )
    page = pages.paginate(board.rows, request)
    shown = {
        "board": board,
        "page": page,
        "sieve": sieve,
        "table": presenters.tabulate_clocks(page.items, investigation_id),
    }
    return render(request, "investigations/clocks/list.html", shown)


@require_safe
@needs_permission("investigations.see_own")
def show_due_clocks(request: StaffRequest) -> HttpResponse:
    """What waits for the viewer of all clocks, the late first."""
    page = pages.paginate(
        waiting.list_waiting_clocks(viewer=request.actor, at=request.at), request
    )
    shown = {"page": page, "table": presenters.tabulate_due(page.items)}
    return render(request, "investigations/clocks/due.html", shown)


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def start_clock(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Start a clock by a rule that the law of the investigation's day has."""
    board = clocks.list_clocks(
        viewer=request.actor,
        investigation_id=investigation_id,
        asked=clocks.ClockFilter(),
        at=request.at,
    )
    if not board.may_work:
        raise Absent
    form = forms.StartClockForm(
        posted(request), law=board.head.law_as_at, people=board.people
    )
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            starting.start_clock(
                investigation_id=investigation_id,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The clock runs"))
            return redirect("investigations:clocks", investigation_id)
    back = reverse("investigations:clocks", args=[investigation_id])
    return show_form(request, _FORM, board.head, form, _("Start a clock"), back)


@require_http_methods(_METHODS)
@needs_permission("investigations.see_own")
def show_clock(
    request: StaffRequest, investigation_id: UUID, clock_id: UUID
) -> HttpResponse:
    """One clock with what was done to it; whoever works on it takes a step here."""
    view = _get(request, investigation_id, clock_id)
    if request.method == "POST" and not view.may_work:
        raise Absent
    form = forms.ClockStepForm(
        posted(request),
        clock=view.clock,
        law=view.head.law_as_at,
        may_tell=view.may_tell,
        initial={"seen": str(len(view.steps))},
    )
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            stepping.step_clock(
                investigation_id=investigation_id,
                clock_id=clock_id,
                new=form.as_typed,
                seen=form.seen_count,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The step is kept"))
            return redirect("investigations:clock", investigation_id, clock_id)
        form.show_seen(len(view.steps))
    shown = {
        "view": view,
        "form": form,
        "copy": presenters.tell_copy(view.clock),
        "rows": presenters.summarise_clock(view),
        "steps": presenters.list_steps(view),
        "updates": presenters.list_updates(view.updates),
    }
    return render(request, "investigations/clocks/clock.html", shown)


@require_http_methods(_METHODS)
@needs_permission("investigations.reach_witnesses")
def tell_victim(
    request: StaffRequest, investigation_id: UUID, clock_id: UUID
) -> HttpResponse:
    """Record what came of telling a victim."""
    view = _get(request, investigation_id, clock_id)
    if not view.may_tell:
        raise Absent
    form = forms.TellForm(posted(request))
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            telling.record_update(
                investigation_id=investigation_id,
                clock_id=clock_id,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("It is recorded"))
            return redirect("investigations:clock", investigation_id, clock_id)
    note = _("Write how they are reached nowhere here.")
    back = reverse("investigations:clock", args=[investigation_id, clock_id])
    title = _("What came of telling them")
    return show_form(request, _FORM, view.head, form, title, back, note=note)


def _get(
    request: StaffRequest, investigation_id: UUID, clock_id: UUID
) -> clocks.ClockView:
    return clocks.get_clock(
        viewer=request.actor,
        investigation_id=investigation_id,
        clock_id=clock_id,
        at=request.at,
    )
