"""What each reader is shown of operations, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import (
    LAST_DAY,
    make_closed_week,
    make_event,
    make_operation,
    make_planned_visit,
    make_team,
    make_week,
)
from tests.made.places import make_premises
from unhidden.access.absent import Absent
from unhidden.access.context import acting_as
from unhidden.operations.events.queries import events
from unhidden.operations.frame.queries import operations
from unhidden.operations.frame.queries.cards import PlanProgress
from unhidden.operations.teams import queries as teams
from unhidden.operations.visits.actions import visits as visits_actions
from unhidden.operations.visits.queries import visits as visits_queries
from unhidden.operations.weeks.queries import weeks
from unhidden.operations.weeks.queries.operations import list_operations

pytestmark = pytest.mark.django_db

ONE_DAY = timedelta(days=1)
READERS = ["planner", "officer", "analyst", "overseer", "charity_visitor"]
# Of other organisations than this team's, or only of the operation as a whole.
PLANLESS = ["partner", "council_officer", "communications"]
OTHERS = ["support_worker", "investigator", "administrator", "stranger"]


@pytest.mark.parametrize("part", READERS)
def test_those_who_may_see_operations_see_them(cast: Cast, part: str) -> None:
    week = make_week(cast)
    viewer = cast.actor(part)

    assert list_operations(viewer=viewer)
    assert operations.get_operation(viewer=viewer, operation_id=week.operation_id)
    assert visits_queries.planned_visits(viewer=viewer, operation_id=week.operation_id)
    assert events.list_events(viewer=viewer, operation_id=week.operation_id) == []


@pytest.mark.parametrize("part", PLANLESS)
def test_some_see_the_operation_and_no_plan(cast: Cast, part: str) -> None:
    week = make_week(cast)
    viewer = cast.actor(part)

    operation = operations.get_operation(viewer=viewer, operation_id=week.operation_id)

    assert not operation.sees_all
    assert operation.visits == PlanProgress()
    assert (
        visits_queries.planned_visits(viewer=viewer, operation_id=week.operation_id)
        == []
    )
    with pytest.raises(Absent):
        visits_queries.planned_visit(viewer=viewer, planned_id=week.planned_id)


@pytest.mark.parametrize("part", OTHERS)
def test_for_others_there_are_none(cast: Cast, part: str) -> None:
    week = make_week(cast)
    event_id = make_event(cast, week.operation_id)
    viewer = cast.actor(part)
    reads: list[Callable[[], object]] = [
        lambda: list_operations(viewer=viewer),
        lambda: operations.get_operation(viewer=viewer, operation_id=week.operation_id),
        lambda: visits_queries.planned_visits(
            viewer=viewer, operation_id=week.operation_id
        ),
        lambda: visits_queries.planned_visit(viewer=viewer, planned_id=week.planned_id),
        lambda: events.list_events(viewer=viewer, operation_id=week.operation_id),
        lambda: events.get_event(viewer=viewer, event_id=event_id),
        lambda: teams.get_team(viewer=viewer, team_id=week.team_id),
        lambda: teams.possible_members(
            viewer=viewer, operation_id=week.operation_id, day=TODAY
        ),
    ]

    for read in reads:
        with pytest.raises(Absent):
            read()


def test_what_is_not_there_is_absent(cast: Cast) -> None:
    viewer = cast.actor("planner")

    with pytest.raises(Absent):
        operations.get_operation(viewer=viewer, operation_id=uuid4())
    with pytest.raises(Absent):
        visits_queries.planned_visit(viewer=viewer, planned_id=uuid4())
    with pytest.raises(Absent):
        teams.get_team(viewer=viewer, team_id=uuid4())
    with pytest.raises(Absent):
        teams.possible_members(viewer=viewer, operation_id=uuid4(), day=TODAY)


def test_operations_stand_latest_first_with_their_progress(cast: Cast) -> None:
    make_operation(cast, name="Early", starts_on=TODAY, ends_on=TODAY)
    make_operation(cast, name="Late", starts_on=LAST_DAY, ends_on=LAST_DAY)
    make_closed_week(cast)

    found = list_operations(viewer=cast.actor("planner"))

    assert [(card.name, card.status) for card in found] == [
        ("Late", "planned"),
        ("Early", "planned"),
        ("Week of action", "closed"),
    ]
    assert (found[2].visits.done, found[2].visits.wanted) == (1, 1)


def test_names_follow_the_language_of_the_page(cast: Cast) -> None:
    week = make_week(cast)
    viewer = cast.actor("planner")

    with translation.override("cy"):
        operation = operations.get_operation(
            viewer=viewer, operation_id=week.operation_id
        )
        visit = visits_queries.planned_visit(viewer=viewer, planned_id=week.planned_id)

    assert operation.name == "Week of action (Cymraeg)"
    assert operation.lead == "Heddlu Gogledd Cymru"
    assert "Llu’r Ffiniau" in {partner.name for partner in operation.partners}
    assert visit.operation == "Week of action (Cymraeg)"


def test_visits_and_events_are_counted_by_status(cast: Cast) -> None:
    planner = cast.actor("planner")
    week = make_week(cast)
    cancelled = make_planned_visit(cast, week.operation_id)
    visits_actions.cancel_visit(
        planned_id=cancelled, reason="Shut", actor=planner, at=NOON
    )
    make_planned_visit(cast, week.operation_id)
    visits_actions.mark_visited(
        planned_id=week.planned_id, actor=cast.actor("officer"), at=NOON
    )
    make_event(cast, week.operation_id)

    operation = operations.get_operation(viewer=planner, operation_id=week.operation_id)

    assert operation.visits == PlanProgress(planned=1, done=1, cancelled=1)
    assert operation.events == PlanProgress(planned=1)


def test_visits_stand_by_day_and_hour_then_by_place(cast: Cast) -> None:
    operation_id = make_operation(cast)
    for name, on, hour in (
        ("E", TODAY + ONE_DAY, 9),
        ("D", TODAY, None),
        ("B", TODAY, 11),
        ("C", TODAY, None),
        ("A", TODAY, 10),
    ):
        make_planned_visit(
            cast,
            operation_id,
            premises_id=make_premises(by=cast.actor("planner"), name=name),
            on=on,
            starts_at=time(hour) if hour else None,
        )

    found = visits_queries.planned_visits(
        viewer=cast.actor("planner"), operation_id=operation_id
    )

    assert "".join(visit.premises for visit in found) == "ABCDE"


def test_visits_can_be_narrowed_to_a_day_a_team_or_a_status(cast: Cast) -> None:
    planner = cast.actor("planner")
    week = make_week(cast)
    other = make_planned_visit(cast, week.operation_id, on=LAST_DAY)
    visits_actions.cancel_visit(planned_id=other, reason="Shut", actor=planner, at=NOON)

    def ids(**narrowed: object) -> list[object]:
        found = visits_queries.planned_visits(
            viewer=planner,
            operation_id=week.operation_id,
            **narrowed,  # type: ignore[arg-type]  # each by its own name
        )
        return [visit.id for visit in found]

    assert ids() == [week.planned_id, other]
    assert ids(on=LAST_DAY) == [other]
    assert ids(team_id=week.team_id) == [week.planned_id]
    assert ids(status="cancelled") == [other]


def test_a_person_sees_what_their_teams_have_to_do(cast: Cast) -> None:
    week = make_week(cast)
    make_planned_visit(cast, week.operation_id)
    officer = cast.actor("officer")

    mine = visits_queries.visits_of_person(viewer=officer, person_id=officer.person)

    assert [visit.id for visit in mine] == [week.planned_id]
    assert (
        visits_queries.visits_of_person(
            viewer=cast.actor("colleague"), person_id=cast.people["colleague"]
        )
        == []
    )


def test_a_visit_is_on_nobodys_list_before_the_start_or_when_made(cast: Cast) -> None:
    make_closed_week(cast)
    make_week(cast, is_running=False)
    officer = cast.actor("officer")

    assert (
        visits_queries.visits_of_person(viewer=officer, person_id=officer.person) == []
    )


def test_another_persons_list_is_for_planners(cast: Cast) -> None:
    make_week(cast)
    person_id = cast.people["officer"]

    with pytest.raises(Absent):
        visits_queries.visits_of_person(
            viewer=cast.actor("colleague"), person_id=person_id
        )

    assert visits_queries.visits_of_person(
        viewer=cast.actor("planner"), person_id=person_id
    )


def test_planned_places_are_known_with_their_days(cast: Cast) -> None:
    planner = cast.actor("planner")
    week = make_week(cast)
    free = make_premises(by=planner, name="Free")
    cancelled_place = make_premises(by=planner, name="Cancelled")
    cancelled = make_planned_visit(cast, week.operation_id, premises_id=cancelled_place)
    visits_actions.cancel_visit(
        planned_id=cancelled, reason="Shut", actor=planner, at=NOON
    )

    found = visits_queries.planned_already(
        viewer=planner,
        operation_id=week.operation_id,
        premises_ids=[week.premises_id, free, cancelled_place],
    )

    assert list(found) == [week.premises_id]
    assert [visit.id for visit in found[week.premises_id]] == [week.planned_id]


def test_the_week_at_a_glance_counts_each_day_by_kind(cast: Cast) -> None:
    planner = cast.actor("planner")
    week = make_week(cast)
    visits_actions.mark_visited(
        planned_id=week.planned_id, actor=cast.actor("officer"), at=NOON
    )
    make_planned_visit(cast, week.operation_id)
    make_planned_visit(cast, week.operation_id, kind="hotel", on=LAST_DAY)
    operation = operations.get_operation(viewer=planner, operation_id=week.operation_id)

    glance = weeks.get_week(viewer=planner, of=operation)

    assert len(glance.days) == 5
    first, last = glance.days[0], glance.days[-1]
    soft, hotel = 0, 1
    assert (first.kinds[soft].done, first.kinds[soft].wanted) == (1, 2)
    assert (last.kinds[hotel].done, last.kinds[hotel].wanted) == (0, 1)
    assert [total.wanted for total in glance.totals] == [2, 1, 0, 0]
    assert sum(day.total.wanted for day in glance.days) == 3


def test_the_whole_operation_is_read_in_a_few_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    planner = cast.actor("planner").doing("operation_delivery")
    operation_id = make_operation(cast)
    for number in range(4):
        team_id = make_team(cast, operation_id, name=f"Team {number}")
        for _ in range(3):
            make_planned_visit(cast, operation_id, team_id=team_id)

    with acting_as(planner):
        with django_assert_max_num_queries(7):
            operations.get_operation(viewer=planner, operation_id=operation_id)
        with django_assert_max_num_queries(2):
            visits_queries.planned_visits(viewer=planner, operation_id=operation_id)
        with django_assert_max_num_queries(2):
            list_operations(viewer=planner)
