"""One item: deciding of it, sealing what is sensitive, opening its record."""

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
from unhidden.investigations.unused import forms, presenters
from unhidden.investigations.unused.actions import deciding, describing, showing
from unhidden.investigations.unused.queries import items, sources
from unhidden.investigations.unused.queries.items import MaterialItemView
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell

_METHODS = ["GET", "HEAD", "POST"]
# The pages of what lies in another module; the rest is in the investigation itself.
_PAGES = {"visit": "visits:visit", "intelligence": "intelligence:item"}


@require_http_methods(_METHODS)
@needs_permission("investigations.see_own")
def show_item(
    request: StaffRequest, investigation_id: UUID, number: int
) -> HttpResponse:
    """An item with everything decided of it; whoever may decides here."""
    view = _get(request, investigation_id, number)
    if request.method == "POST" and not view.may_work:
        raise Absent
    form = forms.DecideForm(
        posted(request),
        accused=view.accused,
        may_schedule=view.may_schedule,
        initial={"seen": str(deciding.count_decisions(view.item))},
    )
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            deciding.decide_items(
                investigation_id=investigation_id,
                numbers=[number],
                new=form.as_typed,
                seen=form.seen_count,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("Your decision is kept"))
            return redirect("investigations:material", investigation_id, number)
        form.show_seen(deciding.count_decisions(view.item))
    shown = {
        "view": view,
        "form": form,
        "rows": presenters.summarise_item(view),
        "decided": [(each, presenters.tell_code(each.code)) for each in view.decisions],
        "may_open": view.item.kind in _PAGES,
    }
    return render(request, "investigations/unused/item.html", shown)


@require_http_methods(_METHODS)
@needs_permission("investigations.schedule")
def seal_item(
    request: StaffRequest, investigation_id: UUID, number: int
) -> HttpResponse:
    """Say why an item is sensitive, and describe it for the prosecutor alone."""
    view = _get(request, investigation_id, number)
    if not view.may_schedule:
        raise Absent
    said = view.sensitive
    initial = {"seen": str(deciding.count_decisions(view.item))}
    if said is not None:
        initial |= {"code": said.code, "why": said.why, "text": said.text}
    form = forms.SensitiveForm(posted(request), initial=initial)
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            describing.mark_sensitive(
                investigation_id=investigation_id,
                number=number,
                new=form.as_typed,
                seen=form.seen_count,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The description is sealed and kept"))
            return redirect("investigations:material", investigation_id, number)
    shown = {
        "head": view.head,
        "title": _("Item %(number)d is sensitive") % {"number": number},
        "form": form,
        "back_url": reverse("investigations:material", args=[investigation_id, number]),
    }
    return render(request, "investigations/unused/form.html", shown)


@require_safe
@needs_permission("investigations.see_own")
def open_item(
    request: StaffRequest, investigation_id: UUID, number: int
) -> HttpResponse:
    """Record that the item's record is looked at for the investigation, and go on."""
    opened = showing.open_item(
        investigation_id=investigation_id,
        number=number,
        actor=request.actor,
        at=request.at,
    )
    return _go_on(investigation_id, opened)


@require_safe
@needs_permission("investigations.work")
def show_sources(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """What can be opened for the investigation, by reference."""
    found = sources.list_sources(
        viewer=request.actor, investigation_id=investigation_id
    )
    pages.note_shown(found, request)
    shown = {"sources": found, "investigation_id": investigation_id}
    return render(request, "investigations/unused/sources.html", shown)


@require_POST
@needs_permission("investigations.work")
def open_source(
    request: StaffRequest, investigation_id: UUID, kind: str, source_id: UUID
) -> HttpResponse:
    """Open a record for the investigation: it becomes an item, once."""
    with attempt_or_tell(request, presenters.SENTENCES):
        opened = showing.open_source(
            investigation_id=investigation_id,
            kind=kind,
            source_id=source_id,
            actor=request.actor,
            at=request.at,
        )
        return _go_on(investigation_id, opened)
    return redirect("investigations:unused", investigation_id)


def _go_on(investigation_id: UUID, opened: showing.ShownMaterial) -> HttpResponse:
    if opened.kind in _PAGES:
        return redirect(_PAGES[opened.kind], opened.source_id)
    return redirect("investigations:material", investigation_id, opened.number)


def _get(
    request: StaffRequest, investigation_id: UUID, number: int
) -> MaterialItemView:
    return items.get_item(
        viewer=request.actor, investigation_id=investigation_id, number=number
    )
