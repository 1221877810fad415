"""Reading one's visits, one visit, and those of an operation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOON, PASSWORD, Cast
from tests.made.visits import make_find, make_planned, make_visit
from unhidden.visits.queries import one
from unhidden.visits.rules.records import FoundVictim, ReferralMade, SignAnswered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def sign_in(cast: Cast, client: Client, part: str) -> None:
    client.login(email=cast.email(part), password=PASSWORD)


def test_my_visits_come_by_when_they_are_due(cast: Cast, client: Client) -> None:
    make_visit(cast, planned=make_planned(cast, premises="Recorded Nails"))
    make_planned(cast, premises="Late Nails", starts_at=time(9))
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        sign_in(cast, client, "officer")
        tomorrow = client.get("/visits/").text
    sign_in(cast, client, "officer")

    today = client.get("/visits/").text

    assert today.index("Late Nails") < today.index("Recorded Nails")
    assert "9am" in today
    assert "Not recorded yet" not in today
    assert "No visit today" in tomorrow
    assert tomorrow.index("Not recorded yet") < tomorrow.index("Late Nails")


def test_who_has_no_visits_is_told_so(cast: Cast, client: Client) -> None:
    make_planned(cast)
    sign_in(cast, client, "colleague")

    page = client.get("/visits/").text

    assert "No visit is planned for your teams" in page
    assert "Castle Nails" not in page


def test_my_visits_are_absent_for_who_records_none(cast: Cast, client: Client) -> None:
    sign_in(cast, client, "analyst")

    assert client.get("/visits/").status_code == 404


def test_the_record_is_readable(cast: Cast, client: Client) -> None:
    visit_id = make_find(
        cast,
        signs=(
            SignAnswered("gen_cannot_leave", "seen"),
            SignAnswered("gen_no_docs", "could_not_look"),
        ),
        referrals=(ReferralMade("council_adult", "Section 128"),),
        narrative="The back door <b>was</b> locked",
    )
    sign_in(cast, client, "officer")

    page = client.get(f"/visits/{visit_id}/").text

    for text in (
        "Castle Nails",
        "Week of action",
        "Potential victim identified",
        "Consent of the occupier: Manager",
        "Could not look",
        "Council: adult at risk",
        "Section 128",
        "Possible victim 1",
        "Brought to safety",
        "The back door &lt;b&gt;was&lt;/b&gt; locked",
        "Synthetic",
        "A strong sign: one alone",
    ):
        assert text in page


def test_doors_lead_to_a_case_and_an_investigation(cast: Cast, client: Client) -> None:
    visit_id = make_find(cast)
    (person,) = one.get_visit(
        viewer=cast.actor("officer"), visit_id=visit_id
    ).possible_victims
    sign_in(cast, client, "officer")

    page = client.get(f"/visits/{visit_id}/").text

    assert f"/cases/open/{person.id}/" in page
    assert f"/investigations/ask/{visit_id}/" in page
    assert "/investigations/open/" not in page
    assert f"/visits/{visit_id}/learnt/" in page


def test_a_partner_sees_no_door_that_is_not_theirs(cast: Cast, client: Client) -> None:
    visit_id = make_find(cast, by="charity_visitor")
    sign_in(cast, client, "charity_visitor")

    page = client.get(f"/visits/{visit_id}/").text

    assert "Possible victim 1" in page
    assert "/investigations/" not in page
    assert "/learnt/" not in page


def test_who_may_not_see_operations_is_not_led_to_one(
    cast: Cast, client: Client
) -> None:
    visit_id = make_visit(cast)
    sign_in(cast, client, "investigator")

    answer = client.get(f"/visits/{visit_id}/")

    assert answer.status_code == 200
    assert "/visits/operation/" not in answer.text


@pytest.mark.parametrize("part", ["support_worker", "communications"])
def test_a_record_is_absent_for_who_may_not_read_it(
    cast: Cast, client: Client, part: str
) -> None:
    visit_id = make_visit(cast)
    sign_in(cast, client, part)

    assert client.get(f"/visits/{visit_id}/").status_code == 404


def test_an_unknown_record_is_absent(cast: Cast, client: Client) -> None:
    sign_in(cast, client, "officer")

    assert client.get(f"/visits/{uuid4()}/").status_code == 404


def test_the_operation_s_visits_are_listed_with_totals(
    cast: Cast, client: Client
) -> None:
    planned = make_planned(cast)
    make_find(
        cast,
        planned=planned,
        people=(FoundVictim("adult", "none_yet", is_brought_to_safety=False),),
    )
    sign_in(cast, client, "planner")
    address = f"/visits/operation/{planned.operation_id}/"

    every = client.get(address).text
    other = client.get(address, {"outcome": "no_answer"}).text
    nonsense = client.get(address, {"outcome": "x", "on": "yesterday"}).text

    assert "Castle Nails" in every
    assert "Castle Nails" in client.get(address, {"on": "2026-01-05"}).text
    assert "No visit is like that" in other
    assert "Remove this filter:" in other
    assert "Remove this filter:" not in nonsense
    assert "Castle Nails" in nonsense


def test_a_filter_is_taken_off_and_the_other_stays(cast: Cast, client: Client) -> None:
    planned = make_planned(cast)
    make_visit(cast, planned=planned)
    sign_in(cast, client, "planner")
    address = f"/visits/operation/{planned.operation_id}/"

    page = client.get(
        address, {"outcome": "advice_given", "on": "2026-01-05", "page": "2"}
    ).text

    assert 'href="?on=2026-01-05"' in page
    assert 'href="?outcome=advice_given"' in page


def test_an_operation_without_visits_says_so(cast: Cast, client: Client) -> None:
    planned = make_planned(cast)
    sign_in(cast, client, "planner")

    page = client.get(f"/visits/operation/{planned.operation_id}/").text

    assert "No visit of this operation is recorded yet" in page


@pytest.mark.parametrize("part", ["support_worker", "communications"])
def test_the_operation_s_visits_are_absent_for_others(
    cast: Cast, client: Client, part: str
) -> None:
    planned = make_planned(cast)
    sign_in(cast, client, part)

    answer = client.get(f"/visits/operation/{planned.operation_id}/")

    assert answer.status_code == 404


@pytest.mark.parametrize(
    "address", ["/visits/", "/visits/{visit}/", "/visits/operation/{operation}/"]
)
def test_pages_to_read_answer_only_to_get(
    cast: Cast, client: Client, address: str
) -> None:
    planned = make_planned(cast)
    visit = make_visit(cast, planned=planned)
    sign_in(cast, client, "officer")
    where = address.format(visit=visit, operation=planned.operation_id)

    assert client.get(where).status_code == 200
    assert client.post(where).status_code == 405


def test_pages_take_few_queries(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    planned = make_planned(cast)
    visit = make_find(
        cast, planned=planned, signs=(SignAnswered("gen_cannot_leave", "seen"),)
    )
    sign_in(cast, client, "officer")

    for address in (
        "/visits/",
        f"/visits/{visit}/",
        f"/visits/{visit}/learnt/",
        f"/visits/operation/{planned.operation_id}/",
    ):
        with django_assert_max_num_queries(25):
            client.get(address)


def test_nobody_reads_anything_signed_out(cast: Cast, client: Client) -> None:
    visit_id = make_visit(cast)

    assert client.get(f"/visits/{visit_id}/").status_code == 302
