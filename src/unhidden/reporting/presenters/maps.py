"""What a page says of the base map before any of it is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, override

from unhidden.reporting.queries import maps
from unhidden.reporting.rules import points
from unhidden.reporting.rules.basemap import BaseMap
from unhidden.ui import pins

_SCRIPTS = ("reporting/map.js", "reporting/place.js", "leaflet/leaflet.js")
_STYLES = ("leaflet/leaflet.css", "reporting/map.css")


@dataclass(frozen=True, slots=True)
class MapShown:
    """What the page says before anything is loaded: how much, and whose it is."""

    kilobytes: int
    credits: tuple[str, ...]


def offered() -> MapShown | None:
    """What the step "Where?" says of the map; None where the operator set none."""
    found = maps.base_map()
    return MapShown(_kilobytes(found), found.credits) if found else None


def for_script() -> dict[str, Any]:
    """What the script needs to show the map; nothing at all without a base map."""
    found = maps.base_map()
    if found is None:
        return {}
    with override("en"):  # the same address, and copy, in every language
        address = reverse("reporting:map", args=[found.digest])
    return {
        "map": {
            "address": address,
            "offer": pins.pin_static_files(("reporting/offer.js",)),
            "pins": pins.pin_static_files(_SCRIPTS),
            "styles": [static(name) for name in _STYLES],
            "far": points.FAR,
            "decimals": points.DECIMALS,
            "says": {
                "near": gettext("Near %(place)s, %(area)s"),
                "outside": gettext("Outside this region"),
                "middle": gettext("In the middle of the map: %(place)s"),
                "zoomIn": gettext("Zoom in"),
                "zoomOut": gettext("Zoom out"),
                "failed": gettext(
                    "The map could not be loaded. Write where it is instead."
                ),
            },
        }
    }


@cache
def _kilobytes(found: BaseMap) -> int:
    """How much the map loads, in whole kilobytes, packed."""
    return round(
        (pins.weigh_static_files((*_SCRIPTS, *_STYLES)) + len(found.packed)) / 1000
    )
