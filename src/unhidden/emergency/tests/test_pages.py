"""What each page of emergency access shows, asks and refuses."""

from __future__ import annotations

import time
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.cast import PASSWORD, Cast
from tests.made.emergency import WORDS, exclude, make_ask, restrict, urn_of
from tests.made.safeguarding import make_case
from unhidden.audit.models import Event
from unhidden.emergency.models import Access

pytestmark = pytest.mark.django_db

ASKER = "other_support_worker"
ASK = "/emergency/own/open/"
NOT_FOUND = "No record of this reference can be opened"
MOST_QUERIES = 25


def as_(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def typed(reference: str) -> dict[str, str]:
    return {"reference": reference, "reason": "missing", "words": WORDS}


def stale(client: Client) -> None:
    """Ten minutes go by since this person proved who they are."""
    session = client.session
    for each in session["account_authentication_methods"]:
        each["at"] = time.time() - 600
    session.save()


def test_the_page_says_what_happens_before_it_asks(cast: Cast) -> None:
    page = as_(cast, ASKER).get(ASK).text

    assert "call 999 first" in page
    assert "for four hours" in page
    assert "with your name and your words" in page
    assert "within two working days" in page


def test_a_record_is_opened_read_and_closed(cast: Cast) -> None:
    case_id = make_case(cast)
    client, case_page = as_(cast, ASKER), f"/cases/{case_id}/"
    assert client.get(case_page).status_code == 404

    opened = client.post(ASK, typed(f" {urn_of(case_id).lower()} "))

    assert "The record is open to you for four hours" in opened.text
    assert case_page in opened.text
    page = client.get(case_page).text
    assert "This record is open to you in an emergency until" in page
    assert "Add a note" not in page
    assert "Record who they are" not in page
    assert urn_of(case_id) not in client.get("/cases/").text
    for path in ("notes/add/", "consent/", "referral/", "identity/record/", "team/"):
        assert client.get(case_page + path).status_code == 404

    access = Access.objects.using("stored").get()
    ended = client.post(f"/emergency/own/{access.id}/end/", follow=True)
    assert "The record is closed to you" in ended.text
    assert client.get(case_page).status_code == 404


def test_unknown_and_excluded_answer_alike_and_both_are_recorded(cast: Cast) -> None:
    case_id = make_case(cast)
    exclude(cast, case_id, cast.people[ASKER])
    client, urn = as_(cast, ASKER), urn_of(case_id)
    client.get(ASK)

    excluded, unknown = (
        client.post(ASK, typed(reference)) for reference in (urn, "NW-SC-2026-999999")
    )

    assert NOT_FOUND in excluded.text
    assert excluded.status_code == unknown.status_code == 200
    assert _bare(excluded.text, urn) == _bare(unknown.text, "NW-SC-2026-999999")
    events = Event.objects.using("stored").filter(name="emergency.refused")
    assert {event.detail["reference"] for event in events} == {
        urn,
        "NW-SC-2026-999999",
    }


def _bare(page: str, reference: str) -> list[str]:
    """The page without what was typed and without the token of its form."""
    lines = page.replace(reference, "").splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reference": ""}, "Enter the reference of the record"),
        ({"reason": ""}, "Select what the emergency is"),
        ({"words": ""}, "Enter why you must read this record now"),
        ({"words": "It is urgent"}, "Use 30 characters or more"),
        ({"words": "x" + " " * 40}, "Use 30 characters or more"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    cast: Cast, wrong: dict[str, str], sentence: str
) -> None:
    answer = as_(cast, ASKER).post(ASK, {**typed("NW-SC-2026-000001"), **wrong})

    assert sentence in answer.text
    assert WORDS in answer.text or "words" in wrong
    assert not Access.objects.using("stored").exists()


def test_whoever_proved_it_long_ago_is_asked_again(cast: Cast) -> None:
    case_id, client = make_case(cast), as_(cast, ASKER)
    stale(client)

    for answer in (client.get(ASK), client.post(ASK, typed(urn_of(case_id)))):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/account/again/")
    assert not Access.objects.using("stored").exists()


def test_whose_right_rests_sees_why_and_no_form(cast: Cast) -> None:
    make_ask(cast, make_case(cast), at=timezone.now() - timedelta(days=20))

    client = as_(cast, ASKER)

    for path in ("/emergency/own/", ASK):
        page = client.get(path).text
        assert "was not reviewed in time" in page
        assert 'name="reference"' not in page


def test_a_restricted_record_is_opened_on_two_persons_pages(cast: Cast) -> None:
    case_id = make_case(cast)
    restrict(cast, case_id)
    asker, lead = as_(cast, ASKER), as_(cast, "support_worker")

    asked = asker.post(ASK, typed(urn_of(case_id)))
    assert "a second person must agree" in asked.text
    assert asker.get(f"/cases/{case_id}/").status_code == 404

    access = Access.objects.using("stored").get()
    notice = f"/emergency/notices/{access.id}/"
    assert "Approve or refuse" in lead.get(notice).text
    done = lead.post(f"{notice}answer/", {"is_agreed": "yes"}, follow=True)
    assert "They can read it now" in done.text
    assert lead.get(f"{notice}answer/").status_code == 404
    assert asker.get(f"/cases/{case_id}/").status_code == 200


def test_the_second_person_is_asked_who_they_are_again(cast: Cast) -> None:
    case_id = make_case(cast)
    restrict(cast, case_id)
    asked, lead = make_ask(cast, case_id), as_(cast, "support_worker")
    stale(lead)

    answer = lead.post(
        f"/emergency/notices/{asked.access_id}/answer/", {"is_agreed": "yes"}
    )

    assert answer.headers["Location"].startswith("/account/again/")
    access = Access.objects.using("stored").get()
    assert access.opened_at is None


def test_the_owner_is_told_on_the_first_page_and_on_the_record(cast: Cast) -> None:
    case_id = make_case(cast)
    asked, lead = make_ask(cast, case_id), as_(cast, "support_worker")
    notice = f"/emergency/notices/{asked.access_id}/"

    assert "(1 waiting)" in lead.get("/").text
    case_page = lead.get(f"/cases/{case_id}/").text
    assert "Emergency access by Other Support Worker" in case_page
    assert notice in case_page
    assert WORDS in lead.get(notice).text
    assert urn_of(case_id) in lead.get("/emergency/notices/").text

    lead.post(f"{notice}seen/")
    review = {"outcome": "justified", "words": "She was found."}
    reviewed = lead.post(f"{notice}review/", review, follow=True)
    assert "The review is recorded" in reviewed.text
    assert "Emergency access by" not in lead.get(f"/cases/{case_id}/").text
    own = as_(cast, ASKER).get("/emergency/own/").text
    assert "She was found." in own


def test_a_review_wants_an_outcome_and_words(cast: Cast) -> None:
    asked = make_ask(cast, make_case(cast))
    path = f"/emergency/notices/{asked.access_id}/review/"

    answer = as_(cast, "support_worker").post(path, {"words": ""})

    assert "Select whether it was right to open this record" in answer.text
    assert "Enter why you think so" in answer.text


def test_nobody_else_finds_any_of_its_pages(cast: Cast) -> None:
    access_id = make_ask(cast, make_case(cast)).access_id

    assert _statuses(cast, "officer", access_id) == {404}
    for part in ("safeguarding_lead", "investigator", "planner"):
        client = as_(cast, part)
        seen = client.get(f"/emergency/notices/{access_id}/").status_code
        assert seen == (200 if part == "safeguarding_lead" else 404)
        review = client.get(f"/emergency/notices/{access_id}/review/")
        assert review.status_code == 404
        assert client.get(f"/emergency/own/{access_id}/end/").status_code == 404


def _statuses(cast: Cast, part: str, access_id: UUID) -> set[int]:
    client = as_(cast, part)
    paths = (
        "own/",
        "own/open/",
        f"own/{access_id}/end/",
        "notices/",
        f"notices/{access_id}/",
        f"notices/{access_id}/answer/",
        f"notices/{access_id}/review/",
        "oversight/",
    )
    return {client.get(f"/emergency/{path}").status_code for path in paths}


def test_oversight_sees_counts_and_names_and_nothing_of_a_record(cast: Cast) -> None:
    case_id = make_case(cast)
    make_ask(cast, case_id, at=timezone.now() - timedelta(days=20))

    page = as_(cast, "overseer").get("/emergency/oversight/").text

    assert "Reviews that are late" in page
    assert page.count("Other Support Worker") == 2  # late, and their right rests
    assert urn_of(case_id) not in page
    assert WORDS not in page


def test_no_page_asks_the_database_more_than_it_should(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case_id = make_case(cast)
    for _ in range(3):
        asked = make_ask(cast, make_case(cast))
    lead = as_(cast, "support_worker")
    asker = as_(cast, ASKER)

    for client, path in (
        (lead, "/emergency/notices/"),
        (lead, f"/emergency/notices/{asked.access_id}/"),
        (lead, f"/cases/{case_id}/"),
        (asker, f"/cases/{asked.record_id}/"),
        (asker, "/emergency/own/"),
        (as_(cast, "overseer"), "/emergency/oversight/"),
    ):
        client.get(path)
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(path).status_code == 200
