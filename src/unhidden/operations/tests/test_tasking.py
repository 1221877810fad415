"""Handing visits to teams that fit them and are free."""

from __future__ import annotations

from datetime import time

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import (
    AUTHORITY,
    LAST_DAY,
    POWER,
    make_event,
    make_operation,
    make_planned_visit,
    make_team,
    make_week,
)
from tests.made.places import make_premises
from tests.support import audited as audit
from unhidden.operations.tests.steps import TEN, assign, cancel, card, plan, plan_at
from unhidden.operations.visits.actions import visits
from unhidden.operations.visits.actions.refusals import (
    PremisesAlreadyPlanned,
    PremisesAreBusy,
    TeamDoesNotFit,
    TeamIsBusy,
)
from unhidden.planning.clashes import Clash
from unhidden.planning.composition import MissingMember

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "people", "missing"),
    [
        ("soft", ("officer",), (MissingMember.PEOPLE,)),
        ("hotel", (), (MissingMember.PEOPLE,)),
        ("safeguarding", ("officer", "colleague"), (MissingMember.CHARITY,)),
        ("safeguarding", ("charity_visitor",), (MissingMember.PEOPLE,)),
        (
            "enforcement",
            ("council_officer", "charity_visitor"),
            (MissingMember.ENFORCER,),
        ),
    ],
)
def test_naming_a_team_for_a_visit_asks_whether_it_fits(
    cast: Cast, kind: str, people: tuple[str, ...], missing: tuple[MissingMember, ...]
) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id, people=people)
    planned_id = make_planned_visit(cast, operation_id, kind=kind)

    with pytest.raises(TeamDoesNotFit) as refusal:
        assign(cast, planned_id, team_id)
    with pytest.raises(TeamDoesNotFit):
        make_planned_visit(cast, operation_id, kind=kind, team_id=team_id)

    assert refusal.value.missing == missing
    assert card(cast, planned_id).team_id is None


@pytest.mark.parametrize("enforcer", ["officer", "partner"])
def test_police_or_a_law_enforcement_partner_may_enforce(
    cast: Cast, enforcer: str
) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id, people=(enforcer, "council_officer"))

    assert make_planned_visit(cast, operation_id, kind="enforcement", team_id=team_id)


def test_a_visit_is_assigned_and_can_be_left_open_again(cast: Cast) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id)
    planned_id = make_planned_visit(cast, operation_id)

    assign(cast, planned_id, team_id, on=LAST_DAY)
    assigned = card(cast, planned_id)
    assign(cast, planned_id, None, starts_at=None)
    left = card(cast, planned_id)

    assert (assigned.team, assigned.on, assigned.starts_at) == ("Team 1", LAST_DAY, TEN)
    assert (left.team, left.on, left.starts_at) == ("", TODAY, None)
    assert audit.names_about(subject_id=planned_id).count("operations.visit_assigned")


def test_a_team_makes_one_visit_at_an_hour(cast: Cast) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id)
    make_planned_visit(cast, operation_id, team_id=team_id, starts_at=TEN)
    second = make_planned_visit(cast, operation_id)

    with pytest.raises(TeamIsBusy) as refusal:
        assign(cast, second, team_id, starts_at=time(10, 15))
    assign(cast, second, team_id, starts_at=time(10, 30))

    assert refusal.value.clashes == (Clash.TEAM,)


def test_an_event_takes_the_hour_of_the_team_that_holds_it(cast: Cast) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id)
    make_event(cast, operation_id, team_id=team_id, starts_at=TEN)

    with pytest.raises(TeamIsBusy):
        make_planned_visit(cast, operation_id, team_id=team_id, starts_at=TEN)


