"""The page on which a team records its visit, on a phone and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOON, PASSWORD, Cast
from tests.made.visit_forms import find, form
from tests.made.visits import PURPOSE, make_planned, make_visit
from unhidden.operations.visits.actions import visits
from unhidden.visits.models import Visit
from unhidden.visits.queries import lists, one

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def phone(cast: Cast, client: Client) -> Client:
    """The officer's phone, signed in."""
    client.login(email=cast.email("officer"), password=PASSWORD)
    return client


def test_the_page_asks_with_the_plan_filled_in(cast: Cast, phone: Client) -> None:
    planned = make_planned(cast, starts_at=time(11, 30))

    page = phone.get(f"/visits/record/{planned.id}/").text

    assert "Castle Nails" in page
    assert page.count(PURPOSE) == 2
    assert 'value="11:30am"' in page
    assert 'value="midday"' in page
    assert "No names of possible victims here" in page
    assert page.count('list="usual-bases"') == 4
    assert "It is not a referral to support" in " ".join(page.split())


def test_no_sign_is_answered_beforehand(cast: Cast, phone: Client) -> None:
    planned = make_planned(cast)

    page = phone.get(f"/visits/record/{planned.id}/").text

    signs = re.findall(r'<input[^>]*name="sign_[^>]*>', page)
    assert len(signs) == 3 * (42 + 9)
    assert not any("checked" in sign for sign in signs)


def test_a_sent_record_is_kept_and_shown(cast: Cast, phone: Client) -> None:
    planned = make_planned(cast)

    answer = phone.post(f"/visits/record/{planned.id}/", find(), follow=True)

    (visit,) = Visit.objects.using("stored").all()
    assert answer.redirect_chain == [(f"/visits/{visit.id}/", 302)]
    assert "The visit is recorded" in answer.text
    assert "Possible victim 1" in answer.text
    found = one.get_visit(viewer=cast.actor("officer"), visit_id=visit.id)
    assert [sign.code for sign in found.seen] == ["gen_cannot_leave"]
    assert found.people_there == 3
    assert (found.started_at.hour, found.ended_at.minute) == (10, 25)
    assert found.entry_detail == "Manager"
    assert found.possible_victims[0].is_brought_to_safety


def test_a_record_sent_twice_is_kept_once(cast: Cast, phone: Client) -> None:
    address = f"/visits/record/{make_planned(cast).id}/"
    hidden = re.findall(
        r'name="(submission|number)" value="(.+?)"', phone.get(address).text
    )
    phone.post(address, form(**dict(hidden)))

    answer = phone.post(address, form(**dict(hidden)), follow=True)

    assert "The visit is recorded" in answer.text
    assert Visit.objects.using("stored").count() == 1


