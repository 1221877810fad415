"""Sending the desk what a visit taught us."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
import time_machine
from django.test import Client

from tests.cast import NOON, PASSWORD, Cast
from tests.made.visits import make_planned, make_visit
from unhidden.intelligence import queries as desk
from unhidden.intelligence.reports.queries import lists, sources
from unhidden.visits.rules.records import SignAnswered

pytestmark = pytest.mark.django_db

KEY = "9c0ff1f6-4a0c-4c55-9ed2-0d8f9df3c8bb"
SENT = {
    "key": KEY,
    "text": "Three people sleep above the shop.",
    "sign_codes": "gen_cannot_leave",
    "raw": "The woman at the till said so.",
    "provenance": "Told to the officer at the till.",
    "source": "1",
    "assessment": "B",
    "handling": "C",
    "conditions": "Not to be shared with the landlord.",
    "people": "",
    "vehicles": "AB12 CDE\n\nCD34 EFG",
    "phones": "",
}


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def visited(cast: Cast, client: Client, *, kind: str = "soft") -> UUID:
    """A visit that saw a sign, and the officer signed in to report on it."""
    client.login(email=cast.email("officer"), password=PASSWORD)
    seen = (SignAnswered("gen_cannot_leave", "seen"),)
    return make_visit(cast, planned=make_planned(cast, kind=kind), signs=seen)


def test_the_report_reaches_the_desk(cast: Cast, client: Client) -> None:
    visit_id = visited(cast, client)

    answer = client.post(f"/visits/{visit_id}/learnt/", SENT, follow=True)

    (row,) = desk.reports_of_visit(viewer=cast.actor("analyst"), visit_id=visit_id)
    assert row.grades == ("1BC",)
    assert answer.redirect_chain == [(f"/visits/{visit_id}/", 302)]
    assert "The desk has what the visit taught us" in answer.text
    assert row.urn in answer.text
    report = desk.get_graded_report(
        viewer=cast.actor("analyst"), intelligence_id=row.id
    )
    vehicles = [one.text for one in report.items[0].mentions if one.kind == "vehicle"]
    assert sorted(vehicles) == ["AB12 CDE", "CD34 EFG"]


def test_who_told_the_team_comes_back_and_the_source_unit_is_told(
    cast: Cast, client: Client
) -> None:
    visit_id = visited(cast, client)
    page = f"/visits/{visit_id}/learnt/"
    for key in (KEY, KEY.replace("9c", "9d")):
        sent = SENT | {"key": key, "told_by": "The till, 07700 900456"}
        assert client.post(page, sent).status_code == 302

    (card,) = sources.source_matches(viewer=cast.actor("source_unit")).rows
    assert card.reports == 2


def test_a_report_sent_twice_is_written_once(cast: Cast, client: Client) -> None:
    visit_id = visited(cast, client)
    client.post(f"/visits/{visit_id}/learnt/", SENT)

    answer = client.post(f"/visits/{visit_id}/learnt/", SENT, follow=True)

    assert "This was sent to the desk already" in answer.text
    assert lists.list_graded_reports(viewer=cast.actor("analyst")).total == 1


def test_the_page_grades_as_one_s_own_observation(cast: Cast, client: Client) -> None:
    visit_id = visited(cast, client, kind="safeguarding")

    page = client.get(f"/visits/{visit_id}/learnt/").text

    chosen = re.findall(r'name="(\w+)"\s+type="\w+"\s+value="(\w+)"\s+checked', page)
    assert chosen == [
        ("sign_codes", "gen_cannot_leave"),
        ("source", "1"),
        ("assessment", "A"),
        ("handling", "C"),
    ]
    assert "Not for immigration enforcement" in page
    assert "This was a safeguarding visit" in page


def test_who_was_not_there_grades_for_themselves(cast: Cast, client: Client) -> None:
    visit_id = visited(cast, client)
    client.login(email=cast.email("analyst"), password=PASSWORD)

    page = client.get(f"/visits/{visit_id}/learnt/").text

    assert not re.search(r'name="source"\s+type="radio"\s+value="1"\s+checked', page)


@pytest.mark.parametrize(
    ("change", "sentence", "field"),
    [
        ({"text": ""}, "Enter what the desk should know", "text"),
        ({"raw": ""}, "Enter what was seen and said", "raw"),
        ({"provenance": " "}, "Enter how you know", "provenance"),
        ({"source": ""}, "Select the grade of the source", "source"),
        ({"assessment": "Z"}, "Select one of the answers", "assessment"),
        ({"handling": ""}, "Select the handling", "handling"),
        ({"conditions": ""}, "Enter at least one condition", "conditions"),
        ({"handling": "P"}, "is shared with conditions: select C", "handling"),
        ({"text": "SECRET"}, "Nothing above OFFICIAL-SENSITIVE", "text"),
        ({"phones": "0" * 201}, "Use 200 characters or fewer", "phones"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    cast: Cast, client: Client, change: dict[str, str], sentence: str, field: str
) -> None:
    visit_id = visited(cast, client, kind="safeguarding")

    page = client.post(f"/visits/{visit_id}/learnt/", {**SENT, **change}).text

    assert sentence in page
    assert f'href="#id_{field}"' in page
    assert KEY in page
    assert "CD34 EFG" in page
    assert lists.list_graded_reports(viewer=cast.actor("analyst")).total == 0


def test_a_key_that_is_none_does_no_harm(cast: Cast, client: Client) -> None:
    visit_id = visited(cast, client)

    answer = client.post(f"/visits/{visit_id}/learnt/", {**SENT, "key": "x"})

    assert answer.status_code == 302


@pytest.mark.parametrize("part", ["charity_visitor", "planner", "support_worker"])
def test_the_page_is_absent_for_who_writes_no_intelligence(
    cast: Cast, client: Client, part: str
) -> None:
    visit_id = visited(cast, client)
    client.login(email=cast.email(part), password=PASSWORD)

    assert client.get(f"/visits/{visit_id}/learnt/").status_code == 404
    assert client.post(f"/visits/{visit_id}/learnt/", SENT).status_code == 404


def test_the_page_answers_only_to_get_and_post(cast: Cast, client: Client) -> None:
    visit_id = visited(cast, client)

    assert client.delete(f"/visits/{visit_id}/learnt/").status_code == 405
