"""What is barred after a plan was made holds for whoever changes it by hand."""

from __future__ import annotations

from typing import Any
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
from unhidden.operations.plans.actions import editing, refusals
from unhidden.operations.plans.queries.renewing import get_plan_to_change
from unhidden.operations.plans.queries.slots import find_plan_slots
from unhidden.operations.plans.rules.checking import PlanFaultKind
from unhidden.operations.plans.rules.routes import HandMove
from unhidden.operations.targets.actions import groups
from unhidden.operations.targets.actions.groups import NewBar
from unhidden.operations.tests.reading import words

pytestmark = pytest.mark.django_db


class Barred:
    """A plan that leaves out one place, from which its first crew is then barred."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.week: PlannedWeek = make_week_to_plan(cast)
        self.place = make_candidate(cast, self.week.operation_id, name="Yard")
        decide(cast, self.week.operation_id, self.place)
        self.version_id = make_plan(cast, self.week)
        self.bar_id = self.bar(team_id=self.week.teams[0])

    def bar(self, **barred: Any) -> UUID:
        return groups.bar_assignment(
            operation_id=self.week.operation_id,
            candidate_id=self.place,
            new=NewBar("The owner knows them.", **barred),
            actor=self.cast.actor("planner"),
            at=NOON,
        )

    def lift(self) -> None:
        groups.lift_bar(
            operation_id=self.week.operation_id,
            candidate_id=self.place,
            bar_id=self.bar_id,
            actor=self.cast.actor("planner"),
            at=NOON,
        )

    def place_by_hand(self, team: int = 0) -> None:
        editing.move_in_plan(
            version_id=self.version_id,
            revision=see_plan(self.cast, self.version_id).card.revision,
            move=HandMove(
                str(self.place), "soft", (self.week.crew_day(team),), 13 * 60
            ),
            actor=self.cast.actor("planner"),
            at=NOON,
        )


@pytest.fixture
def barred(cast: Cast) -> Barred:
    return Barred(cast)


def test_a_crew_that_is_barred_by_now_is_not_placed_by_hand(barred: Barred) -> None:
    with pytest.raises(refusals.HandChangeImpossible) as caught:
        barred.place_by_hand()
    barred.lift()
    barred.place_by_hand()

    assert [one.kind for one in caught.value.faults] == [PlanFaultKind.BARRED]


def test_the_page_says_so_before_anything_is_kept(
    barred: Barred, planner: Client
) -> None:
    address = page("move_in_plan", barred.version_id, candidate=barred.place)
    typed = {
        "kind": "soft",
        "crew_day": barred.week.crew_day(0),
        "starts_at": "1pm",
        "revision": "0",
        "do": "look",
    }

    looked = words(planner.post(address, typed))

    assert "may not make the visit to Yard" in looked


def test_no_slot_is_offered_to_a_crew_that_is_barred(
    barred: Barred, cast: Cast
) -> None:
    viewer, candidate = cast.actor("planner"), str(barred.place)
    view = get_plan_to_change(
        viewer=viewer, version_id=barred.version_id, candidate=candidate
    )

    offered = find_plan_slots(viewer=viewer, of=view, candidate=candidate, at=NOON)

    crews = {view.problem.crew_day_of[one.crew_day].crew for one in offered}
    assert crews == {str(barred.week.teams[1])}
