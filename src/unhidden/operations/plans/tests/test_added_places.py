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
from unhidden.operations.models import PlanVersion, PremisesCandidate
from unhidden.operations.plans.actions import editing, refusals, versions
from unhidden.operations.plans.queries.renewing import get_plan_to_change
from unhidden.operations.plans.queries.slots import find_plan_slots
from unhidden.operations.plans.rules.differences import place_visits
from unhidden.operations.plans.rules.routes import HandMove
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
        self.place = self.add("Yard")

    def add(self, name: str) -> UUID:
        added = make_candidate(self.cast, self.week.operation_id, name=name)
        decide(self.cast, self.week.operation_id, added)
        return added

    def move(self, version_id: UUID, *, revision: int = 0, hour: int = 13) -> UUID:
        crew_days = (self.week.crew_day(1),)
        return editing.move_in_plan(
            version_id=version_id,
            revision=revision,
            move=HandMove(str(self.place), "soft", crew_days, hour * 60),
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


def test_the_best_slots_are_offered_with_their_costs_and_taken(
    added: Added, planner: Client
) -> None:
    address = page("plan_slots", added.version_id, candidate=added.place)
    left_out = see(planner, "left_out", added.version_id)
    shown = see(planner, "plan_slots", added.version_id, candidate=added.place)
    keys = list_slot_keys(planner.get(address))
    chosen = planner.post(address, {"revision": "0", "slot": keys[0]}, follow=True)

    assert "Yard Not searched It was added to the candidates" in left_out
    assert "This plan was made before the place was among its candidates" in shown
    assert shown.count("costs the rest") == len(keys) == 3
    assert "The visit is in this copy of the plan" in words(chosen)
    copy_id = UUID(chosen.redirect_chain[-1][0].rstrip("/").split("/")[-1])
    assert added.visits(copy_id) == added.visits(added.version_id) | {str(added.place)}


def test_it_is_placed_by_hand_and_undone(
    added: Added, cast: Cast, planner: Client
) -> None:
    address = page("move_in_plan", added.version_id, candidate=added.place)
    typed = {
        "kind": "soft",
        "crew_day": added.week.crew_day(1),
        "starts_at": "1pm",
        "revision": "0",
    }
    looked = planner.post(address, {**typed, "do": "look"})
    kept = planner.post(address, {**typed, "do": "keep"}, follow=True)
    copy_id = UUID(kept.redirect_chain[-1][0].rstrip("/").split("/")[-1])
    there = added.visits(copy_id)
    undone = planner.post(page("plan_changes", copy_id), {"revision": "1"}, follow=True)

    assert "What it would do It can be done." in words(looked)
    assert str(added.place) in there
    assert "The change is undone" in words(undone)
    assert added.visits(copy_id) == added.visits(added.version_id)
    assert see_plan(cast, added.version_id).card.revision == 0


def test_the_copy_of_a_what_if_is_its_authors_alone(added: Added, cast: Cast) -> None:
    actor = cast.actor("planner")
    what_if = versions.copy_plan(
        version_id=added.version_id, is_what_if=True, actor=actor, at=NOON
    )

    copy_id = added.move(what_if)

    assert copy_id != what_if
    assert see_plan(cast, copy_id).card.state == "what_if"


def test_what_cannot_be_carried_out_makes_no_copy(added: Added) -> None:
    before = PlanVersion.objects.count()

    with pytest.raises(refusals.HandChangeImpossible):
        added.move(added.version_id, hour=22)
    with pytest.raises(refusals.PlanChangedMeanwhile):
        added.move(added.version_id, revision=7)

    assert PlanVersion.objects.count() == before


def test_visits_that_are_possible_no_more_are_named(added: Added, cast: Cast) -> None:
    shifts.clear_shift(
        operation_id=added.week.operation_id,
        team_id=added.week.teams[0],
        on=NOON.date(),
        actor=cast.actor("planner"),
        at=NOON,
    )

    found = get_plan_to_change(
        viewer=cast.actor("planner"),
        version_id=added.version_id,
        candidate=str(added.place),
        at=NOON,
    )

    assert (found.is_renewed, found.lost) == (True, ("Car wash", "Nail bar"))


def test_no_slot_is_offered_at_an_hour_that_is_over(added: Added, cast: Cast) -> None:
    viewer = cast.actor("planner")
    found = get_plan_to_change(
        viewer=viewer,
        version_id=added.version_id,
        candidate=str(added.place),
        at=NOON,
    )

    offered = find_plan_slots(
        viewer=viewer, of=found.view, candidate=str(added.place), at=NOON
    )

    assert offered
    assert all((one.day, one.starts_at) >= (0, 720) for one in offered)


def test_a_place_that_cannot_be_planned_says_why(added: Added, planner: Client) -> None:
    rows = PremisesCandidate.objects.filter(id=added.place)
    rows.update(days=[NOON.date() - timedelta(days=1)])

    turned = planner.get(
        page("plan_slots", added.version_id, candidate=added.place), follow=True
    )

    assert "Yard may be visited on no day that is left" in words(turned)
    stranger = page("plan_slots", added.version_id, candidate=added.version_id)
    assert planner.get(stranger).status_code == 404
