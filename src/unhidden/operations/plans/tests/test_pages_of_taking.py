"""A plan is taken once others were asked about their places."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast
from tests.made.operations import make_operation, make_planned_visit
from tests.made.week_plans import (
    make_plan,
    make_week_to_plan,
    page,
)
from unhidden.operations.models import (
    PlannedVisit,
)
from unhidden.operations.tests.reading import words

pytestmark = pytest.mark.django_db


def test_a_plan_is_taken_once_others_were_asked_about_their_places(
    cast: Cast, planner: Client
) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    place = PlannedVisit.objects.get(id=week.visits[0]).premises_id
    other = make_operation(cast, name="Other week")
    make_planned_visit(cast, other, premises_id=place)
    address, given = page("take_plan", version_id), {"reason": "So", "revision": "0"}

    shown = words(planner.get(address))
    silent = words(planner.post(address, given, follow=True))
    asked = words(planner.post(address, {**given, "asked": str(place)}, follow=True))

    assert "Car wash: Other week visits on 5 January" in shown
    assert "Ask about each of these places, and tick it" in silent
    assert "The plan is taken." in asked
    assert "Other week" not in words(planner.get(page("take_plan", version_id)))
