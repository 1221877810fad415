"""Which premises need looking at, and why."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unhidden.access.pages import needs
from unhidden.access.requests import StaffRequest
from unhidden.intelligence import queries
from unhidden.intelligence.forms import RiskFilter
from unhidden.ui import pages
from unhidden.ui.parts import Cell, Chosen, Column, Table


@require_safe
@needs("intelligence.see_risk")
def risk(request: StaffRequest) -> HttpResponse:
    form = RiskFilter(request.GET)
    narrowed = form.chosen
    found = queries.premises_at_risk(
        viewer=request.actor,
        kind=narrowed["kind"],
        council=narrowed["council"],
        band=narrowed["band"],
        start=pages.start_of(request),
    )
    page = pages.page_of(found.cards, found.total, request)
    context = {"form": form, "page": page, "chosen": _chosen(request, form)}
    return render(request, "intelligence/risk.html", context)


@require_safe
@needs("intelligence.see_risk")
def premises(request: StaffRequest, premises_id: UUID) -> HttpResponse:
    card = queries.risk_of(viewer=request.actor, premises_id=premises_id)
    context = {"card": card, "reasons": _reasons(card)}
    return render(request, "intelligence/premises.html", context)


def _chosen(request: StaffRequest, form: RiskFilter) -> list[Chosen]:
    """The filters in force, each with the address of the list without it."""
    chosen: list[Chosen] = []
    for name, label in form.chosen_labels:
        query = request.GET.copy()
        query.pop("page", None)
        query.pop(name)
        chosen.append(Chosen(label, f"?{query.urlencode()}"))
    return chosen


def _reasons(card: queries.RiskCard) -> Table:
    rows = [
        (reason.text, reason.detail, _source(reason), reason.points)
        for reason in card.reasons
    ]
    columns = (
        Column(_("Reason")),
        Column(_("Weight, grade and day")),
        Column(_("Intelligence")),
        Column(_("Points"), is_number=True),
    )
    return Table(_("Reasons"), columns, rows)


def _source(reason: queries.Reason) -> Cell:
    if reason.intelligence_id is None:
        return Cell("")
    return Cell(
        reason.urn, url=reverse("intelligence:item", args=[reason.intelligence_id])
    )
