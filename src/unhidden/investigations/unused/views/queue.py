"""The queue of items, and deciding of many in one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations.unused import forms, presenters
from unhidden.investigations.unused.actions import deciding, describing, refusals
from unhidden.investigations.unused.queries import items
from unhidden.investigations.unused.rules.signing import (
    MOST_AT_ONCE,
    describe_numbers,
)
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import RefusalSentence, attempt

_METHODS = ["GET", "HEAD", "POST"]
_PER_PAGE = 50


@require_http_methods(_METHODS)
@needs_permission("investigations.see_own")
def show_queue(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """The items that were asked for; whoever works on it decides of them here."""
    sieve = forms.ItemFilterForm(request.GET or None)
    queue = items.list_items(
        viewer=request.actor,
        investigation_id=investigation_id,
        asked=items.ItemFilter(*sieve.as_filter),
    )
    if request.method == "POST" and not queue.may_work:
        raise Absent
    page = pages.paginate(queue.rows, request, _PER_PAGE)
    options, hints = presenters.offer_rows(page.items, queue.accused)
    form = forms.MaterialBulkForm(
        posted(request),
        rows=options,
        hints=hints,
        accused=queue.accused,
        may_schedule=queue.may_schedule,
    )
    if form.is_valid():
        numbers = form.choose_numbers([row.number for row in queue.rows])
        with attempt(form, presenters.SENTENCES):
            count = deciding.decide_items(
                investigation_id=investigation_id,
                numbers=numbers[:MOST_AT_ONCE],
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            _tell_decided(request, count)
            return redirect(request.get_full_path())
    shown = {
        "queue": queue,
        "page": page,
        "form": form,
        "sieve": sieve,
        "places": presenters.tabulate_places(queue.places),
        "table": presenters.tabulate_items(page.items, queue.accused),
        "links": [(row.number, row.kind_label) for row in page.items],
    }
    return render(request, "investigations/unused/queue.html", shown)


def _tell_decided(request: StaffRequest, count: int) -> None:
    told = ngettext(
        "Decided about %(count)d item", "Decided about %(count)d items", count
    ) % {"count": count}
    messages.success(request, told)


@require_http_methods(_METHODS)
@needs_permission("investigations.schedule")
def describe_items(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Describe items for the defence, by themselves or as a block."""
    queue = items.list_items(
        viewer=request.actor,
        investigation_id=investigation_id,
        asked=items.ItemFilter("words"),
    )
    if not queue.may_schedule:
        raise Absent
    typed = request.GET.get("items", "")
    form = forms.DescribeForm(
        posted(request),
        initial={"numbers": typed or describe_numbers(r.number for r in queue.rows)},
    )
    hits: list[str] = []
    if form.is_valid():
        try:
            with attempt(form, {**presenters.SENTENCES, refusals.LookTwice: _raise}):
                describing.describe_items(
                    investigation_id=investigation_id,
                    numbers=form.cleaned_data["numbers"],
                    new=form.as_typed,
                    actor=request.actor,
                    at=request.at,
                )
                messages.success(request, _("The description is kept"))
                return redirect("investigations:unused", investigation_id)
        except refusals.LookTwice as looked:
            hits = presenters.tell_hits(looked.hits)
            form = forms.DescribeForm(posted(request), is_second=True)
    back = reverse("investigations:unused", args=[investigation_id])
    shown = {
        "head": queue.head,
        "title": _("Describe items for the schedule"),
        "form": form,
        "hits": hits,
        "back_url": f"{back}?{urlencode({'what': 'words'})}",
    }
    return render(request, "investigations/unused/form.html", shown)


def _raise(refusal: refusals.LookTwice) -> RefusalSentence:
    raise refusal
