"""Actions: the queues, one of them, raising one, giving many out at once."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations.frame.pages import show_form
from unhidden.investigations.room.actions import queues
from unhidden.investigations.room.forms.enquiries import (
    ActionFilterForm,
    ActionForm,
    ActionStepForm,
    AllocateForm,
)
from unhidden.investigations.room.presenters import pages as presenters
from unhidden.investigations.room.presenters.sentences import SENTENCES
from unhidden.investigations.room.queries import actions, lines
from unhidden.investigations.room.queries.actions import EVERYTHING, ActionFilter
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt

_METHODS = ["GET", "HEAD", "POST"]
_FORM = "investigations/room/form.html"
_PER_PAGE = 50
_FROM = ("line", "decision", "document")


@require_http_methods(_METHODS)
@needs_permission("investigations.see_own")
def show_actions(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """The actions by queue, person and day; whoever manages them gives them out."""
    found = actions.list_actions(
        viewer=request.actor,
        investigation_id=investigation_id,
        asked=ActionFilter(EVERYTHING),
        at=request.at,
    )
    if request.method == "POST" and not found.may_allocate:
        raise Absent
    sieve = ActionFilterForm(request.GET, people=found.people)
    rows = actions.narrow_actions(found.rows, sieve.as_filter, found.viewer_id)
    page = pages.paginate(rows, request, _PER_PAGE)
    form = AllocateForm(
        posted(request),
        rows=presenters.offer_actions(page.items),
        people=found.people,
    )
    if form.is_valid():
        numbers, person = form.as_chosen
        with attempt(form, SENTENCES):
            count = queues.allocate_actions(
                investigation_id=investigation_id,
                numbers=numbers,
                allocated_to=person,
                actor=request.actor,
                at=request.at,
            )
            _tell_allocated(request, count)
            return redirect(request.get_full_path())
    links = []
    if found.may_work:
        links = [
            presenters.link_to(_("Raise an action"), "raise_action", investigation_id)
        ]
    shown = {
        "head": found.head,
        "title": _("Actions"),
        "back_url": reverse("investigations:room", args=[investigation_id]),
        "links": links,
        "sieve": sieve,
        "page": page,
        "table": presenters.tabulate_actions(page.items, investigation_id),
        "nothing": _("No action is like this."),
        "form": form if found.may_allocate and page.items else None,
        "form_title": _("Give actions to a colleague"),
    }
    return render(request, "investigations/room/list.html", shown)


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def raise_action(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Raise an action from a line, a decision, a document, or nothing of these."""
    found = lines.list_lines(viewer=request.actor, investigation_id=investigation_id)
    if not found.may_work:
        raise Absent
    initial = {name: request.GET.get(name, "") for name in _FROM}
    form = ActionForm(posted(request), initial=initial)
    if form.is_valid():
        with attempt(form, SENTENCES):
            number = queues.raise_action(
                investigation_id=investigation_id,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            messages.success(
                request, _("Action %(number)d is raised") % {"number": number}
            )
            return redirect("investigations:action", investigation_id, number)
    back = reverse("investigations:actions", args=[investigation_id])
    return show_form(request, _FORM, found.head, form, _("Raise an action"), back)


@require_http_methods(_METHODS)
@needs_permission("investigations.see_own")
def show_action(
    request: StaffRequest, investigation_id: UUID, number: int
) -> HttpResponse:
    """An action with its steps; whoever may moves it to another queue here."""
    view = _get(request, investigation_id, number)
    if request.method == "POST" and not view.next_queues:
        raise Absent
    form = ActionStepForm(
        posted(request),
        steps=view.next_queues,
        people=view.people,
        initial={"seen": str(view.seen)},
    )
    if form.is_valid():
        with attempt(form, SENTENCES, "words"):
            queues.move_action(
                investigation_id=investigation_id,
                number=number,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The step is kept"))
            return redirect("investigations:action", investigation_id, number)
        view = _get(request, investigation_id, number)
        form.show_seen(view.seen)
    pages.note_shown([view.row], request)
    shown = {
        "head": view.head,
        "title": _("Action %(number)d") % {"number": number},
        "back_url": reverse("investigations:actions", args=[investigation_id]),
        "rows": presenters.summarise_action(view),
        "quotes": [(_("What is to be done"), view.row.text)],
        "links": _links(view),
        "form": form if view.next_queues else None,
        "events": presenters.tell_action(view),
    }
    return render(request, "investigations/room/one.html", shown)


def _links(view: actions.ActionView) -> list[presenters.RoomLink]:
    found = []
    if view.line is not None:
        told = _("Line %(number)d") % {"number": view.line}
        found.append(presenters.link_to(told, "line", view.head.id, view.line))
    if view.decision_id is not None:
        url = reverse("decision_log:decision", args=["investigation", view.decision_id])
        found.append(presenters.RoomLink(_("The decision it comes from"), url))
    return found


def _tell_allocated(request: StaffRequest, count: int) -> None:
    told = ngettext(
        "%(count)d action is given out", "%(count)d actions are given out", count
    ) % {"count": count}
    messages.success(request, told)


def _get(
    request: StaffRequest, investigation_id: UUID, number: int
) -> actions.ActionView:
    return actions.get_action(
        viewer=request.actor,
        investigation_id=investigation_id,
        number=number,
        at=request.at,
    )
