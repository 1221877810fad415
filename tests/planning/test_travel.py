"""Travel times by the skeleton, by straight lines, and by servers of routes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from unhidden.planning.travel import servers
from unhidden.planning.travel.north_wales import (
    NORTH_WALES_LEGS,
    NORTH_WALES_TOWNS,
    RoadLeg,
)
from unhidden.planning.travel.providers import RoutePoint, TravelTimesUnavailable
from unhidden.planning.travel.servers import (
    OsrmTravel,
    ServerTravel,
    ValhallaTravel,
    find_server,
)
from unhidden.planning.travel.skeleton import SkeletonTravel
from unhidden.planning.travel.straight import StraightTravel

MORNING = datetime(2026, 11, 30, 9, tzinfo=UTC)
TOWN = {one.name: RoutePoint(one.latitude, one.longitude) for one in NORTH_WALES_TOWNS}
BANGOR, BEAUMARIS, WREXHAM = TOWN["Bangor"], TOWN["Beaumaris"], TOWN["Wrexham"]
LUNDY = RoutePoint(51.18, -4.67)


def _measure(provider: Any, *points: RoutePoint) -> tuple[tuple[int, ...], ...]:
    found: tuple[tuple[int, ...], ...] = provider.measure_minutes(points, MORNING)
    return found


def test_the_skeleton_drives_over_the_bridge_and_not_the_strait() -> None:
    skeleton = _measure(SkeletonTravel(), BANGOR, BEAUMARIS)
    straight = _measure(StraightTravel(), BANGOR, BEAUMARIS)

    assert skeleton[0][1] == 9 + 11 + 3
    assert straight[0][1] < skeleton[0][1]


def test_a_closed_road_is_a_leg_taken_out_and_another_version() -> None:
    bridge = RoadLeg("Bangor", "Menai Bridge", 9)
    before = SkeletonTravel()
    legs = [one for one in NORTH_WALES_LEGS if one != bridge]
    legs = [one for one in legs if one != RoadLeg("Holyhead", "Bangor", 29)]
    after = SkeletonTravel(legs=legs)

    assert after.data_version != before.data_version
    assert _measure(after, BANGOR, WREXHAM) == _measure(before, BANGOR, WREXHAM)
    assert _measure(after, WREXHAM, BEAUMARIS) == _measure(
        StraightTravel(), WREXHAM, BEAUMARIS
    )


def test_a_corrected_leg_counts() -> None:
    slow = [
        replace(one, minutes=60) if one.other == "Beaumaris" else one
        for one in NORTH_WALES_LEGS
    ]

    corrected = _measure(SkeletonTravel(legs=slow), WREXHAM, BEAUMARIS)

    assert corrected[0][1] > _measure(SkeletonTravel(), WREXHAM, BEAUMARIS)[0][1]


@pytest.mark.parametrize(
    "leg", [RoadLeg("Bangor", "Nowhere", 5), RoadLeg("Mold", "Flint", 0)]
)
def test_a_leg_that_cannot_be_driven_is_refused(leg: RoadLeg) -> None:
    with pytest.raises(ValueError, match="cannot be driven"):
        SkeletonTravel(legs=[*NORTH_WALES_LEGS, leg])


@pytest.mark.parametrize("provider", [SkeletonTravel(), StraightTravel()])
def test_no_way_is_longer_than_its_detour(provider: Any) -> None:
    points = [BANGOR, BEAUMARIS, WREXHAM, LUNDY, RoutePoint(53.1, -3.9), BANGOR]

    minutes = _measure(provider, *points)

    for one in range(len(points)):
        assert minutes[one][one] == 0
        for other in range(len(points)):
            for by in range(len(points)):
                assert minutes[one][other] <= minutes[one][by] + minutes[by][other]


def test_no_points_have_no_times() -> None:
    assert _measure(SkeletonTravel()) == ()


@contextmanager
def _serve_routes(answer: Callable[[str, bytes], tuple[int, Any]]) -> Iterator[str]:
    """A small server that answers each request by a function of path and body."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])))

        def _answer(self, body: bytes) -> None:
            status, content = answer(self.path, body)
            said = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answer_like_osrm(path: str, body: bytes) -> tuple[int, Any]:
    """Seconds are a hundred for each degree of longitude; from the last, no way."""
    if path.startswith("/nearest"):
        return 200, {"code": "Ok", "data_version": "wales 2026-11"}
    places, asked = path.removeprefix("/table/v1/driving/").split("?")
    degrees = [float(one.split(",")[0]) for one in places.split(";")]
    numbers = dict(one.split("=") for one in asked.split("&"))
    sources = [int(one) for one in numbers["sources"].split(";")]
    targets = [int(one) for one in numbers["destinations"].split(";")]
    rows = [
        [
            None
            if degrees[one] == LUNDY.longitude
            else 6_000 * abs(degrees[one] - degrees[other])
            for other in targets
        ]
        for one in sources
    ]
    return 200, {"code": "Ok", "durations": rows}