def test_a_recorded_visit_is_shown_and_not_asked_again(
    cast: Cast, phone: Client
) -> None:
    planned = make_planned(cast)
    visit_id = make_visit(cast, planned=planned)

    answer = phone.get(f"/visits/record/{planned.id}/")

    assert answer.url == f"/visits/{visit_id}/"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("change", "sentence", "field"),
    [
        ({"purpose_told": ""}, "Enter what you told the people there", "purpose_told"),
        ({"entry_basis": ""}, "Select how you went in", "entry_basis"),
        ({"consent_by": ""}, "Enter the role of the person who agreed", "consent_by"),
        ({"entry_basis": "power"}, "Enter the power you used", "power"),
        ({"starts_at": "ten"}, "Enter a time, like 9:30am or 14:30", "starts_at"),
        ({"ends_at": "9:45"}, "that is too long a visit", "ends_at"),
        ({"ends_at": "2pm"}, "The visit must be over before", "ends_at"),
        ({"on_day": "4"}, "The visit cannot be before the operation", "on_day"),
        ({"on_month": ""}, "Enter the month as well", "on_month"),
        ({"interpreter": ""}, "Select whether you used", "interpreter"),
        ({"outcome": ""}, "Select the outcome of the visit", "outcome"),
        ({"spoken_to": ""}, "Enter how many people you spoke to, or 0", "spoken_to"),
        ({"spoken_to": "7"}, "You spoke to more people than", "spoken_to"),
        (
            {"present_adult_female": "two"},
            "Enter a whole number, like 4",
            "present_adult_female",
        ),
        (
            {"entry_basis": "not_entered"},
            "You did not go in",
            "present_child_female",
        ),
        ({"referral_2_to": "fire"}, "Enter the legal basis", "referral_2_legal_basis"),
        ({"referral_3_legal_basis": "A law"}, "Select who you", "referral_3_to"),
        (
            {"outcome": "disclosure_made", "narrative": ""},
            "The outcome speaks of a possible victim",
            "victim_1_age_group",
        ),
        ({"victim_2_alleges": "labour"}, "Select the age group", "victim_2_age_group"),
        (
            {"follow_up_on_day": "1", "follow_up_on_month": "1"}
            | {"follow_up_on_year": "2026"},
            "The follow-up must be on or after",
            "follow_up_on_day",
        ),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    cast: Cast, phone: Client, change: dict[str, str], sentence: str, field: str
) -> None:
    planned = make_planned(cast)

    answer = phone.post(f"/visits/record/{planned.id}/", form(**change))

    assert answer.status_code == 200
    assert "There is a problem" in answer.text
    assert sentence in answer.text
    assert f'href="#id_{field}"' in answer.text
    assert f'id="id_{field}"' in answer.text
    assert "<title>Error:" in " ".join(answer.text.split()).replace(
        "<title> ", "<title>"
    )
    kept = {"narrative": "The back door was locked", "leaflets": 'value="3"'}
    assert all(text in answer.text for name, text in kept.items() if name not in change)
    assert not Visit.objects.using("stored").exists()


def test_answers_about_signs_and_rows_stay_when_something_is_wrong(
    cast: Cast, phone: Client
) -> None:
    planned = make_planned(cast)
    change = {"referral_2_to": "fire", "referral_2_legal_basis": "The Order of 2005"}

    page = phone.post(
        f"/visits/record/{planned.id}/", find(spoken_to="", **change)
    ).text

    seen = r'name="sign_gen_cannot_leave"\s+type="radio"\s+value="seen"\s+checked'
    assert re.search(seen, page)
    assert 'value="The Order of 2005"' in page
    assert re.search(
        r'name="victim_1_alleges"\s+type="radio"\s+value="labour"\s+checked', page
    )
    assert page.count("<details open") + page.count('details" open') >= 4


def test_more_rows_come_without_complaint_and_lose_nothing(
    cast: Cast, phone: Client
) -> None:
    planned = make_planned(cast)
    sent = find(more="victim", spoken_to="", victim_4_age_group="child")

    answer = phone.post(f"/visits/record/{planned.id}/", sent)

    assert "There is a problem" not in answer.text
    assert "victim_8_age_group" in answer.text
    assert "referral_5_to" not in answer.text
    assert "The back door was locked" in answer.text
    assert 'name="victim_rows" value="8"' in answer.text
    assert not Visit.objects.using("stored").exists()


def test_the_enter_key_keeps_nothing_by_accident(cast: Cast, phone: Client) -> None:
    planned = make_planned(cast)

    page = phone.get(f"/visits/record/{planned.id}/").text
    main = page[page.index("<main") :]
    first = re.search(r'<button[^>]*type="submit"[^>]*>', main)
    answer = phone.post(f"/visits/record/{planned.id}/", form(more="none"))

    assert first
    assert 'name="more"' in first[0]
    assert "There is a problem" not in answer.text
    assert not Visit.objects.using("stored").exists()


