"""A point on a map: what is kept of it, what it is called, and whose map it is."""

from __future__ import annotations

import gzip
import json
import math
import re
from pathlib import Path
from typing import Any

import pytest
from django.core import checks
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from tests.cast import Cast
from tests.made.basemaps import CREDIT, LAND, collection, made_basemap
from tests.made.reporting import WORDS
from unhidden.lib.variables import WrongSetting, read_folder
from unhidden.reporting.rules import answers, areas, basemap, points
from unhidden.reporting.tests.opening import opened
from unhidden.reporting.tests.pages import last_page, shown

PENYGROES = "53.053,-4.284"


# Digests and keys may spell anything.
_DRAWN = re.compile(r"[\w+/=-]{32,}")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (PENYGROES, PENYGROES),
        ("53.0534999,-4.2840001", "53.053,-4.284"),
        ("53,-4", "53.000,-4.000"),
        ("-0.0001,0.0001", "0.000,0.000"),
        ("91,0", ""),
        ("53,-181", ""),
        ("nan,inf", ""),
        ("1e3,2", ""),
        ("٥٣,٤", ""),
        ("53.053, -4.284", ""),
        ("53.053,-4.284\n", ""),
        ("<b>53,-4</b>", ""),
        ("", ""),
        (None, ""),
        ([53, -4], ""),
    ],
)
def test_a_point_is_kept_to_three_decimals_and_anything_else_is_not(
    sent: object, kept: str
) -> None:
    assert points.round_point_text(sent) == kept
    assert answers.from_text(json.dumps({"point": sent})).point == kept


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_no_more_than_a_hundred_metres_is_kept_and_keeping_it_again_changes_nothing(
    latitude: float, longitude: float
) -> None:
    kept = points.round_point_text(f"{latitude:.7f},{longitude:.7f}")
    point = points.parse_point(kept)

    assert point is not None
    assert math.isclose(point.latitude, latitude, abs_tol=0.000_51)
    assert math.isclose(point.longitude, longitude, abs_tol=0.000_51)
    assert points.round_point_text(kept) == kept


def test_every_place_of_the_gazetteer_is_where_it_says() -> None:
    for place in areas.list_places():
        found = points.find_nearest_place(
            points.MapPoint(place.latitude, place.longitude)
        )
        assert found == place


@pytest.mark.parametrize(
    ("point", "area"),
    [
        (PENYGROES, "W06000002"),
        ("53.302,-4.601", "W06000001"),  # a shore west of Holyhead
        ("53.4084,-2.9916", areas.ELSEWHERE),  # Liverpool
        ("52.804,-4.711", "W06000002"),  # Aberdaron
        ("52.72,-3.69", "W06000002"),  # Dinas Mawddwy
        ("0,0", areas.ELSEWHERE),
        ("Rhyl", ""),
    ],
)
def test_a_point_is_of_the_council_of_the_nearest_place_or_of_none(
    point: str, area: str
) -> None:
    assert points.area_of(point) == area


def test_a_base_map_is_shapes_and_nothing_that_somebody_wrote(tmp_path: Path) -> None:
    found = basemap.read_base_map(made_basemap(tmp_path))

    held = json.loads(found.body)
    assert list(held["layers"]) == ["land", "roads"]
    assert held["layers"]["land"]["geometries"] == [LAND]
    assert b"53.0]" in found.body
    assert b"hidden" not in found.body
    assert len(held["places"]) == len(areas.list_places())
    assert gzip.decompress(found.packed) == found.body
    assert found.credits == (CREDIT,)


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ("{", "cannot be used"),
        ('{"type": "Topology"}', "no FeatureCollection"),
        ('{"type": "FeatureCollection"}', "'features'"),
        (collection({"type": "Point", "coordinates": [1, 2]}), "has a Point"),
        (collection({"type": "LineString", "coordinates": [[200, 2]]}), "200, 2"),
        (collection({"type": "LineString", "coordinates": [["a", 2]]}), "'<='"),
        (collection({"type": "LineString", "coordinates": [math.nan]}), "no list"),
        (collection({"type": "Polygon", "coordinates": "[[]]"}), "no list"),
        ("[" * 100_000, "cannot be used"),
    ],
)
def test_a_broken_file_stops_the_start_and_is_named(
    tmp_path: Path, settings: Settings, broken: Any, says: str
) -> None:
    name = "roads.geojson"
    settings.BASEMAP = made_basemap(tmp_path, **{name: broken})

    (error,) = [each for each in checks.run_checks() if each.id == "reporting.E002"]

    assert name in error.msg
    assert says in error.msg
    assert error.is_serious()


def test_a_folder_without_land_and_no_folder_at_all_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(basemap.BaseMapBroken, match="has no file named land"):
        basemap.read_base_map(tmp_path)
    with pytest.raises(basemap.BaseMapBroken, match="10 lines of 300"):
        basemap.read_base_map(made_basemap(tmp_path, **{"attribution.txt": "x" * 301}))
    monkeypatch.setenv("UNHIDDEN_BASEMAP", str(tmp_path / "nowhere"))
    with pytest.raises(WrongSetting, match="UNHIDDEN_BASEMAP must name a folder"):
        read_folder("UNHIDDEN_BASEMAP")
    monkeypatch.setenv("UNHIDDEN_BASEMAP", "")
    assert read_folder("UNHIDDEN_BASEMAP") is None


@pytest.mark.django_db
def test_the_map_is_offered_only_where_the_operator_has_one(
    public_client: Client, settings: Settings, tmp_path: Path
) -> None:
    without = public_client.get("/report/").content.decode()
    settings.BASEMAP = made_basemap(tmp_path)
    offered = public_client.get("/cy/report/").content.decode()
    data = json.loads(
        offered.split('id="journey-data"')[1].split(">", 1)[1].split("<")[0]
    )
    address = data["map"]["address"]

    packed = public_client.get(address, headers={"Accept-Encoding": "gzip"})
    plain = public_client.get(address)

    assert "map" not in _DRAWN.sub("", without.lower())
    assert CREDIT in offered
    assert address.startswith("/report/map/")  # the same in every language
    assert gzip.decompress(packed.content) == plain.content
    assert "immutable" in plain.headers["Cache-Control"]
    assert public_client.get("/report/map/another/").status_code == 404
    settings.BASEMAP = None
    assert public_client.get(address).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "area", "words"),
    [
        ("53.05312,-4.28409", "W06000002", "Near Penygroes, Gwynedd"),
        ("53.4084,-2.9916", areas.ELSEWHERE, "Outside this region"),
        ("in the yard", "", ""),
    ],
)
def test_the_server_checks_what_a_point_is_says_it_in_words_and_guesses_the_council(
    public_client: Client,
    cast: Cast,
    settings: Settings,
    tmp_path: Path,
    sent: str,
    area: str,
    words: str,
) -> None:
    settings.BASEMAP = made_basemap(tmp_path)
    step = {"point": sent, "what": WORDS, "step": "where", "go": "next"}
    guessed = shown(public_client.post("/report/", step)).fields.get("area", [""])
    check = shown(public_client.post("/report/", {**step, "step": "reply"}))

    shown(public_client.post("/report/", last_page(point=sent, what=WORDS)))

    assert guessed == [area]
    assert words in check.text
    assert ("Place on the map" in check.text) is bool(words)
    assert opened(cast).answers.point == points.round_point_text(sent)
