"""Lines of enquiry: the list, one of them, raising one."""

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
from unhidden.investigations.room.actions import lines as actions
from unhidden.investigations.room.forms.enquiries import (
    EnquiryForm,
    LineFilterForm,
    LineStepForm,
)
from unhidden.investigations.room.presenters import pages as presenters
from unhidden.investigations.room.presenters.sentences import SENTENCES
from unhidden.investigations.room.queries import lines
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt

_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission("investigations.see_own")
def show_lines(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """The lines of enquiry; a warning where none could point away."""
    sieve = LineFilterForm(request.GET)
    found = lines.list_lines(
        viewer=request.actor, investigation_id=investigation_id, **sieve.as_filter
    )
    page = pages.paginate(found.rows, request)
    warning = ""
    if found.total and found.lacks_away:
        warning = _("No line of enquiry could point away from the suspect.")
    links = []
    if found.may_work:
        links = [presenters.link_to(_("Raise a line"), "raise_line", investigation_id)]
    shown = {
        "head": found.head,
        "title": _("Lines of enquiry"),
        "back_url": reverse("investigations:room", args=[investigation_id]),
        "warning": warning,
        "links": links,
        "sieve": sieve,
        "page": page,
        "table": presenters.tabulate_lines(page.items, investigation_id),
        "nothing": _("No line of enquiry is like this."),
    }
    return render(request, "investigations/room/list.html", shown)


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def raise_line(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Raise a line of enquiry, towards the suspect or away."""
    found = lines.list_lines(viewer=request.actor, investigation_id=investigation_id)
    if not found.may_work:
        raise Absent
    form = EnquiryForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            number = actions.raise_line(
                investigation_id=investigation_id,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            messages.success(
                request, _("Line %(number)d is raised") % {"number": number}
            )
            return redirect("investigations:line", investigation_id, number)
    shown = {
        "head": found.head,
        "title": _("Raise a line of enquiry"),
        "form": form,
        "back_url": reverse("investigations:lines", args=[investigation_id]),
    }
    return render(request, "investigations/room/form.html", shown)


@require_http_methods(_METHODS)
@needs_permission("investigations.see_own")
def show_line(
    request: StaffRequest, investigation_id: UUID, number: int
) -> HttpResponse:
    """A line of enquiry with its steps; whoever works on it moves it on here."""
    view = _get(request, investigation_id, number)
    if request.method == "POST" and not view.may_work:
        raise Absent
    form = LineStepForm(
        posted(request), states=view.next_states, initial={"seen": str(view.seen)}
    )
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.move_line(
                investigation_id=investigation_id,
                number=number,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The step is kept"))
            return redirect("investigations:line", investigation_id, number)
        view = _get(request, investigation_id, number)
        form.show_seen(view.seen)
    pages.note_shown([view.row], request)
    shown = {
        "head": view.head,
        "title": _("Line %(number)d") % {"number": number},
        "back_url": reverse("investigations:lines", args=[investigation_id]),
        "rows": presenters.summarise_line(view),
        "quotes": [
            (_("What it is to find out"), view.row.question),
            (_("Why it is reasonable"), view.why),
        ],
        "links": _links(view),
        "form": form if view.may_work else None,
        "events": presenters.tell_line(view),
    }
    return render(request, "investigations/room/one.html", shown)


def _links(view: lines.LineView) -> list[presenters.RoomLink]:
    head_id = view.head.id
    found = [
        presenters.link_to(f"{_('Action')} {number}", "action", head_id, number)
        for number, _text in view.actions
    ]
    if view.may_work:
        raising = presenters.link_to(
            _("Raise an action from it"), "raise_action", head_id
        )
        url = f"{raising.url}?line={view.row.number}"
        found.append(presenters.RoomLink(raising.label, url))
    return found


def _get(request: StaffRequest, investigation_id: UUID, number: int) -> lines.LineView:
    return lines.get_line(
        viewer=request.actor, investigation_id=investigation_id, number=number
    )
