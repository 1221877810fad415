"""Each kind of premises is asked its own signs, and every one the general signs."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from unhidden.places import queries as places
from unhidden.visits.rules.questions import sections_for

SECTIONS = Path(__file__).parents[2] / "signs" / "data" / "sections.csv"


@pytest.mark.parametrize("kind", [code for code, _ in places.list_premises_kinds()])
@pytest.mark.parametrize("visit", ["soft", "hotel", "safeguarding", "enforcement"])
def test_every_kind_of_premises_has_its_own_signs(kind: str, visit: str) -> None:
    with SECTIONS.open(encoding="utf-8") as file:
        known = {row["code"] for row in csv.DictReader(file)}

    asked = sections_for(premises_kind=kind, visit_kind=visit)

    assert set(asked) <= known
    assert asked[-1] == "general"
    assert len(asked) == len(set(asked)) >= 2


def test_the_particular_signs_come_first() -> None:
    assert sections_for(premises_kind="nail_bar", visit_kind="soft") == (
        "nail_bar",
        "general",
    )


def test_a_safeguarding_visit_asks_about_sexual_exploitation() -> None:
    asked = sections_for(premises_kind="dwelling", visit_kind="safeguarding")

    assert asked == ("private_rented", "brothel", "sexual", "general")


def test_premises_of_a_kind_nobody_knows_are_asked_about_work() -> None:
    assert sections_for(premises_kind="windmill", visit_kind="soft") == (
        "labour",
        "general",
    )
