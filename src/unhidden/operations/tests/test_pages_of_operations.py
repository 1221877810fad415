"""The list, a new operation, and the page of each with its next step."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
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
from tests.support.signing_in import SignedIn
from unhidden.operations.teams.actions import teams as teams_actions
from unhidden.operations.tests.reading import is_ticked, words
from unhidden.operations.visits.actions import visits as visits_actions
from unhidden.operations.weeks.queries import operations

pytestmark = pytest.mark.django_db

TYPED = {
    "name_en": "Autumn week of action",
    "name_cy": "Wythnos weithredu’r hydref",
    "aims": "To visit car washes.",
    "starts_on_day": "5",
    "starts_on_month": "1",
    "starts_on_year": "2026",
    "ends_on_day": "9",
    "ends_on_month": "January",
    "ends_on_year": "2026",
}


def page(name: str, *keys: UUID) -> str:
    return reverse(f"operations:{name}", args=keys)


def test_an_empty_list_says_so_and_offers_to_open_one(planner: Client) -> None:
    text = words(planner.get(page("operations")))

    assert "There is no operation yet." in text
    assert "Open an operation" in text


def test_those_who_do_not_plan_are_not_offered_to(signed_in: SignedIn) -> None:
    text = words(signed_in("officer").get(page("operations")))

    assert "Open an operation" not in text


def test_operations_stand_under_what_they_are_doing(
    cast: Cast, planner: Client
) -> None:
    make_closed_week(cast)
    make_week(cast)
    make_operation(cast, name="Next week", is_synthetic=True)

    text = words(planner.get(page("operations")))

    running, planned, closed = (
        text.index(heading) for heading in ("Running now", "Being planned", "Closed")
    )
    assert running < planned < closed
    assert "Next week 5 to 9 January 2026, North Wales Police" in text
    assert "No visit is planned yet Being planned Synthetic" in text
    assert "Visits made: 1 of 1" in text[closed:]


def test_a_planner_opens_an_operation_and_goes_on_to_partners(
    cast: Cast, planner: Client
) -> None:
    typed = TYPED | {"lead": str(cast.organisations["police"])}

    answer = planner.post(page("open"), typed)

    (card,) = operations.list_operations(viewer=cast.actor("planner"))
    assert answer.headers["Location"] == page("partners", card.id)
    assert (card.name, card.starts_on, card.ends_on) == (
        "Autumn week of action",
        TODAY,
        LAST_DAY,
    )
    assert card.is_synthetic
    assert "The operation is open." in words(planner.get(answer.headers["Location"]))


def test_ones_own_organisation_is_offered_as_lead(cast: Cast, planner: Client) -> None:
    assert is_ticked(planner.get(page("open")), cast.organisations["police"])


def test_an_incomplete_operation_is_not_opened(cast: Cast, planner: Client) -> None:
    answer = planner.post(page("open"), {"name_en": "Autumn"})

    text = words(answer)

    for asked in (
        "Enter the name in Welsh",
        "Enter the aims of the operation",
        "Select the organisation that leads",
        "Enter the first day",
        "Enter the last day",
    ):
        assert asked in text
    assert (
        "Autumn" in planner.post(page("open"), {"name_en": "Autumn"}).content.decode()
    )
    assert operations.list_operations(viewer=cast.actor("planner")) == []


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ({"ends_on_day": "4"}, "The last day must be the first day or after it"),
        ({"ends_on_month": "3"}, "An operation lasts no longer than 31 days"),
    ],
)
def test_the_days_of_an_operation_make_sense(
    cast: Cast, planner: Client, ends: dict[str, str], told: str
) -> None:
    typed = TYPED | ends | {"lead": str(cast.organisations["police"])}

    answer = planner.post(page("open"), typed)

    assert told in words(answer)
    assert "To visit car washes." in answer.content.decode()


def test_the_page_shows_the_week_at_a_glance(cast: Cast, planner: Client) -> None:
    week = make_week(cast)
    make_planned_visit(cast, week.operation_id)
    make_event(cast, week.operation_id)
    visits_actions.mark_visited(
        planned_id=week.planned_id, actor=cast.actor("officer"), at=NOON
    )

    text = words(planner.get(page("operation", week.operation_id)))

    assert "Monday 5 January 2026 1 of 2 – – – 1 of 2" in text
    assert "Friday 9 January 2026 – – – – –" in text
    assert "The whole operation 1 of 2" in text
    assert "1 Visits made" in text.replace("Visits made 1", "1 Visits made")
    assert (
        "Team 1 Officer, North Wales Police, who leads Charity Visitor, BAWSO" in text
    )
    assert "Border Force (Law-enforcement partner)" in text
    assert "Landlord forum, Wrexham Monday 5 January 2026, 6:30pm" in text


def test_the_page_has_doors_to_what_came_of_it(cast: Cast, planner: Client) -> None:
    week = make_week(cast)

    html = planner.get(page("operation", week.operation_id)).content.decode()

    assert reverse("visits:of_operation", args=[week.operation_id]) in html
    assert reverse("oversight:operation", args=[week.operation_id]) in html


def test_what_keeps_an_operation_from_starting_is_listed(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    first = words(planner.get(page("operation", operation_id)))
    team_id = make_team(cast, operation_id)
    make_planned_visit(cast, operation_id, team_id=team_id)
    make_planned_visit(cast, operation_id)
    teams_actions.remove_member(
        team_id=team_id,
        person_id=cast.people["officer"],
        actor=cast.actor("planner"),
        at=NOON,
    )

    then = words(planner.get(page("operation", operation_id)))

    assert "No visit is planned yet" in first
    assert "1 visit has no team" in then
    assert "1 visit has a team that lacks somebody it needs" in then
    assert page("start", operation_id) not in then


def test_an_operation_that_is_ready_is_started_after_a_question(
    cast: Cast, planner: Client
) -> None:
    week = make_week(cast, is_running=False)
    start = page("start", week.operation_id)
    overview = planner.get(page("operation", week.operation_id))

    asked = words(planner.get(start))
    answer = planner.post(start, follow=True)

    assert start in overview.content.decode()
    assert "Start Week of action?" in asked
    assert "The operation is running" in words(answer)


def test_starting_what_is_not_ready_says_why(cast: Cast, planner: Client) -> None:
    operation_id = make_operation(cast)

    answer = planner.post(page("start", operation_id), follow=True)

    assert "No visit is planned yet" in words(answer)
    assert "Being planned" in words(answer)


def test_starting_twice_says_so(cast: Cast, planner: Client) -> None:
    week = make_week(cast)

    answer = planner.post(page("start", week.operation_id), follow=True)

    assert "The operation has started already" in words(answer)


def test_open_work_is_listed_until_the_operation_can_be_closed(
    cast: Cast, planner: Client
) -> None:
    week = make_week(cast)
    make_event(cast, week.operation_id)

    text = words(planner.get(page("operation", week.operation_id)))
    answer = planner.post(page("close", week.operation_id), follow=True)

    assert "1 visit is still to be made or cancelled" in text
    assert "1 event is still to be held or cancelled" in text
    assert (
        "1 visit is still to be made or cancelled. "
        "1 event is still to be held or cancelled"
    ) in words(answer)


def test_an_operation_is_closed_after_a_question(cast: Cast, planner: Client) -> None:
    week = make_week(cast)
    visits_actions.mark_visited(
        planned_id=week.planned_id, actor=cast.actor("officer"), at=NOON
    )
    close = page("close", week.operation_id)

    asked = words(planner.get(close))
    answer = planner.post(close, follow=True)

    assert "Close Week of action?" in asked
    assert "it cannot be opened again" in asked
    assert "The operation is closed. Its results can be computed now." in words(answer)
    again = planner.post(close, follow=True)
    assert "The operation is closed: nothing in it changes" in words(again)


def test_a_closed_operation_offers_no_change(cast: Cast, planner: Client) -> None:
    week = make_closed_week(cast)
    operation_id = week.operation_id

    overview = planner.get(page("operation", operation_id)).content.decode()
    visits = words(planner.get(page("visits", operation_id)))
    partners = words(planner.get(page("partners", operation_id)))

    for name in ("change", "pick", "start", "close"):
        assert page(name, operation_id) not in overview
    for name in ("candidates", "warrants", "plans", "teams", "roster", "partners"):
        assert f'href="{page(name, operation_id)}"' in overview
        assert planner.get(page(name, operation_id)).status_code == 200
    assert "This operation is closed: nothing in it changes." in visits
    assert "Change or assign" not in visits
    assert "Add a partner" not in partners


def test_an_operation_is_changed(cast: Cast, planner: Client) -> None:
    operation_id = make_operation(cast)
    change = page("change", operation_id)

    before = planner.get(change).content.decode()
    answer = planner.post(change, TYPED, follow=True)

    assert "Week of action (Cymraeg)" in before
    assert "The operation is changed" in words(answer)
    assert "Autumn week of action" in words(answer)


def test_days_that_leave_work_out_are_refused_in_the_form(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    make_planned_visit(cast, operation_id, on=LAST_DAY)

    answer = planner.post(page("change", operation_id), TYPED | {"ends_on_day": "8"})

    assert "1 visit or event would lie outside these days" in words(answer)
    assert "To visit car washes." in answer.content.decode()


def test_an_officer_reads_the_page_and_changes_nothing(
    cast: Cast, signed_in: SignedIn
) -> None:
    week = make_week(cast)

    html = signed_in("officer").get(page("operation", week.operation_id))

    for name in ("change", "pick", "teams", "partners", "close"):
        assert page(name, week.operation_id) not in html.content.decode()


def test_pages_are_in_welsh_for_those_who_read_it(
    cast: Cast, signed_in: SignedIn
) -> None:
    week = make_week(cast)
    client = signed_in("planner")
    client.post(reverse("agencies:language"), {"language": "cy"})

    text = words(client.get(page("operation", week.operation_id)))

    assert "Week of action (Cymraeg)" in text
    assert "Dydd Llun 5 Ionawr 2026" in text
    assert "Heddlu Gogledd Cymru" in text


def test_the_pages_of_a_full_week_take_few_queries(
    cast: Cast, planner: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    operation_id = make_operation(cast)
    teams = [
        make_team(cast, operation_id, name=f"Team {number}") for number in range(12)
    ]
    place_ids = [
        make_planned_visit(cast, operation_id, on=TODAY + timedelta(days=number % 5))
        for number in range(120)
    ]
    for number, planned_id in enumerate(place_ids[:12]):
        visits_actions.assign_visit(
            planned_id=planned_id,
            team_id=teams[number],
            on=TODAY,
            starts_at=time(8 + number),
            actor=cast.actor("planner"),
            at=NOON,
        )
    make_event(cast, operation_id)

    for name in ("operation", "visits", "teams", "partners", "pick", "events"):
        with django_assert_max_num_queries(21):
            planner.get(page(name, operation_id))
    with django_assert_max_num_queries(20):
        planner.get(page("team", teams[0]))
    with django_assert_max_num_queries(11):
        planner.get(page("operations"))
