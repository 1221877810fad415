"""The page on which a visit by consent turns into enforcement."""

from __future__ import annotations

import pytest
import time_machine
from django.urls import reverse

from tests.cast import NOON, Cast
from tests.made.visits import make_planned
from tests.support.signing_in import SignedIn
from unhidden.operations.tests.reading import words

pytestmark = pytest.mark.django_db


def test_a_turned_visit_is_written_down_on_a_page(
    cast: Cast, signed_in: SignedIn
) -> None:
    planned = make_planned(cast)
    path = reverse("operations:turn_visit", args=[planned.id])
    given = {
        "power": "PACE s.17",
        "authority": "Incident 7",
        "decided_by": str(cast.people["officer"]),
        "decided_on_day": "5",
        "decided_on_month": "1",
        "decided_on_year": "2026",
        "decided_at": "11:30am",
        "told": "We are coming in now",
    }

    with time_machine.travel(NOON, tick=False):
        officer = signed_in("officer")
        missing = words(officer.post(path, given | {"authority": ""}))
        kept = words(officer.post(path, given, follow=True))

    assert "Enter the number of the authority" in missing
    assert "We are coming in now" in kept
