"""Taking a plan after something was decided anew: nothing frozen is tasked."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import make_team
from tests.made.targets import decide, make_candidate
from tests.made.visits import make_planned
from tests.made.week_plans import (
    PlannedWeek,
    answer,
    ask,
    make_week_to_plan,
    run_search,
    see_search,
    take,
)
from unhidden.operations.frame.queries.operations import get_operation
from unhidden.operations.models import PlannedVisit
from unhidden.operations.plans.actions import refusals
from unhidden.operations.plans.queries.gathering import gather_week
from unhidden.operations.targets.actions import candidates, groups, kinds
from unhidden.operations.targets.actions.groups import NewBar
from unhidden.operations.visits.actions import turns
from unhidden.planning.week.plan import CrewRoute, PlannedStop, WeekPlan

pytestmark = pytest.mark.django_db


def make_plan_of(
    cast: Cast, week: PlannedWeek, candidate_id: UUID, kind: str = "soft"
) -> UUID:
    """A plan in which the first crew visits one candidate at ten; its version."""
    search_id = ask(cast, week)
    stop = PlannedStop(str(candidate_id), kind, 0, 600)
    run_search(answer(WeekPlan((CrewRoute(week.crew_day(), (stop,)),), 50)))
    return see_search(cast, search_id).version_id


def take_out(cast: Cast, week: PlannedWeek, candidate_id: UUID) -> None:
    candidates.remove_candidates(
        operation_id=week.operation_id,
        candidate_ids=[candidate_id],
        actor=cast.actor("planner"),
        at=NOON,
    )


def decide_safeguarding(cast: Cast, week: PlannedWeek, candidate_id: UUID) -> None:
    decide(cast, week.operation_id, candidate_id, kind="safeguarding")


def drop_kind(cast: Cast, week: PlannedWeek, candidate_id: UUID) -> None:
    kinds.drop_option(
        operation_id=week.operation_id,
        candidate_id=candidate_id,
        kind="soft",
        actor=cast.actor("planner"),
        at=NOON,
    )


def bar_day(cast: Cast, week: PlannedWeek, candidate_id: UUID) -> None:
    groups.bar_assignment(
        operation_id=week.operation_id,
        candidate_id=candidate_id,
        new=NewBar(on=TODAY, reason="The owner is away."),
        actor=cast.actor("planner"),
        at=NOON,
    )


@pytest.mark.parametrize(
    ("meanwhile", "refused"),
    [
        (take_out, refusals.CandidateTakenOut),
        (decide_safeguarding, refusals.KindDecidedAnew),
        (drop_kind, refusals.KindDecidedAnew),
        (bar_day, refusals.AssignmentBarred),
    ],
)
def test_a_place_decided_anew_is_not_tasked_as_it_was_searched(
    cast: Cast,
    meanwhile: Callable[[Cast, PlannedWeek, UUID], None],
    refused: type[refusals.PlanRefusal],
) -> None:
    week = make_week_to_plan(cast)
    candidate_id = make_candidate(cast, week.operation_id, name="Flat")
    decide(cast, week.operation_id, candidate_id)
    version_id = make_plan_of(cast, week, candidate_id)
    before = set(PlannedVisit.objects.values_list("id", "status"))
    meanwhile(cast, week, candidate_id)

    with pytest.raises(refusals.PlanNotTaken) as caught:
        take(cast, version_id)

    ((named, refusal),) = caught.value.refused
    assert (named, type(refusal)) == (candidate_id, refused)
    assert set(PlannedVisit.objects.values_list("id", "status")) == before


def test_a_visit_planned_by_hand_yields_to_a_place_of_safeguarding(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan_of(cast, week, week.visits[0])
    premises_id = PlannedVisit.objects.get(id=week.visits[0]).premises_id
    candidate_id = make_candidate(cast, week.operation_id, premises_id=premises_id)
    decide_safeguarding(cast, week, candidate_id)

    with pytest.raises(refusals.PlanNotTaken):
        take(cast, version_id)


def test_a_visit_of_another_kind_says_another_purpose_and_goes_by_its_own_number(
    cast: Cast,
) -> None:
    week = make_week_to_plan(cast)
    candidate_id = make_candidate(cast, week.operation_id, name="Flat")
    decide(cast, week.operation_id, candidate_id)
    take(cast, make_plan_of(cast, week, candidate_id))
    decide(cast, week.operation_id, candidate_id, kind="enforcement", authority="W 1")
    take(cast, make_plan_of(cast, week, candidate_id, "enforcement"))
    visits = PlannedVisit.objects.filter(premises__name="Flat")
    first = visits.values_list("kind", "purpose", "authority").get()
    decide(cast, week.operation_id, candidate_id, kind="enforcement", authority="W 2")

    take(cast, make_plan_of(cast, week, candidate_id, "enforcement"))

    assert first == ("enforcement", "To inspect.", "W 1")
    assert visits.get().authority == "W 2"


def test_no_plan_moves_the_visit_that_saves_a_life(cast: Cast) -> None:
    planned = make_planned(cast, kind="safeguarding")
    planner, people = cast.actor("planner"), ("colleague", "officer")
    team_id = make_team(cast, planned.operation_id, name="Response", people=people)
    second_id = turns.open_second_visit(
        planned_id=planned.id,
        new=turns.NewSecondVisit(
            team_id=team_id,
            power="PACE s.17",
            authority="Incident 7",
            purpose="Somebody screams",
        ),
        actor=planner,
        at=NOON,
    )

    view = get_operation(viewer=planner, operation_id=planned.operation_id)
    found = gather_week(viewer=planner, of=view, at=NOON)

    assert {one.id for one in found.planned.values()} == {planned.id}
    assert second_id not in {one.id for one in found.planned.values()}
