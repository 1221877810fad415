"""Eastings and northings of the National Grid as latitudes and longitudes.

PROJ does the projection. Without Ordnance Survey's shift grid, which it would have
to fetch, it is right to about five metres: less than a postcode is wide.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cache

from pyproj import Transformer
from pyproj.network import (  # type: ignore[attr-defined]  # exported, not said so
    set_network_enabled,
)

_NATIONAL_GRID = "EPSG:27700"
_WGS84 = "EPSG:4326"


def convert_to_degrees(
    eastings: Sequence[int], northings: Sequence[int]
) -> tuple[Sequence[float], Sequence[float]]:
    """Latitudes and longitudes (WGS84) of many points at once."""
    longitudes, latitudes = _transformer().transform(
        array("d", eastings), array("d", northings)
    )
    return latitudes, longitudes


@cache
def _transformer() -> Transformer:
    """Made once: it costs more than ten thousand points do."""
    set_network_enabled(active=False)
    return Transformer.from_crs(_NATIONAL_GRID, _WGS84, always_xy=True)
