"""The operator's base map, and what a point on it is called."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, gettext

from unhidden.reporting.queries.choices import list_areas
from unhidden.reporting.rules import basemap, points
from unhidden.reporting.rules.basemap import BaseMap


def base_map() -> BaseMap | None:
    """The base map of this installation; None where none is set.

    Raises BaseMapBroken, which the check at the start of the program has looked for.
    """
    return _read(settings.BASEMAP) if settings.BASEMAP else None


@cache
def _read(folder: Path) -> BaseMap:
    """Read once a process: who changes the folder starts the program anew."""
    return basemap.read_base_map(folder)


def point_in_words(text: str) -> str:
    """ "Near Penygroes, Gwynedd" for a point as it is kept; "" for anything else."""
    point = points.parse_point(text)
    if point is None:
        return ""
    place = points.find_nearest_place(point)
    if place is None:
        return gettext("Outside this region")
    name = place.name_cy if get_language() == "cy" else place.name_en
    near = {"place": name, "area": dict(list_areas())[place.area]}
    return gettext("Near %(place)s, %(area)s") % near
