"""Travel times from the operator's own server, and without it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest
from pytest_django import Settings

from tests.cast import NOON, Cast
from tests.made.week_plans import ask, make_week_to_plan, see_plan, see_search
from unhidden.operations.plans.presenters.findings import tell_findings
from unhidden.operations.plans.presenters.words import tell_roads
from unhidden.operations.plans.queries.roads import RoadTimes
from unhidden.planning.travel.north_wales import NORTH_WALES_LEGS, NORTH_WALES_TOWNS
from unhidden.planning.travel.providers import (
    RoutePoint,
    TravelMinutes,
    TravelTimesUnavailable,
)
from unhidden.planning.travel.servers import OsrmTravel
from unhidden.planning.travel.skeleton import SkeletonTravel

_BY_NAME = {one.name: one for one in NORTH_WALES_TOWNS}
POINTS = [
    (_BY_NAME[one].latitude, _BY_NAME[one].longitude) for one in ("Bangor", "Mold")
]
SHIPPED = SkeletonTravel()
NOWHERE = "osrm+http://127.0.0.1:9"


class FixedServer(OsrmTravel):
    """A server that says forty minutes of every way, or nothing at all."""

    def __init__(self, *, answers: bool = True) -> None:
        super().__init__("http://localhost")
        self.answers = answers

    @property
    def data_version(self) -> str:
        return "2026"

    def measure_minutes(
        self, points: Sequence[RoutePoint], departs_at: datetime
    ) -> TravelMinutes:
        if not self.answers:
            raise TravelTimesUnavailable("It is away.")
        return ((0, 40), (40, 0))


def test_a_server_that_answers_is_counted_on_and_named() -> None:
    roads = RoadTimes(SHIPPED, SHIPPED, FixedServer(), NOON)

    assert roads.measure_points(POINTS) == ((0, 40), (40, 0))
    assert (roads.provider, roads.version) == ("OSRM", "2026")
    assert "server of routes by OSRM" in tell_roads("OSRM", "2026")


def test_what_officers_say_of_roads_counts_with_a_server_too() -> None:
    slow = [type(one)(one.one, one.other, one.minutes + 20) for one in NORTH_WALES_LEGS]
    roads = RoadTimes(SHIPPED, SkeletonTravel(legs=slow), FixedServer(), NOON)

    assert roads.measure_points(POINTS)[0][1] >= 60


def test_a_server_that_fails_leaves_the_own_roads_and_that_is_known() -> None:
    roads = RoadTimes(SHIPPED, SHIPPED, FixedServer(answers=False), NOON)

    own = SHIPPED.measure_minutes([RoutePoint(*one) for one in POINTS], NOON)
    assert roads.measure_points(POINTS) == own
    assert (roads.provider, roads.is_fallen_back) == ("skeleton", True)


@pytest.mark.django_db
def test_a_plan_says_that_its_server_did_not_answer(
    cast: Cast, settings: Settings
) -> None:
    settings.TRAVEL_SERVER = NOWHERE
    week = make_week_to_plan(cast)

    view = see_plan(cast, see_search(cast, ask(cast, week)).version_id)

    told = tell_findings(view.findings, str)
    assert view.travel_provider == "skeleton"
    assert any("did not answer as it should" in line for line in told)
