"""Plans changed by hand, by one planner and by two at once; copies and undo."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connections

from tests.cast import NOON, Cast
from tests.made.week_plans import (
    PlannedWeek,
    ask,
    make_plan,
    make_week_to_plan,
    see_plan,
)
from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.operations.models import SearchKind
from unhidden.operations.plans.actions import editing, refusals, searching, versions
from unhidden.operations.plans.queries.slots import find_plan_slots
from unhidden.operations.plans.queries.versions import (
    list_plan_edits,
    list_plan_versions,
)
from unhidden.operations.plans.rules.checking import PlanFaultKind
from unhidden.operations.plans.rules.differences import place_visits
from unhidden.operations.plans.rules.routes import HandMove

pytestmark = pytest.mark.django_db


def move(
    cast: Cast,
    week: PlannedWeek,
    version_id: UUID,
    *,
    visit: int = 0,
    team: int = 1,
    starts_at: int = 660,
    revision: int = 0,
    kind: str = "soft",
    by: str = "planner",
) -> None:
    editing.move_in_plan(
        version_id=version_id,
        revision=revision,
        move=HandMove(str(week.visits[visit]), kind, (week.crew_day(team),), starts_at),
        actor=cast.actor(by),
        at=NOON,
    )


def hour_of(cast: Cast, version_id: UUID, candidate: UUID) -> tuple[str, int] | None:
    view = see_plan(cast, version_id)
    assert view.plan is not None
    place = place_visits(view.problem, view.plan).get(str(candidate))
    return (place.crews[0], place.starts_at) if place else None


def test_a_visit_goes_to_another_crew_and_hour(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)

    move(cast, week, version_id)

    view = see_plan(cast, version_id)
    found = hour_of(cast, version_id, week.visits[0])
    assert found == (str(week.teams[1]), 660)
    assert view.card.revision == 1
    assert view.card.visits == 2


def test_what_comes_after_begins_later_where_it_must(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)

    move(cast, week, version_id, visit=2, team=0, starts_at=650)

    third, second = (hour_of(cast, version_id, week.visits[n]) for n in (2, 1))
    assert third == (str(week.teams[0]), 650)
    assert second is not None
    assert second[1] > 660


def test_what_cannot_be_carried_out_is_refused_and_nothing_is_lost(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)

    with pytest.raises(refusals.HandChangeImpossible) as caught:
        move(cast, week, version_id, starts_at=23 * 60)

    kinds = {fault.kind for fault in caught.value.faults}
    assert kinds == {PlanFaultKind.WINDOW, PlanFaultKind.SHIFT_ENDS}
    assert see_plan(cast, version_id).card.revision == 0


def test_a_change_is_undone_and_then_the_one_before(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    before = see_plan(cast, version_id)
    move(cast, week, version_id)
    move(cast, week, version_id, visit=1, starts_at=780, revision=1)

    for revision in (2, 3):
        editing.undo_change(
            version_id=version_id,
            revision=revision,
            actor=cast.actor("planner"),
            at=NOON,
        )

    after = see_plan(cast, version_id)
    assert before.plan is not None
    assert after.plan is not None
    assert after.plan.routes == before.plan.routes
    with pytest.raises(refusals.NoChangeToUndo):
        editing.undo_change(
            version_id=version_id, revision=4, actor=cast.actor("planner"), at=NOON
        )
    edits = list_plan_edits(viewer=cast.actor("planner"), version_id=version_id)
    assert [(one.kind, one.is_undone) for one in edits] == [
        ("undo", False),
        ("undo", False),
        ("move", True),
        ("move", True),
    ]


def test_the_second_of_two_planners_gets_what_the_first_changed(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    move(cast, week, version_id)

    with pytest.raises(refusals.PlanChangedMeanwhile) as caught:
        move(cast, week, version_id, visit=1, starts_at=720, revision=0)

    (edit,) = caught.value.edits
    assert (edit.kind, caught.value.revision) == ("move", 1)
    move(cast, week, version_id, visit=1, starts_at=720, revision=1)
    assert hour_of(cast, version_id, week.visits[1]) == (str(week.teams[1]), 720)
    assert hour_of(cast, version_id, week.visits[0]) == (str(week.teams[1]), 660)


def test_a_plan_that_is_searched_is_not_changed(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    copy_id = versions.copy_plan(
        version_id=version_id, is_what_if=False, actor=cast.actor("planner"), at=NOON
    )
    ask(cast, week)
    newest = list_plan_versions(
        viewer=cast.actor("planner"), operation_id=week.operation_id
    )

    searched = next(one for one in newest if one.visits is None)
    with pytest.raises(refusals.PlanBeingSearched):
        move(cast, week, searched.id)
    move(cast, week, copy_id)


def test_a_what_if_is_its_authors_alone(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)

    what_if = versions.copy_plan(
        version_id=version_id, is_what_if=True, actor=cast.actor("planner"), at=NOON
    )

    own = list_plan_versions(
        viewer=cast.actor("planner"), operation_id=week.operation_id
    )
    assert {one.id for one in own} == {version_id, what_if}
    assert {one.number for one in own} == {1, None}
    with pytest.raises(Absent):
        see_plan(cast, what_if, by="analyst")


def test_a_visit_that_was_left_out_goes_into_the_best_slot(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    left_out = str(week.visits[2])

    slots = find_plan_slots(
        viewer=cast.actor("planner"),
        of=see_plan(cast, version_id),
        candidate=left_out,
        at=NOON,
    )
    editing.fill_slot(
        version_id=version_id,
        revision=0,
        candidate=left_out,
        routes=slots[0].routes,
        actor=cast.actor("planner"),
        at=NOON,
    )

    assert 1 <= len(slots) <= 3
    assert see_plan(cast, version_id).card.visits == 3


def test_strangers_to_the_week_are_no_crew_and_no_place(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    planner = cast.actor("planner")

    for wrong in (
        HandMove("nowhere", "soft", (week.crew_day(),), 600),
        HandMove(str(week.visits[0]), "soft", ("nobody:0",), 600),
        HandMove(str(week.visits[0]), "soft", (), 600),
    ):
        with pytest.raises(Absent):
            editing.move_in_plan(
                version_id=version_id, revision=0, move=wrong, actor=planner, at=NOON
            )


@pytest.mark.django_db(transaction=True)
def test_two_planners_at_once_lose_nothing(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    barrier = Barrier(2)

    def change(visit: int) -> type[BaseException] | None:
        barrier.wait()
        try:
            move(cast, week, version_id, visit=visit, starts_at=660 + 60 * visit)
        except refusals.PlanChangedMeanwhile as refusal:
            return type(refusal)
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(2) as pool:
        ended = list(pool.map(change, range(2)))

    assert sorted(map(str, ended)) == sorted(
        map(str, [None, refusals.PlanChangedMeanwhile])
    )
    assert see_plan(cast, version_id).card.revision == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_run_one_search(cast: Cast) -> None:
    ask(cast, make_week_to_plan(cast))
    barrier = Barrier(2)

    def begin(_number: int) -> bool:
        barrier.wait()
        try:
            with as_role("worker"):
                found = searching._begin(
                    SearchKind.WEEK, actor=searching.SEARCHER, at=NOON
                )
        finally:
            connections.close_all()
        return found is not None

    with ThreadPoolExecutor(2) as pool:
        begun = list(pool.map(begin, range(2)))

    assert sorted(begun) == [False, True]
