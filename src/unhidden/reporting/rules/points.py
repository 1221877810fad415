"""A point that somebody chose on a map, kept to about a hundred metres.

Three decimals of a degree say which farm or street it is, and not which door. Which
village is nearest, and so which council, is a guess like that of a name or a postcode:
the next page asks people to put it right. ``static/reporting/place.js`` guesses alike.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from unhidden.reporting.rules import areas
from unhidden.reporting.rules.areas import GazetteerPlace

DECIMALS = 3
#: From here on no place of the gazetteer is near: it is somewhere else. The emptiest
#: valleys and the tip of Llŷn are less than this from a village that we list, and
#: Liverpool is more.
FAR = 15.0  # kilometres
_OF_A_DEGREE = 111.2  # kilometres, on the meridian
_WRITTEN = re.compile(r"(-?\d{1,2}(?:\.\d{1,15})?),(-?\d{1,3}(?:\.\d{1,15})?)", re.A)


@dataclass(frozen=True, slots=True)
class MapPoint:
    """Degrees of latitude and longitude (WGS84), rounded."""

    latitude: float
    longitude: float

    def __str__(self) -> str:
        return f"{self.latitude:.{DECIMALS}f},{self.longitude:.{DECIMALS}f}"


def parse_point(text: object) -> MapPoint | None:
    """The point of a text such as "53.053,-4.284"; None for anything else.

    However exact it was sent, no more of it is kept than we say.
    """
    found = _WRITTEN.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        return None
    # Adding nothing makes plain zero of minus zero.
    latitude, longitude = (
        round(float(each), DECIMALS) + 0.0 for each in found.groups()
    )
    is_on_earth = abs(latitude) <= 90 and abs(longitude) <= 180
    return MapPoint(latitude, longitude) if is_on_earth else None


def round_point_text(text: object) -> str:
    """A point as it is kept, or nothing at all."""
    point = parse_point(text)
    return str(point) if point else ""


def find_nearest_place(point: MapPoint) -> GazetteerPlace | None:
    """The nearest place of the gazetteer; None outside the region."""
    place = min(areas.list_places(), key=lambda each: _kilometres(point, each))
    return place if _kilometres(point, place) <= FAR else None


def area_of(text: object) -> str:
    """The council by the nearest place, or that it is elsewhere; "" without a point."""
    point = parse_point(text)
    if point is None:
        return ""
    place = find_nearest_place(point)
    return place.area if place else areas.ELSEWHERE


def _kilometres(point: MapPoint, place: GazetteerPlace) -> float:
    """How far, on a plane that touches the earth at the place: right enough here."""
    north = point.latitude - place.latitude
    east = point.longitude - place.longitude
    shrunk = east * math.cos(math.radians(place.latitude))
    return math.hypot(north, shrunk) * _OF_A_DEGREE
