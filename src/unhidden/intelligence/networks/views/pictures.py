"""A chart as a picture: which of its links may be drawn, and what stands below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.networks.actions import networks as leaving
from unhidden.intelligence.networks.actions import pictures as actions
from unhidden.intelligence.networks.forms import PictureForm
from unhidden.intelligence.networks.presenters import charts
from unhidden.intelligence.networks.queries.pictures import NetworkPicture
from unhidden.intelligence.networks.rules.exports.words import MARKING, strip_controls
from unhidden.intelligence.networks.rules.networks import Edge
from unhidden.ui import dates


@require_http_methods(["POST"])
@needs_permission("intelligence.export_network")
def export_picture(request: StaffRequest, mention_id: UUID) -> HttpResponse:
    """Record why the chart is taken out; the answer is all that the script draws."""
    form = PictureForm(request.POST)
    if not form.is_valid():
        return _refused(form.first_error)
    try:
        found = actions.take_picture(
            mention_id=mention_id,
            keys=form.cleaned_data["links"],
            form=form.cleaned_data["form"],
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            at=request.at,
        )
    except leaving.NothingMayLeave:
        return _refused(
            _("None of this may leave: it waits for a second person, or is gone")
        )
    return JsonResponse(_drawn(found))


def _refused(error: str) -> HttpResponse:
    return JsonResponse({"error": error}, status=400)


def _drawn(found: NetworkPicture) -> dict[str, Any]:
    """The links with their words, the marking, the legend, and what to say of it."""
    notes = _notes(found.edges)
    return {
        "links": [_link(each, found.names, notes) for each in found.edges],
        "marking": MARKING,
        "legend": [strip_controls(line) for line in _legend(found.edges, notes)],
        "said": _said(found),
    }


def _link(
    edge: Edge, names: Mapping[UUID, str], notes: Mapping[str, int]
) -> dict[str, str]:
    note = f" [{notes[edge.conditions]}]" if edge.conditions else ""
    return {
        "id": edge.key,
        "label": strip_controls(charts.label(edge, note)),
        "one": strip_controls(names[edge.one]),
        "other": strip_controls(names[edge.other]),
    }


def _notes(edges: Iterable[Edge]) -> dict[str, int]:
    """The number of each of the conditions, in the order met."""
    found = dict.fromkeys(each.conditions for each in edges if each.conditions)
    return {conditions: number for number, conditions in enumerate(found, start=1)}


def _legend(edges: Iterable[Edge], notes: Mapping[str, int]) -> list[str]:
    """The grades, the highest marking and the conditions of what is drawn."""
    known = list(edges)
    grades = sorted(Counter(each.grade for each in known).items())
    told = ", ".join(f"{grade} × {dates.format_number(many)}" for grade, many in grades)
    # OFFICIAL comes before OFFICIAL-SENSITIVE, and nothing above is held.
    highest = max(each.marking for each in known)
    return [
        _("Grades of the links by 3x5x2: %(grades)s") % {"grades": told},
        _("Highest marking of a link: %(marking)s") % {"marking": highest},
        *(
            _("[%(number)s] Share only on these conditions: %(conditions)s")
            % {"number": number, "conditions": conditions}
            for conditions, number in notes.items()
        ),
    ]


def _said(found: NetworkPicture) -> str:
    saved = _("The picture is saved and the record has the reason.")
    if not found.left_out:
        return saved
    left = ngettext(
        "%(number)s link is left out: it waits for a second person, or is gone.",
        "%(number)s links are left out: they wait for a second person, or are gone.",
        found.left_out,
    ) % {"number": dates.format_number(found.left_out)}
    return f"{saved} {left}"
