"""The page of roads: which way is closed, who says so, and until when."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tests.cast import NOON, Cast
from tests.made.week_plans import make_plan, make_week_to_plan, page
from unhidden.operations.models import TravelLeg
from unhidden.operations.tests.reading import words

pytestmark = pytest.mark.django_db


def test_a_closed_road_is_said_by_whom_and_opened_again(
    cast: Cast, planner: Client
) -> None:
    assert "Abergele to Colwyn Bay 11" in words(planner.get(page("roads")))
    address = page("change_road", **{"from": "Abergele", "to": "Colwyn Bay"})

    closed = planner.post(address, {"minutes": "", "reason": "Floods"}, follow=True)
    assert "Abergele to Colwyn Bay Closed 11" in words(closed)
    assert ": Floods" in words(closed)
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        planner.post(
            address, {"minutes": "", "is_as_shipped": "on", "reason": "Dry again"}
        )

    assert "Abergele to Colwyn Bay 11 11" in words(planner.get(page("roads")))
    assert TravelLeg.objects.count() == 2
    unknown = page("change_road", **{"from": "X", "to": "Y"})
    assert planner.get(unknown).status_code == 404


def test_a_closed_road_is_told_before_the_day_is_planned_again(
    cast: Cast, planner: Client
) -> None:
    version_id = make_plan(cast, make_week_to_plan(cast))

    asked = planner.get(page("replan", version_id))

    assert "If a road closed, say first which one it is: Roads" in words(asked)
    assert f'href="{page("roads")}"' in asked.content.decode()