def test_a_person_of_two_teams_is_not_sent_to_two_places(cast: Cast) -> None:
    operation_id = make_operation(cast)
    first = make_team(cast, operation_id, name="1", people=("officer", "colleague"))
    other = make_team(
        cast, operation_id, name="2", people=("officer", "charity_visitor")
    )
    make_planned_visit(cast, operation_id, team_id=first, starts_at=TEN)

    with pytest.raises(TeamIsBusy) as refusal:
        make_planned_visit(cast, operation_id, team_id=other, starts_at=TEN)

    assert refusal.value.clashes == (Clash.PERSON,)


def test_people_are_not_sent_to_two_places_by_two_operations(cast: Cast) -> None:
    operation_id, other_id = make_operation(cast), make_operation(cast)
    team_id, other_team = make_team(cast, operation_id), make_team(cast, other_id)
    make_planned_visit(cast, operation_id, team_id=team_id, starts_at=TEN)

    with pytest.raises(TeamIsBusy):
        make_planned_visit(cast, other_id, team_id=other_team, starts_at=TEN)


def test_two_operations_do_not_visit_a_place_at_one_hour(cast: Cast) -> None:
    place = make_premises(by=cast.actor("planner"))
    operation_id, other_id = make_operation(cast), make_operation(cast)
    make_planned_visit(cast, operation_id, premises_id=place, starts_at=TEN)

    with pytest.raises(PremisesAreBusy):
        make_planned_visit(cast, other_id, premises_id=place, starts_at=TEN)

    assert make_planned_visit(cast, other_id, premises_id=place, starts_at=time(15))


def test_a_visit_that_was_made_keeps_nobody_from_another(cast: Cast) -> None:
    week = make_week(cast)
    visits.mark_visited(
        planned_id=week.planned_id, actor=cast.actor("officer"), at=NOON
    )

    assert make_planned_visit(
        cast, week.operation_id, team_id=week.team_id, starts_at=TEN
    )


def test_a_visit_without_an_hour_keeps_no_team_from_others(cast: Cast) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id)

    for _ in range(3):
        make_planned_visit(cast, operation_id, team_id=team_id, starts_at=None)


def test_a_cancelled_visit_frees_its_team(cast: Cast) -> None:
    week = make_week(cast)
    cancel(cast, week.planned_id)

    assert make_planned_visit(
        cast, week.operation_id, team_id=week.team_id, starts_at=TEN
    )


def test_a_visit_can_be_planned_anew(cast: Cast) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id)
    planned_id = make_planned_visit(cast, operation_id)

    visits.change_visit(
        planned_id=planned_id,
        plan=plan(
            kind="enforcement",
            purpose="To inspect.",
            power=POWER,
            authority=AUTHORITY,
            on=LAST_DAY,
            starts_at=TEN,
            team_id=team_id,
        ),
        actor=cast.actor("planner"),
        at=NOON,
    )

    visit = card(cast, planned_id)
    assert (visit.kind, visit.purpose, visit.power) == (
        "enforcement",
        "To inspect.",
        POWER,
    )
    assert (visit.on, visit.starts_at, visit.team) == (LAST_DAY, TEN, "Team 1")
    assert "operations.visit_changed" in audit.names_about(subject_id=planned_id)


def test_a_change_of_kind_asks_whether_the_team_still_fits(cast: Cast) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id, people=("officer", "colleague"))
    planned_id = make_planned_visit(cast, operation_id, team_id=team_id)

    with pytest.raises(TeamDoesNotFit):
        visits.change_visit(
            planned_id=planned_id,
            plan=plan(kind="safeguarding", team_id=team_id),
            actor=cast.actor("planner"),
            at=NOON,
        )


def test_a_visit_is_not_moved_to_a_day_that_has_one(cast: Cast) -> None:
    operation_id = make_operation(cast)
    place = make_premises(by=cast.actor("planner"))
    (first,) = plan_at(cast, operation_id, place)
    plan_at(cast, operation_id, place, on=LAST_DAY)

    with pytest.raises(PremisesAlreadyPlanned):
        assign(cast, first, None, on=LAST_DAY)
    assign(cast, first, None, on=TODAY)
