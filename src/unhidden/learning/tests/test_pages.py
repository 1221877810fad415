"""The pages by reader, and the guide."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from unhidden.learning.queries import audiences
from unhidden.reporting import queries as reporting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_site")]

OURS = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
READERS = [audience.code for audience in audiences.AUDIENCES]
# What a public page must never ask for: it would make its reader a source.
ASKS_FOR_MORE = re.compile(
    r"(?<!do not )(?<!not to )\b(keep watching|follow them|follow him|take pictures|"
    r"take photos|find out who|find out more|note number plates)\b",
    re.IGNORECASE,
)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode().replace("&#x27;", "'")


def test_there_is_a_page_for_each_of_the_readers() -> None:
    assert set(READERS) == {
        "workers",
        "young-people",
        "landlords",
        "hotels",
        "businesses",
        "professionals",
    }


@pytest.mark.parametrize("prefix", ["", "/cy"])
@pytest.mark.parametrize("code", READERS)
def test_each_page_ends_with_whom_to_call_and_how_to_report(
    client: Client, code: str, prefix: str
) -> None:
    text = page(client, f"{prefix}/for/{code}/").partition("<h1")[2]

    assert 'href="tel:999"' in text
    assert f'href="{prefix}/who-to-call/"' in text
    assert f'href="{prefix}/report/"' in text


@pytest.mark.parametrize("code", READERS)
def test_no_page_asks_anybody_to_find_out_more(client: Client, code: str) -> None:
    assert ASKS_FOR_MORE.search(page(client, f"/for/{code}/")) is None


def test_professionals_are_told_that_a_report_is_neither_referral_nor_duty(
    client: Client,
) -> None:
    text = page(client, "/for/professionals/")

    assert "section 128" in text
    assert "section 130" in text
    assert "https://www.modernslavery.gov.uk/start" in text
    assert "It is not a referral, not a Duty to Notify" in text


def test_young_people_are_given_the_childrens_lines(client: Client) -> None:
    (group,) = (each for each in reporting.list_channels() if each.code == "children")

    text = page(client, "/for/young-people/")

    assert all(channel.name in text for channel in group.channels)


@pytest.mark.parametrize("code", ["nobody", "audience", ".."])
def test_readers_that_are_not_there_are_absent(client: Client, code: str) -> None:
    assert client.get(f"/for/{code}/").status_code == 404


@pytest.mark.parametrize(
    ("answers", "title"),
    [
        ({"danger": "yes", "child": "no"}, "Call 999 now"),
        ({"child": "not_sure"}, "Report it today"),
        ({"seen": "several", "danger": "no"}, "Report it, or talk to somebody"),
        ({}, "You may tell us"),
    ],
)
def test_the_guide_answers_in_the_same_page_and_keeps_nothing(
    client: Client, answers: dict[str, str], title: str
) -> None:
    answer = client.post("/should-i-report/", answers, headers=OURS)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"
    assert re.search(rf"<h1[^>]*>{title}", text)
    assert 'type="hidden"' not in text


def test_the_guide_takes_no_answers_from_the_address(client: Client) -> None:
    text = page(client, "/should-i-report/?danger=yes")

    assert "checked" not in text
    assert len(re.findall(r"<fieldset", text)) == 5


def test_an_answer_that_was_not_offered_is_asked_for_again(client: Client) -> None:
    sent = {"danger": "<b>\x00", "who": "nobody"}

    answer = client.post("/should-i-report/", sent, headers=OURS)

    assert answer.status_code == 200
    assert "Select one of the answers" in answer.content.decode()