def test_a_fifth_possible_victim_is_kept(cast: Cast, phone: Client) -> None:
    planned = make_planned(cast)
    fifth = {
        "victim_5_age_group": "adult",
        "victim_5_alleges": "sexual",
        "victim_5_is_brought_to_safety": "no",
        "victim_rows": "8",
    }

    phone.post(f"/visits/record/{planned.id}/", find(**fifth))

    (row,) = lists.list_outcomes(
        viewer=cast.actor("officer"), operation_id=planned.operation_id
    )
    assert (row.possible_victims, row.brought_to_safety) == (2, 1)


@pytest.mark.parametrize("rows", ["", "9999999", "-1", "x"])
def test_a_number_of_rows_that_is_none_does_no_harm(
    cast: Cast, phone: Client, rows: str
) -> None:
    planned = make_planned(cast)

    answer = phone.post(f"/visits/record/{planned.id}/", form(victim_rows=rows))

    assert answer.status_code == 302


def test_a_child_needs_a_referral_to_the_council(cast: Cast, phone: Client) -> None:
    planned = make_planned(cast)
    child = {"victim_1_age_group": "child"}
    referral = {"referral_1_to": "council_child", "referral_1_legal_basis": "s.130"}

    refused = phone.post(f"/visits/record/{planned.id}/", find(**child))
    kept = phone.post(f"/visits/record/{planned.id}/", find(**child, **referral))

    assert "You found a child: add a referral" in refused.text
    assert kept.status_code == 302


def test_a_visit_past_midnight_ends_on_the_next_day(cast: Cast, client: Client) -> None:
    planned = make_planned(cast)
    late = form(starts_at="23:40", ends_at="0:20")

    with time_machine.travel(NOON.replace(day=6), tick=False):
        client.login(email=cast.email("officer"), password=PASSWORD)
        client.post(f"/visits/record/{planned.id}/", late)

    (visit,) = Visit.objects.using("stored").all()
    assert (visit.started_at.day, visit.ended_at.day) == (5, 6)


def test_a_visit_that_was_cancelled_meanwhile_loses_nothing_typed(
    cast: Cast, phone: Client
) -> None:
    planned = make_planned(cast)
    visits.cancel_visit(
        planned_id=planned.id, reason="Rain", actor=cast.actor("planner"), at=NOON
    )

    opened = phone.get(f"/visits/record/{planned.id}/")
    sent = phone.post(f"/visits/record/{planned.id}/", form(), follow=True)

    assert "This visit cannot be recorded" in opened.text
    assert "a person decides about it: The visit was cancelled" in sent.text


def test_before_the_operation_runs_the_page_says_so(cast: Cast, phone: Client) -> None:
    planned = make_planned(cast, is_running=False)

    page = phone.get(f"/visits/record/{planned.id}/").text

    assert "Week of action is not running" in page


@pytest.mark.parametrize("part", ["colleague", "planner", "support_worker"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_for_who_is_not_on_the_team_the_page_is_absent(
    cast: Cast, client: Client, part: str, method: str
) -> None:
    planned = make_planned(cast)
    client.login(email=cast.email(part), password=PASSWORD)

    answer = getattr(client, method)(f"/visits/record/{planned.id}/", form())

    assert answer.status_code == 404
    assert not Visit.objects.using("stored").exists()


def test_the_page_answers_only_to_get_and_post(cast: Cast, phone: Client) -> None:
    planned = make_planned(cast)

    assert phone.put(f"/visits/record/{planned.id}/").status_code == 405


def test_the_page_takes_few_queries(
    cast: Cast, phone: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    planned = make_planned(cast)

    with django_assert_max_num_queries(30):
        phone.get(f"/visits/record/{planned.id}/")


def test_the_page_speaks_welsh(cast: Cast, client: Client) -> None:
    planned = make_planned(cast)
    client.login(email=cast.email("officer"), password=PASSWORD)
    client.post("/language/", {"language": "cy", "next": "/"})

    page = client.get(f"/visits/record/{planned.id}/").text

    assert "Bariau ewinedd" in page
    assert "Ddim yn rhydd i adael" in page
