"""From a place as somebody wrote it to a council: as much as routing needs.

``sectors.csv`` is the council that most postcodes of a sector lie in, counted in OS
Code-Point Open; ``places.csv`` is our own list of towns and villages, each where
the postcodes around its middle lie in Code-Point Open. Both are guesses that the next
page asks people to put right.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from unhidden.lib import postcodes
from unhidden.lib.letters import fold_letters

# The two answers that are no council.
ELSEWHERE, UNKNOWN = "elsewhere", "unknown"

_APART = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class CouncilArea:
    """A council of the region, by its code in the Office for National Statistics."""

    code: str
    name_en: str
    name_cy: str


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """A town or village, the code of its council, and where it is.

    ``from_zoom`` is how near a map must be to have room for its name.
    """

    name_en: str
    name_cy: str
    area: str
    latitude: float
    longitude: float
    from_zoom: int


def guess_council(*, town: str, postcode: str) -> str:
    """The council's code by postcode, else by the name of the place, else ""."""
    written = postcodes.normalise_postcode(postcode)
    if written and (found := load_postcode_sectors().get(written[:-2])):
        return found
    return _by_name().get(normalise_name(town), "")


def one_name(town: str) -> str:
    """The plain name by which we call a town of the gazetteer, or "" for others."""
    return _one_name().get(normalise_name(town), "")


def other_names() -> dict[str, str]:
    """The plain Welsh names that differ from the English ones, and those."""
    return {name: one for name, one in _one_name().items() if name != one}


def normalise_name(name: str) -> str:
    """A name without case, accents and marks between its words."""
    return _APART.sub(" ", fold_letters(name)).strip()


@cache
def list_councils() -> tuple[CouncilArea, ...]:
    """The councils of the region, from west to east."""
    return tuple(CouncilArea(**row) for row in _rows("areas.csv"))


@cache
def list_places() -> tuple[GazetteerPlace, ...]:
    """The gazetteer, by English name."""
    return tuple(
        GazetteerPlace(
            name_en=row["name_en"],
            name_cy=row["name_cy"],
            area=row["area"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            from_zoom=int(row["from_zoom"]),
        )
        for row in _rows("places.csv")
    )


@cache
def load_postcode_sectors() -> dict[str, str]:
    """Postcode sectors such as "LL18 1", and the council of each."""
    return {row["sector"]: row["area"] for row in _rows("sectors.csv")}


@cache
def _by_name() -> dict[str, str]:
    return {
        normalise_name(name): place.area
        for place in list_places()
        for name in (place.name_en, place.name_cy)
    }


@cache
def _one_name() -> dict[str, str]:
    return {
        normalise_name(name): normalise_name(place.name_en)
        for place in list_places()
        for name in (place.name_cy, place.name_en)
    }


def _rows(name: str) -> list[dict[str, str]]:
    file = resources.files("unhidden.reporting").joinpath("data", name)
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
