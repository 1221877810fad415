"""An operator's own base map: GeoJSON files in a folder, as one file for the browser.

Only shapes are taken: a name or a note in such a file is never shown on a page, so
nothing that somebody wrote into it can do harm. GeoJSON is RFC 7946.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from unhidden.reporting.rules import areas

#: What a layer is drawn from, in the order in which they are drawn. A file belongs to
#: the first that its name fits; all others in the folder are left alone.
LAYERS = {
    "land": "land*.geojson",
    "neighbours": "context*.geojson",
    "areas": "*_ua.geojson",
    "roads": "roads*.geojson",
}
CREDITS = "attribution.txt"
LARGEST = 5_000_000  # bytes of a file: a phone would not draw more
LONGEST_CREDIT, MOST_CREDITS = 300, 10
_DECIMALS = 4  # ten metres: finer than any pixel of ours
# How deep the positions of each kind of shape lie.
_DEPTHS = {"LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}


class BaseMapBroken(Exception):
    """The folder or a file in it cannot be used; the sentence says which and why."""


@dataclass(frozen=True, slots=True)
class BaseMap:
    """What the map page loads: JSON, the same packed by gzip, and whose it is."""

    body: bytes
    packed: bytes
    digest: str
    credits: tuple[str, ...]


def read_base_map(folder: Path) -> BaseMap:
    """The base map of a folder; raises BaseMapBroken."""
    if not folder.is_dir():
        raise BaseMapBroken(f"There is no folder {folder}.")
    layers = dict(_layers(folder))
    if not {"land", "areas"} & layers.keys():
        wanted = f"{LAYERS['land']} or {LAYERS['areas']}"
        raise BaseMapBroken(f"The folder {folder} has no file named {wanted}.")
    drawn = {name: layers[name] for name in LAYERS if name in layers}
    body = json.dumps({"layers": drawn, "places": _places()}, separators=(",", ":"))
    return BaseMap(
        body=body.encode(),
        packed=gzip.compress(body.encode(), mtime=0),
        digest=hashlib.sha256(body.encode()).hexdigest()[:12],
        credits=_credits(folder / CREDITS),
    )


def _layers(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The shapes of each layer that has a file."""
    taken: set[Path] = set()
    for layer, pattern in LAYERS.items():
        files = sorted(set(folder.glob(pattern)) - taken)
        taken |= set(files)
        if files:
            shapes = [shape for file in files for shape in _shapes(file)]
            yield layer, {"type": "GeometryCollection", "geometries": shapes}


def _shapes(file: Path) -> list[dict[str, Any]]:
    try:
        if file.stat().st_size > LARGEST:
            raise ValueError(f"it has more than {LARGEST:,} bytes")
        held = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(held, dict) or held.get("type") != "FeatureCollection":
            raise ValueError("it is no FeatureCollection")
        geometries = (feature["geometry"] for feature in held["features"])
        return [_shape(geometry) for geometry in geometries if geometry is not None]
    except (OSError, ValueError, TypeError, LookupError, RecursionError) as error:
        sentence = f"The base map's file {file} cannot be used: {error}."
        raise BaseMapBroken(sentence) from error


def _shape(geometry: dict[str, Any]) -> dict[str, Any]:
    kind = geometry["type"]
    if kind not in _DEPTHS:
        raise ValueError(f"it has a {kind}, and only lines and areas are drawn")
    positions = _positions(geometry["coordinates"], _DEPTHS[kind])
    return {"type": kind, "coordinates": positions}


def _positions(held: Any, depth: int) -> list[Any]:
    if not isinstance(held, list):
        raise TypeError("its coordinates are no list")
    if depth:
        return [_positions(each, depth - 1) for each in held]
    longitude, latitude = held[:2]
    # Also false where a number is none, which Python's JSON lets through.
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise ValueError(f"{longitude}, {latitude} is no longitude and latitude")
    return [round(longitude, _DECIMALS), round(latitude, _DECIMALS)]


def _places() -> list[list[object]]:
    """The gazetteer, as the script reads it."""
    return [
        [p.name_en, p.name_cy, p.latitude, p.longitude, p.area, p.from_zoom]
        for p in areas.list_places()
    ]


def _credits(file: Path) -> tuple[str, ...]:
    """The lines that the licences ask for; none where the operator wrote none."""
    if not file.exists():
        return ()
    try:
        lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise BaseMapBroken(f"{file} cannot be read as text: {error}.") from error
    found = tuple(line for line in lines if line)
    if len(found) > MOST_CREDITS or any(len(line) > LONGEST_CREDIT for line in found):
        sentence = (
            f"{file} may have {MOST_CREDITS} lines of {LONGEST_CREDIT} characters each."
        )
        raise BaseMapBroken(sentence)
    return found
