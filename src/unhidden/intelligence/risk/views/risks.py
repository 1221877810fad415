"""Which premises need looking at, and why."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.gradings import queries as gradings
from unhidden.intelligence.risk.forms.filters import RiskFilter
from unhidden.intelligence.risk.queries import calibration as calibration_queries
from unhidden.intelligence.risk.queries import panels, risks
from unhidden.intelligence.risk.queries.calibration import BandRow
from unhidden.intelligence.subjects.queries import subjects
from unhidden.ui import pages
from unhidden.ui.parts import ChosenFilter, Column, Table


@require_safe
@needs_permission("intelligence.see_risk")
def show_risk_list(request: StaffRequest) -> HttpResponse:
    form = RiskFilter(request.GET)
    narrowed = form.chosen
    found = risks.premises_at_risk(
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
@needs_permission("intelligence.see_risk")
def show_premises_risk(request: StaffRequest, premises_id: UUID) -> HttpResponse:
    card = risks.risk_of(viewer=request.actor, premises_id=premises_id)
    panel = panels.get_panel(
        viewer=request.actor,
        premises_id=premises_id,
        score=card.score,
        reasons=card.reasons,
        today=timezone.localdate(request.at),
    )
    context = {
        "card": card,
        "sides": [(side, _parts(side)) for side in panel.sides],
        "is_partial": panel.is_partial,
        "unconfirmed": gradings.unconfirmed_about(
            viewer=request.actor, premises_id=premises_id
        ),
        "newest_mention": subjects.newest_mention(
            viewer=request.actor, premises_id=premises_id
        ),
        "may_weigh": request.actor.may("intelligence.weigh_panel"),
        "may_print": request.actor.may("intelligence.export_network"),
    }
    return render(request, "intelligence/premises.html", context)


@require_safe
@needs_permission("intelligence.see_risk")
def show_calibration(request: StaffRequest) -> HttpResponse:
    """How often visits bore out each band."""
    rows = calibration_queries.list_calibration(viewer=request.actor)
    context = {"bands": _bands(rows) if rows else None}
    return render(request, "intelligence/calibration.html", context)


def _chosen(request: StaffRequest, form: RiskFilter) -> list[ChosenFilter]:
    """The filters in force, each with the address of the list without it."""
    chosen: list[ChosenFilter] = []
    for name, label in form.chosen_labels:
        query = request.GET.copy()
        query.pop("page", None)
        query.pop(name)
        chosen.append(ChosenFilter(label, f"?{query.urlencode()}"))
    return chosen


def _parts(side: panels.SideView) -> Table:
    columns = (
        Column(_("Part")),
        Column(_("Level")),
        Column(_("Weight"), is_number=True),
    )
    rows = [(part.label, part.level, part.weight) for part in side.parts]
    return Table(side.label, columns, rows, is_caption_hidden=True)


def _bands(rows: Sequence[BandRow]) -> Table:
    columns = (
        Column(_("Risk when visited")),
        Column(_("Visits"), is_number=True),
        Column(_("Borne out"), is_number=True),
        Column(_("Not borne out"), is_number=True),
        Column(_("Could not tell"), is_number=True),
        Column(_("Borne out, of those that could tell")),
    )
    return Table(_("What visits found, by risk"), columns, [_band(row) for row in rows])


def _band(row: BandRow) -> tuple[object, ...]:
    counts = (row.visits, row.borne_out, row.not_borne_out, row.not_known)
    if row.percent is None:
        return (row.band_label, *counts, _("None could tell"))
    low, high = row.between
    told = _("%(share)s%%, likely between %(low)s%% and %(high)s%%")
    said = told % {"share": row.percent, "low": low, "high": high}
    return (row.band_label, *counts, said)
