"""An operator's base map, small enough to be made for a test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CREDIT = "Synthetic shapes, of nobody"
# A square of land and the road across it.
LAND = {
    "type": "Polygon",
    "coordinates": [[[-5, 52], [-2, 52], [-2, 54], [-5, 54], [-5, 52]]],
}
ROAD = {"type": "LineString", "coordinates": [[-5, 53], [-2, 53.00001]]}


def made_basemap(folder: Path, **files: Any) -> Path:
    """The folder with land, a road and their credit; or with other ``files`` by name.

    What is text goes in as it is, all else as JSON.
    """
    folder.mkdir(exist_ok=True)
    texts = {
        "land_of_tests.geojson": collection(LAND),
        "roads_of_tests.geojson": collection(ROAD),
        "attribution.txt": f"{CREDIT}\n",
        **files,
    }
    for name, held in texts.items():
        text = held if isinstance(held, str) else json.dumps(held)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def collection(*geometries: Any) -> dict[str, Any]:
    """GeoJSON of these shapes, each with a name that no page may show."""
    features = [
        {"type": "Feature", "properties": {"name": "<b>hidden</b>"}, "geometry": each}
        for each in geometries
    ]
    return {"type": "FeatureCollection", "features": features}
