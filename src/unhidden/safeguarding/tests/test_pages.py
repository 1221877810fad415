"""What each page of a case shows, keeps and refuses."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.made.safeguarding import make_case
from unhidden.audit.models import Event
from unhidden.safeguarding.models import Case

pytestmark = pytest.mark.django_db


def _as(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def test_the_list_shows_only_ones_own_cases(cast: Cast) -> None:
    urn = Case.objects.using("stored").get(id=make_case(cast)).urn

    assert urn in _as(cast, "support_worker").get("/cases/").text
    assert urn not in _as(cast, "other_support_worker").get("/cases/").text


def test_a_case_page_is_absent_for_everybody_else(cast: Cast) -> None:
    url = f"/cases/{make_case(cast)}/"

    assert _as(cast, "support_worker").get(url).status_code == 200
    for part in ("officer", "other_support_worker", "investigator", "partner"):
        assert _as(cast, part).get(url).status_code == 404


def test_a_form_keeps_what_was_typed_when_something_is_missing(cast: Cast) -> None:
    url = f"/cases/{make_case(cast)}/consent/support/"

    answer = _as(cast, "support_worker").post(url, {"language": "ti"})

    assert "Select what they said" in answer.text
    assert '<option value="ti" selected' in answer.text


def test_the_identity_opens_by_a_press_of_a_button_only(cast: Cast) -> None:
    case_id = make_case(cast)
    client = _as(cast, "support_worker")
    client.post(
        f"/cases/{case_id}/identity/record/",
        {"name": "Hidden Name", "born": "", "contact": "", "seen": "0"},
    )

    page = client.get(f"/cases/{case_id}/")
    opened = client.post(f"/cases/{case_id}/identity/")

    assert "Hidden Name" not in page.text
    assert client.get(f"/cases/{case_id}/identity/").status_code == 405
    assert "Hidden Name" in opened.text
    assert "no-store" in opened.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("path", "typed", "shown"),
    [
        ("notes/add/", {"text": "A quiet day"}, "A quiet day"),
        (
            "consent/nrm/",
            {"answer": "yes", "language": "en", "basis": "own"},
            "What they said is recorded",
        ),
        (
            "deadlines/follow_up/",
            {
                "happened_on_day": "6",
                "happened_on_month": "1",
                "happened_on_year": "2026",
                "route": "in_person",
                "party": "person",
            },
            "Recorded as done",
        ),
    ],
)
def test_a_team_member_works_the_case(
    cast: Cast, path: str, typed: dict[str, str], shown: str
) -> None:
    url = f"/cases/{make_case(cast)}/"
    client = _as(cast, "support_worker")

    answer = client.post(url + path, typed, follow=True)

    assert shown in answer.text


def test_a_referral_without_consent_is_refused_with_the_way_on(cast: Cast) -> None:
    url = f"/cases/{make_case(cast)}/referral/"

    answer = _as(cast, "support_worker").post(
        url,
        {
            "reference": "HO-2",
            "submitted": "on",
            "happened_on_day": "5",
            "happened_on_month": "1",
            "happened_on_year": "2026",
        },
    )

    assert "Record first whether the person agrees" in answer.text
    assert "HO-2" in answer.text


def test_the_lead_adds_and_takes_off_colleagues(cast: Cast) -> None:
    case_id: UUID = make_case(cast)
    client = _as(cast, "safeguarding_lead")
    other = cast.people["other_support_worker"]

    added = client.post(
        f"/cases/{case_id}/team/", {"person": str(other), "role": "worker"}, follow=True
    )
    asked = client.get(f"/cases/{case_id}/team/{other}/end/")
    ended = client.post(f"/cases/{case_id}/team/{other}/end/", follow=True)

    assert "Other Support Worker" in added.text
    assert "Take Other Support Worker off this case?" in asked.text
    assert "They have left the team" in ended.text


def test_a_case_page_asks_few_questions_of_the_database(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    case_id = make_case(cast)
    client = _as(cast, "support_worker")

    with django_assert_max_num_queries(25):  # type: ignore[operator]
        client.get(f"/cases/{case_id}/")


def test_a_birth_date_that_makes_an_adult_a_child_says_so(cast: Cast) -> None:
    case_id = make_case(cast)
    url = f"/cases/{case_id}/identity/record/"
    told = {"name": "Mai", "born": "14 June 2020", "contact": "", "seen": "0"}

    page = _as(cast, "support_worker").post(url, told, follow=True).text

    assert "This date of birth makes them a child" in page
    assert "Tell the council’s children’s services" in page


def test_what_is_typed_to_find_a_case_stands_in_no_address(cast: Cast) -> None:
    row = Case.objects.using("stored").get(id=make_case(cast))
    team, other = _as(cast, "support_worker"), _as(cast, "other_support_worker")

    found = team.post("/cases/find/", {"reference": row.urn[-6:].lower()})
    hidden = other.post("/cases/find/", {"reference": row.urn})
    named = team.post("/cases/find/", {"reference": "Mai"})

    assert f"/cases/{row.id}/" in found.text
    assert str(row.id) not in hidden.text + named.text
    assert 'name="reference"' not in team.get("/cases/").text
    assert team.get("/cases/", {"reference": "nobody"}).text.count(row.urn) == 1


def test_who_looked_for_a_reference_is_recorded_by_its_hash_alone(cast: Cast) -> None:
    row = Case.objects.using("stored").get(id=make_case(cast))
    team = _as(cast, "support_worker")

    for _ in range(2):
        team.post("/cases/find/", {"reference": row.urn})
    team.post("/cases/find/", {"reference": "Mai"})

    told = Event.objects.using("stored").filter(name="audit.list_seen")
    hashes = [each.query_hash for each in told.order_by("at", "id")]
    assert (len(hashes), len(set(hashes)), "" in hashes) == (3, 2, False)
