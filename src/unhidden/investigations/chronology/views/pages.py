"""The chronology: the list, everything to print, entering, taking out."""

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
from unhidden.investigations.chronology import forms, presenters
from unhidden.investigations.chronology.actions import entering, refusals
from unhidden.investigations.chronology.queries import chronology
from unhidden.investigations.frame.pages import ask_first, show_form
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import RefusalSentence, attempt, attempt_or_tell

_METHODS = ["GET", "HEAD", "POST"]
_FORM = "investigations/record_form.html"


@require_safe
@needs_permission("investigations.see_own")
def show_chronology(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """The events that were asked for, in the order in which they happened."""
    sieve = forms.ChronologyFilterForm(request.GET or None)
    view = _get(request, investigation_id, sieve.as_filter)
    page = pages.paginate(view.groups, request)
    shown = {
        "view": view,
        "page": page,
        "sieve": sieve,
        "asked": request.GET.urlencode(),
        "table": presenters.tabulate_groups(page.items, view),
    }
    return render(request, "investigations/chronology/list.html", shown)


@require_safe
@needs_permission("investigations.see_own")
def print_chronology(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """All that was asked for on one page, to be printed."""
    sieve = forms.ChronologyFilterForm(request.GET or None)
    view = _get(request, investigation_id, sieve.as_filter)
    pages.note_shown([group.rows[0] for group in view.groups], request)
    shown = {"view": view, "table": presenters.tabulate_groups(view.groups, view)}
    return render(request, "investigations/chronology/print.html", shown)


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def enter_event(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Enter what an item tells."""
    view = _get(request, investigation_id, chronology.ChronologyFilter())
    if not view.may_work:
        raise Absent
    form = forms.ChronologyEventForm(posted(request), entered=view.entered)
    hits: list[str] = []
    if form.is_valid():
        sentences = {**presenters.SENTENCES, refusals.ReadAgain: _raise}
        try:
            with attempt(form, sentences):
                entering.enter_event(
                    investigation_id=investigation_id,
                    new=form.as_typed,
                    actor=request.actor,
                    at=request.at,
                )
                messages.success(request, _("The event is entered"))
                return redirect("investigations:chronology", investigation_id)
        except refusals.ReadAgain as read:
            hits = presenters.tell_hints(read.hints)
            form = forms.ChronologyEventForm(
                posted(request), entered=view.entered, is_second=True
            )
    back = reverse("investigations:chronology", args=[investigation_id])
    title = _("Enter what an item tells")
    return show_form(request, _FORM, view.head, form, title, back, hits=hits)


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def withdraw_event(
    request: StaffRequest, investigation_id: UUID, chronology_id: UUID
) -> HttpResponse:
    """Take an event out; its row stays."""
    _head, what = chronology.get_event(
        viewer=request.actor,
        investigation_id=investigation_id,
        chronology_id=chronology_id,
    )
    back = reverse("investigations:chronology", args=[investigation_id])
    if request.method != "POST":
        question = _("Take “%(what)s” out of the chronology?") % {"what": what}
        return ask_first(request, question, _("Take it out"), back)
    with attempt_or_tell(request, presenters.SENTENCES):
        entering.withdraw_event(
            investigation_id=investigation_id,
            chronology_id=chronology_id,
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("It is taken out"))
    return redirect(back)


def _get(
    request: StaffRequest, investigation_id: UUID, asked: chronology.ChronologyFilter
) -> chronology.ChronologyView:
    return chronology.get_chronology(
        viewer=request.actor,
        investigation_id=investigation_id,
        asked=asked,
        at=request.at,
    )


def _raise(refusal: refusals.ReadAgain) -> RefusalSentence:
    raise refusal
