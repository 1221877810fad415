"""The base map for the script of the step "Where?": shapes, and nothing of anybody."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe

from unhidden.access.absent import Absent
from unhidden.access.requests import PublicRequest
from unhidden.reporting.queries import maps
from unhidden.reporting.rules import points
from unhidden.reporting.rules.basemap import BaseMap
from unhidden.ui import pins

_SCRIPTS = ("reporting/map.js", "reporting/place.js", "leaflet/leaflet.js")
_STYLES = ("leaflet/leaflet.css", "reporting/map.css")
# What has its digest in its address: a browser need never ask again.
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class MapShown:
    """What the page says before anything is loaded: how much, and whose it is."""

    kilobytes: int
    credits: tuple[str, ...]


@require_safe
def base_map(request: PublicRequest, *, digest: str) -> HttpResponse:
    """The base map of this digest, packed where the browser can unpack it."""
    found = maps.base_map()
    if found is None or found.digest != digest:
        raise Absent
    is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    answer = HttpResponse(
        found.packed if is_packed else found.body, content_type="application/json"
    )
    if is_packed:
        answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Cache-Control"] = FOR_EVER
    answer.headers["Vary"] = "Accept-Encoding"
    return answer


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
            "offer": pins.pins(("reporting/offer.js",)),
            "pins": pins.pins(_SCRIPTS),
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
    return round((pins.weight((*_SCRIPTS, *_STYLES)) + len(found.packed)) / 1000)
