"""The bench's generated investigations: nothing missing, and a checker that finds."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connections

from benchmarks.case.accounting import find_missing, find_unaudited
from benchmarks.case.lives import LivedCase, LivedThing, live_through
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def missing(lived: LivedCase) -> list[str]:
    with connections["stored"].cursor() as cursor:
        return find_missing(cursor, lived)


def unaudited(lived: LivedCase) -> list[str]:
    with connections["stored"].cursor() as cursor:
        return find_unaudited(cursor, lived)


def test_nothing_that_came_about_is_missing_or_unaudited_and_the_checker_finds(
    cast: Cast,
) -> None:
    lived = live_through(1, 40, cast, ["Vera Llewelyn in flat nine saw the grey van"])

    assert lived.signed == (1, 2)
    assert missing(lived) == []
    assert unaudited(lived) == []

    entry = uuid4()
    lost = LivedThing("paper", "paper", "investigations_paper", "id", f"{entry}", entry)
    longer = LivedCase(lived.investigation_id, lived.life, (*lived.things, lost), ())
    shorter = LivedCase(lived.investigation_id, lived.life, lived.things[1:], ())
    assert missing(longer) == [f"paper {entry}: no item"]
    assert len(missing(shorter)) == 1
    assert unaudited(longer) == [f"paper {entry}: 0 of 1"]
