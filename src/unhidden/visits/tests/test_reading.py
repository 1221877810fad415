"""Who may read a visit, and what the lists and counts say."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from tests.cast import TODAY, Cast
from tests.made.visits import make_find, make_planned, make_visit
from unhidden.access.absent import Absent
from unhidden.access.actor import NOBODY
from unhidden.access.context import acting_as
from unhidden.visits.queries import lists, one, plans
from unhidden.visits.rules.records import (
    FoundVictim,
    HeadcountGroup,
    ReferralMade,
    SignAnswered,
)

pytestmark = pytest.mark.django_db

TWO = (
    FoundVictim("adult", "labour", is_brought_to_safety=True),
    FoundVictim("adult", "labour", is_brought_to_safety=False),
)


@pytest.mark.parametrize("part", ["analyst", "planner", "colleague", "investigator"])
def test_those_who_read_visits_read_them_all(cast: Cast, part: str) -> None:
    visit_id = make_visit(cast)

    visit = one.get_visit(viewer=cast.actor(part), visit_id=visit_id)

    assert visit.premises == "Castle Nails"
    assert not visit.is_own


@pytest.mark.parametrize("part", ["support_worker", "communications", "administrator"])
def test_for_others_there_is_no_such_visit(cast: Cast, part: str) -> None:
    visit_id = make_find(cast)
    (person,) = one.get_visit(
        viewer=cast.actor("officer"), visit_id=visit_id
    ).possible_victims

    with pytest.raises(Absent):
        one.get_visit(viewer=cast.actor(part), visit_id=visit_id)
    with pytest.raises(Absent):
        one.possible_victim(viewer=cast.actor(part), possible_victim_id=person.id)


def test_whose_account_counts_reads_the_record_and_nobody_for_having_been_there(
    cast: Cast,
) -> None:
    crew = ("charity_visitor", "officer", "partner")
    visit_id = make_visit(
        cast, planned=make_planned(cast, team=crew), by="charity_visitor"
    )

    author = replace(cast.actor("charity_visitor"), permissions=frozenset())
    assert one.get_visit(viewer=author, visit_id=visit_id).is_own
    # Border Force was there, too; the officer reads by the leading force's right.
    assert not one.get_visit(viewer=cast.actor("officer"), visit_id=visit_id).is_own
    for other in (cast.actor("partner"), NOBODY):
        with pytest.raises(Absent):
            one.get_visit(viewer=other, visit_id=visit_id)


def test_a_possible_victim_is_a_number_and_what_is_known(cast: Cast) -> None:
    visit_id = make_find(cast)
    (person,) = one.get_visit(
        viewer=cast.actor("officer"), visit_id=visit_id
    ).possible_victims

    card = one.possible_victim(
        viewer=cast.actor("safeguarding_lead"), possible_victim_id=person.id
    )

    assert card == person
    assert (card.number, card.age_group, card.alleges) == (1, "adult", "labour")
    assert (card.visit_id, card.premises) == (visit_id, "Castle Nails")


def test_the_operation_is_named_in_the_language_of_the_page(cast: Cast) -> None:
    visit_id = make_visit(cast)

    with translation.override("cy"):
        visit = one.get_visit(viewer=cast.actor("officer"), visit_id=visit_id)

    assert visit.operation == "Wythnos o weithredu"


def test_signs_are_read_with_what_they_ask_for(cast: Cast) -> None:
    visit_id = make_visit(
        cast,
        signs=(
            SignAnswered("gen_no_docs", "not_seen"),
            SignAnswered("gen_cannot_leave", "seen"),
        ),
    )

    visit = one.get_visit(viewer=cast.actor("officer"), visit_id=visit_id)

    (section,) = visit.sections
    assert [sign.code for sign in section.signs] == ["gen_cannot_leave", "gen_no_docs"]
    assert visit.reading.step == 3


def test_my_visits_are_those_of_my_teams(cast: Cast) -> None:
    mine = make_planned(cast, premises="Mine")
    make_planned(cast, premises="Theirs", team=("colleague", "council_officer"))
    done = make_visit(cast, planned=make_planned(cast, premises="Done"))

    found = lists.my_visits(viewer=cast.actor("officer"))

    assert [plan.id for plan in found.planned] == [mine.id]
    assert [card.id for card in found.recorded] == [done]


def test_planned_visits_stand_by_when_they_are_due(cast: Cast) -> None:
    make_planned(cast)
    found = lists.my_visits(viewer=cast.actor("officer"))

    yesterday, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    assert found.due(today=TODAY).today == found.planned
    assert found.due(today=yesterday).coming == found.planned
    assert found.due(today=tomorrow).late == found.planned


def test_my_visits_are_only_for_those_who_record(cast: Cast) -> None:
    with pytest.raises(Absent):
        lists.my_visits(viewer=cast.actor("analyst"))


def test_the_team_is_asked_the_signs_of_the_premises(cast: Cast) -> None:
    planned = make_planned(cast, premises_kind="car_wash", starts_at=time(11))

    found = plans.visit_to_record(viewer=cast.actor("officer"), planned_id=planned.id)

    assert [section.code for section in found.sections] == ["car_wash", "general"]
    assert found.is_open
    assert found.is_synthetic
    assert found.visit_id is None


def test_only_the_team_sees_the_visit_to_record(cast: Cast) -> None:
    planned = make_planned(cast)

    with pytest.raises(Absent):
        plans.visit_to_record(viewer=cast.actor("colleague"), planned_id=planned.id)


def test_outcomes_count_each_thing_once(cast: Cast) -> None:
    planned = make_planned(cast, kind="soft")
    visit_id = make_find(
        cast,
        planned=planned,
        people=TWO,
        signs=(
            SignAnswered("gen_cannot_leave", "seen"),
            SignAnswered("gen_no_docs", "seen"),
            SignAnswered("gen_punished", "not_seen"),
        ),
        referrals=(ReferralMade("fire", "Order"),) * 3,
        present=(
            HeadcountGroup("adult", "male", 4),
            HeadcountGroup("young", "male", 2),
        ),
        arrests=1,
    )
    make_visit(cast)

    (row,) = lists.list_outcomes(
        viewer=cast.actor("overseer"), operation_id=planned.operation_id
    )

    assert (row.visit_id, row.premises, row.kind) == (visit_id, "Castle Nails", "soft")
    assert (row.on, row.premises_kind) == (TODAY, "nail_bar")
    assert (row.spoken_to, row.leaflets, row.notices, row.arrests) == (2, 3, 0, 1)
    assert (row.referrals, row.signs_seen, row.possible_victims) == (3, 2, 2)
    assert (row.brought_to_safety, row.alleging_labour) == (1, 2)
    assert row.brought_alleging_labour == 1


def test_outcomes_are_read_in_three_queries_at_most(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    planned = make_planned(cast)
    make_find(cast, planned=planned)
    viewer = cast.actor("overseer").doing("oversight_statistics")

    with acting_as(viewer), django_assert_max_num_queries(3):
        lists.list_outcomes(viewer=viewer, operation_id=planned.operation_id)


@pytest.mark.parametrize("part", ["support_worker", "administrator"])
def test_outcomes_are_absent_for_those_with_no_part_in_them(
    cast: Cast, part: str
) -> None:
    planned = make_planned(cast)

    with pytest.raises(Absent):
        lists.list_outcomes(viewer=cast.actor(part), operation_id=planned.operation_id)


def test_the_visits_of_an_operation_are_filtered_and_summed(cast: Cast) -> None:
    planned = make_planned(cast)
    make_find(cast, planned=planned)
    viewer = cast.actor("planner")

    every = lists.visits_of_operation(viewer=viewer, operation_id=planned.operation_id)

    assert every.operation == "Week of action"
    assert every.days == [TODAY]
    assert every.totals.visits == every.totals.possible_victims == 1
    assert every.only(outcome="", on=TODAY).rows == every.rows
    assert not every.only(outcome="no_answer", on=None).rows
    assert not every.only(outcome="", on=TODAY - timedelta(days=1)).rows


def test_the_visits_of_an_operation_need_the_permission(cast: Cast) -> None:
    planned = make_planned(cast)

    with pytest.raises(Absent):
        lists.visits_of_operation(
            viewer=cast.actor("communications"), operation_id=planned.operation_id
        )
