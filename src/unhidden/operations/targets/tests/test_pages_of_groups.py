"""The pages of groups, languages and warrants that are withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.cast import NOON, Cast
from tests.made.operations import (
    AUTHORITY,
    make_operation,
    make_planned_visit,
    make_team,
)
from tests.made.places import make_premises
from tests.made.targets import (
    decide,
    group,
    make_candidate,
    make_warrant,
)
from tests.support.signing_in import SignedIn
from unhidden.operations.targets.queries import candidates as queries
from unhidden.operations.targets.queries.cards import CandidateCard
from unhidden.operations.tests.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def planner(at_noon: None, signed_in: SignedIn) -> Client:
    return signed_in("planner")


def _page(operation_id: UUID, name: str = "candidates") -> str:
    return reverse(f"operations:{name}", args=[operation_id])


def _listed(cast: Cast, operation_id: UUID) -> list[CandidateCard]:
    return queries.list_candidates(
        viewer=cast.actor("planner"), operation_id=operation_id
    )


def test_a_warrant_that_was_mistyped_is_withdrawn_on_its_page(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    place = make_premises(by=cast.actor("planner"), name="Castle Nails")
    kept = make_warrant(cast, operation_id, place, number=AUTHORITY)
    team = make_team(cast, operation_id)
    make_planned_visit(
        cast,
        operation_id,
        premises_id=place,
        kind="enforcement",
        team_id=team,
    )
    address = reverse("operations:withdraw_warrant", args=[operation_id, kept])

    asked = words(planner.get(address))
    silent = words(planner.post(address, {"because": ""}))
    planner.post(address, {"because": "The wrong number"})
    listed = words(planner.get(_page(operation_id, "warrants")))

    assert "Planned under this warrant" in asked
    assert "Enter why it is withdrawn" in silent
    assert "The wrong number" in listed
    assert planner.get(address).status_code == 404


def test_groups_are_seen_whole_renamed_and_filtered_by(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    first, _second = (make_candidate(cast, operation_id, name=name) for name in "ab")
    make_candidate(cast, operation_id, name="Left alone")
    group(cast, operation_id, first, name="Red Gate")
    group(cast, operation_id, _second, name="Blue Gate", rule="apart")
    (red,) = [
        one
        for one in queries.list_groups(
            viewer=cast.actor("planner"), operation_id=operation_id
        )
        if one.name == "Red Gate"
    ]
    rename = reverse("operations:rename_group", args=[operation_id, red.id])

    taken = words(planner.post(rename, {"name": "Blue Gate"}))
    done = words(planner.post(rename, {"name": "High Street"}, follow=True))
    narrowed = words(planner.get(f"{_page(operation_id)}?group={red.id}"))

    assert "Another group has this name" in taken
    assert "High Street All visited at the same hour" in done
    assert "Red Gate" not in done
    assert "Left alone" not in narrowed
    assert "High Street" in narrowed


def test_the_language_to_expect_is_said_with_who_speaks_it(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    one = make_candidate(cast, operation_id)
    decide(cast, operation_id, one)
    address = reverse("operations:candidate", args=[operation_id, one])
    option = reverse("operations:change_option", args=[operation_id, one, "soft"])
    given = {"value": "50", "minutes": "40", "support_crews": "0", "custody": "0"}

    planner.post(f"{address}settle/", {"language": "zh-hans"})
    kept = words(planner.get(address))
    planner.post(option, {**given, "lead_skills": "language:zh-hans"})
    spoken = words(planner.get(address))

    assert "Chinese, simplified characters: an interpreter is kept" in kept
    assert "the crew speaks it, and needs no interpreter" in spoken
