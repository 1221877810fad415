"""A place that was added after the plan was made: who could take it, and by hand."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import NOON, Cast
from tests.made.targets import decide, make_candidate
from tests.made.week_plans import (
    PlannedWeek,
    make_plan,
    make_week_to_plan,
    page,
    see_plan,
)
from unhidden.access.absent import Absent
from unhidden.operations.models import PlanVersion, PremisesCandidate
from unhidden.operations.plans.actions import refusals, versions
from unhidden.operations.plans.queries.slots import find_plan_slots
from unhidden.operations.plans.rules.differences import place_visits
from unhidden.operations.plans.tests.reading import list_slot_keys, see
from unhidden.operations.rosters.actions import shifts
from unhidden.operations.tests.reading import words

pytestmark = pytest.mark.django_db


class Added:
    """A plan of two visits, and a place that became a candidate after it."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.week: PlannedWeek = make_week_to_plan(cast)
        self.version_id = make_plan(cast, self.week)
        self.place = make_candidate(cast, self.week.operation_id, name="Yard")
        decide(cast, self.week.operation_id, self.place)

    def copy(self, version_id: UUID | None = None) -> versions.RenewedPlan:
        return versions.copy_for_place(
            version_id=version_id or self.version_id,
            candidate_id=self.place,
            actor=self.cast.actor("planner"),
            at=NOON,
        )

    def visits(self, version_id: UUID) -> set[str]:
        view = see_plan(self.cast, version_id)
        assert view.plan is not None
        return set(place_visits(view.problem, view.plan))


@pytest.fixture
def added(cast: Cast) -> Added:
    return Added(cast)


def press(client: Client, added: Added, button: str) -> tuple[UUID, str]:
    """The copy that a button of the page makes, and what the next page says."""
    typed = {"as": button, "candidate": str(added.place)}
    response = client.post(page("copy_plan", added.version_id), typed, follow=True)
    address = response.redirect_chain[-1][0]
    return UUID(address.split("/plans/")[1].split("/")[0]), words(response)


def test_the_best_slots_are_offered_with_their_costs_and_taken(
    added: Added, planner: Client
) -> None:
    left_out = see(planner, "left_out", added.version_id)
    copy_id, shown = press(planner, added, "plan_slots")
    address = page("plan_slots", copy_id, candidate=added.place)
    keys = list_slot_keys(planner.get(address))
    chosen = planner.post(address, {"revision": "0", "slot": keys[0]}, follow=True)

    assert "Yard Not searched It was added to the candidates" in left_out
    assert "made for the week as it is now" in shown
    assert shown.count("costs the rest") == len(keys) > 1
    assert "The visit is in the plan" in words(chosen)
    assert added.visits(copy_id) == added.visits(added.version_id) | {str(added.place)}


def test_it_is_placed_by_hand_and_undone(
    added: Added, cast: Cast, planner: Client
) -> None:
    copy_id, _shown = press(planner, added, "move_in_plan")
    typed = {
        "kind": "soft",
        "crew_day": added.week.crew_day(1),
        "starts_at": "1pm",
        "revision": "0",
        "do": "keep",
    }
    planner.post(page("move_in_plan", copy_id, candidate=added.place), typed)
    there = added.visits(copy_id)
    undone = planner.post(page("plan_changes", copy_id), {"revision": "1"}, follow=True)

    assert str(added.place) in there
    assert "The change is undone" in words(undone)
    assert added.visits(copy_id) == added.visits(added.version_id)
    assert see_plan(cast, added.version_id).card.revision == 0


def test_the_copy_of_a_what_if_is_its_authors_alone(added: Added, cast: Cast) -> None:
    what_if = versions.copy_plan(
        version_id=added.version_id,
        is_what_if=True,
        actor=cast.actor("planner"),
        at=NOON,
    )

    made = added.copy(what_if)

    assert see_plan(cast, made.id).card.state == "what_if"


def test_visits_that_are_possible_no_more_are_named(
    added: Added, cast: Cast, planner: Client
) -> None:
    shifts.clear_shift(
        operation_id=added.week.operation_id,
        team_id=added.week.teams[0],
        on=NOON.date(),
        actor=cast.actor("planner"),
        at=NOON,
    )

    _copy_id, shown = press(planner, added, "plan_slots")

    assert "Possible no more, and left out: Car wash and Nail bar." in shown


def test_no_slot_is_offered_at_an_hour_that_is_over(added: Added, cast: Cast) -> None:
    view = see_plan(cast, added.copy().id)

    offered = find_plan_slots(
        viewer=cast.actor("planner"), of=view, candidate=str(added.place), at=NOON
    )

    assert offered
    assert all((one.day, one.starts_at) >= (0, 720) for one in offered)


def test_a_place_that_cannot_be_planned_says_why_and_makes_no_copy(
    added: Added, planner: Client
) -> None:
    rows = PremisesCandidate.objects.filter(id=added.place)
    rows.update(days=[NOON.date() - timedelta(days=1)])
    before = PlanVersion.objects.count()

    _version_id, shown = press(planner, added, "plan_slots")
    with pytest.raises(refusals.PlaceAside):
        added.copy()
    rows.update(removed_at=NOON)
    with pytest.raises(Absent):
        added.copy()

    assert "Yard may be visited on no day that is left" in shown
    assert PlanVersion.objects.count() == before
