"""The register of premises: a list to search, a page each, a form to add one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.places import policies, queries
from unhidden.places.actions import adding
from unhidden.places.forms import AddPremisesForm, FilterForm
from unhidden.places.queries import PremisesCard
from unhidden.ui import dates, pages
from unhidden.ui.parts import Cell, Column, SummaryRow, Table


@needs_permission(policies.SEE)
@require_safe
def premises_list(request: StaffRequest) -> HttpResponse:
    """Every place we know, a page at a time, or those that a search finds."""
    form = FilterForm(request.GET)
    start = pages.start_of(request)
    found = queries.search_premises(viewer=request.actor, start=start, **form.asked)
    shown = {
        "form": form,
        "chosen": form.chosen,
        "page": pages.page_of(found.cards, found.total, request),
        "table": _table(found.cards),
        "runs": queries.import_runs(viewer=request.actor),
        "may_add": request.actor.may(policies.ADD),
    }
    return render(request, "places/premises_list.html", shown)


@needs_permission(policies.SEE)
@require_safe
def show_premises(request: StaffRequest, premises_id: UUID) -> HttpResponse:
    """One place, where we know it from, and the doors to what others record."""
    card = queries.find_premises(viewer=request.actor, premises_id=premises_id)
    shown = {"premises": card, "rows": _rows(card)}
    return render(request, "places/premises.html", shown)


@needs_permission(policies.ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def enter_premises(request: StaffRequest) -> HttpResponse:
    """Add premises; those already there that look alike are shown first."""
    form = AddPremisesForm(request.POST or None)
    if form.is_valid() and form.may_be_new(viewer=request.actor):
        premises_id = adding.add_premises(
            new=form.new, source="desk", actor=request.actor, at=request.at
        )
        messages.success(request, _("The premises are in the register now"))
        return redirect("places:premises", premises_id)
    return render(request, "places/add.html", {"form": form, "alike": form.alike})


def _table(cards: list[PremisesCard]) -> Table:
    return Table(
        caption=_("Premises"),
        is_caption_hidden=True,
        columns=[
            Column(_("Name")),
            Column(_("Kind")),
            Column(_("Address")),
            Column(_("State")),
        ],
        rows=[
            [
                Cell(card.name, url=reverse("places:premises", args=[card.id])),
                card.kind_label,
                _place(card),
                _state(card),
            ]
            for card in cards
        ],
    )


def _place(card: PremisesCard) -> str:
    """The address in one line; the council where the address does not name it."""
    is_named = card.council.casefold() in card.address.casefold()
    council = "" if is_named else card.council
    return ", ".join(filter(None, (card.address, card.postcode, council)))


def _state(card: PremisesCard) -> Cell:
    if card.is_synthetic:
        shown = _("Synthetic, closed") if card.is_closed else _("Synthetic")
        return Cell(shown, tone="special")
    if card.is_closed:
        return Cell(pgettext("premises", "Closed"), tone="neutral")
    return Cell(pgettext("premises", "Open"))


def _rows(card: PremisesCard) -> list[SummaryRow]:
    missing = _("Not published") if card.is_listed else _("Not known")
    rows = [
        SummaryRow(_("Kind"), card.kind_label),
        SummaryRow(_("Address"), card.address or missing),
        SummaryRow(_("Postcode"), card.postcode or missing),
        *([SummaryRow(_("UPRN"), card.uprn)] if card.uprn else []),
        SummaryRow(_("Council"), card.council or _("Not known")),
        SummaryRow(_("Where we know it from"), card.source_label),
    ]
    if card.business_type:
        rows.append(SummaryRow(_("Its kind there"), card.business_type))
    seen = _("Listed on") if card.is_listed else _("Added on")
    rows.append(SummaryRow(seen, dates.format_day(card.listed_on)))
    if card.closed_on:
        rows.append(
            SummaryRow(_("No longer listed since"), dates.format_day(card.closed_on))
        )
    return rows