def _answer_like_valhalla(path: str, body: bytes) -> tuple[int, Any]:
    if path == "/status":
        return 200, {"version": "3.5.1", "tileset_last_modified": 17}
    asked = json.loads(body)
    assert asked["date_time"]["value"] == "2026-11-30T09:00"
    rows = [
        [{"time": 6_000 * abs(one["lon"] - other["lon"])} for other in asked["targets"]]
        for one in asked["sources"]
    ]
    return 200, {"sources_to_targets": rows}


@pytest.mark.parametrize(
    ("provider", "answer", "version"),
    [
        (OsrmTravel, _answer_like_osrm, "wales 2026-11"),
        (ValhallaTravel, _answer_like_valhalla, "3.5.1 17"),
    ],
)
def test_a_server_is_asked_in_blocks(
    provider: type[ServerTravel],
    answer: Callable[[str, bytes], tuple[int, Any]],
    version: str,
) -> None:
    points = [RoutePoint(53, -4 + number / 100) for number in range(120)]

    with _serve_routes(answer) as address:
        server = provider(address)
        minutes = _measure(server, *points)

        assert server.data_version == version
    assert minutes[0][119] == 119
    assert minutes[119][60] == 59


def test_where_a_server_knows_no_way_a_straight_line_stands_in() -> None:
    with _serve_routes(_answer_like_osrm) as address:
        minutes = _measure(OsrmTravel(address), LUNDY, BANGOR)

    assert minutes[0][1] == _measure(StraightTravel(), LUNDY, BANGOR)[0][1]


@pytest.mark.parametrize(
    ("status", "content"),
    [
        (500, {}),
        (302, {}),
        (200, []),
        (200, {"code": "NoTable"}),
        (200, {"code": "Ok", "durations": None}),
        (200, {"code": "Ok", "durations": [[0]]}),
        (200, {"code": "Ok", "durations": [[0, "soon"], [0, 0]]}),
        (200, {"code": "Ok", "durations": [[0, -5], [0, 0]]}),
        (200, {"code": "Ok", "durations": [[0, 1e9], [0, 0]]}),
    ],
)
def test_an_answer_that_is_no_table_is_said_in_words(status: int, content: Any) -> None:
    with (
        _serve_routes(lambda path, body: (status, content)) as address,
        pytest.raises(TravelTimesUnavailable, match="OSRM"),
    ):
        _measure(OsrmTravel(address), BANGOR, WREXHAM)


def test_a_server_is_named_by_what_operators_write() -> None:
    found = find_server("valhalla+https://routes.example/")

    assert find_server("") is None
    assert isinstance(found, ValhallaTravel)
    assert found.address == "https://routes.example"


@pytest.mark.parametrize(
    "text",
    [
        "http://127.0.0.1:5000",
        "osrm+ftp://127.0.0.1",
        "osrm+http://",
        "graphhopper+http://127.0.0.1",
        "osrm+http://name:word@127.0.0.1",
        "osrm+http://127.0.0.1?to=there",
    ],
)
def test_another_text_names_no_server(text: str) -> None:
    with pytest.raises(ValueError, match="an address such as"):
        find_server(text)


def test_a_table_that_takes_too_long_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(servers, "TABLE_SECONDS", -1.0)

    with pytest.raises(TravelTimesUnavailable, match="too slow"):
        _measure(OsrmTravel("http://127.0.0.1:9"), BANGOR, WREXHAM)


def test_a_server_that_is_not_there_is_said_in_words() -> None:
    with pytest.raises(TravelTimesUnavailable, match="does not answer"):
        _measure(ValhallaTravel("http://127.0.0.1:9", timeout=1), BANGOR, WREXHAM)
