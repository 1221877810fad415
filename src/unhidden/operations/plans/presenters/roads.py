"""Roads between towns, in words."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from unhidden.operations.plans.queries.cards import LegCard
from unhidden.ui import dates
from unhidden.ui.parts import Cell, Column, Table


def name_road(leg: LegCard) -> str:
    """The road by its towns."""
    return gettext("%(start)s to %(end)s") % {"start": leg.start, "end": leg.end}


def list_roads(legs: Iterable[LegCard]) -> Table:
    """Roads with their minutes, and what officers say of them."""
    columns = [
        Column(gettext("Road")),
        Column(gettext("Minutes"), is_number=True),
        Column(gettext("As shipped"), is_number=True),
        Column(gettext("Changed")),
    ]
    rows = [[_name(leg), _minutes(leg), leg.shipped, _tell_change(leg)] for leg in legs]
    return Table(gettext("Roads"), columns, rows, is_caption_hidden=True)


def _name(leg: LegCard) -> Cell:
    asked = urlencode({"from": leg.start, "to": leg.end})
    return Cell(name_road(leg), url=f"{reverse('operations:change_road')}?{asked}")


def _minutes(leg: LegCard) -> Cell:
    if leg.minutes is None:
        return Cell(gettext("Closed"), tone="warning")
    return Cell(leg.minutes)


def _tell_change(leg: LegCard) -> str:
    if leg.said_at is None:
        return "–"
    return gettext("%(name)s, %(moment)s: %(reason)s") % {
        "name": leg.said_by,
        "moment": dates.day_and_time(leg.said_at),
        "reason": leg.reason,
    }
