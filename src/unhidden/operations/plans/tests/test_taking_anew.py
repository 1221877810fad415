"""Taking a plan after something was decided anew: nothing frozen is tasked."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.targets import decide, make_candidate
from tests.made.week_plans import (
    PlannedWeek,
    answer,
    ask,
    make_week_to_plan,
    run_search,
    see_search,
    take,
)
from unhidden.operations.models import PlannedVisit
from unhidden.operations.plans.actions import refusals
from unhidden.operations.targets.actions import candidates, groups, kinds
from unhidden.operations.targets.actions.groups import NewBar
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
