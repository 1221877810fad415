"""What the pages of a person show, keep and refuse."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.made.safeguarding import make_case, make_case_offer, make_person
from unhidden.safeguarding.models import Case, CaseOffer

pytestmark = pytest.mark.django_db
CONTACT = {
    "route": "text",
    "days": ["0", "1"],
    "opens": "18:00",
    "closes": "20:00",
    "address": "07700 900123",
    "to_say": "It is Ann",
    "never": "police",
    "told_on_day": "5",
    "told_on_month": "1",
    "told_on_year": "2026",
}


def _as(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def _envelope(cast: Cast, **change: Any) -> dict[str, Any]:
    return {
        "to_organisation": str(cast.organisations["bawso"]),
        "urgency": "today",
        "held_by": "reception",
        "needs": ["shelter"],
        "language": "vi",
        "council": "",
        "is_safe_to_contact": "no",
    } | change


def test_an_officer_offers_somebody_and_the_page_says_who_holds_them(
    cast: Cast,
) -> None:
    url = f"/cases/open/{make_person(cast)}/"
    client = _as(cast, "officer")

    empty = client.post(url, _envelope(cast, to_organisation=""))
    offered = client.post(url, _envelope(cast), follow=True)
    again = client.post(url, _envelope(cast))

    assert "Select whom you ask" in empty.text
    assert "Until then they are with: A place of safety" in offered.text
    assert "This person is offered already" in again.text


def test_a_supervisor_takes_somebody_on(cast: Cast) -> None:
    offer_id = make_case_offer(cast, make_person(cast), by="officer")
    url, client = f"/cases/offers/{offer_id}/", _as(cast, "support_manager")

    seen = client.get(url)
    done = client.post(
        f"{url}accept/", {"worker": str(cast.people["support_worker"])}, follow=True
    )
    twice = client.post(f"{url}accept/", {"worker": str(cast.people["support_worker"])})

    assert "Take them on" in seen.text
    assert "You have taken them on" in done.text
    assert "Somebody was first" in twice.text


@pytest.mark.parametrize("part", ["analyst", "investigator", "other_support_manager"])
def test_an_offer_is_absent_for_everybody_else(cast: Cast, part: str) -> None:
    offer_id = make_case_offer(cast, make_person(cast), by="officer")

    for path in ("", "accept/", "decline/", "next/"):
        answer = _as(cast, part).get(f"/cases/offers/{offer_id}/{path}")
        assert answer.status_code == 404


def test_a_declined_offer_is_passed_on_from_its_page(cast: Cast) -> None:
    offer_id = make_case_offer(cast, make_person(cast), by="officer")
    _as(cast, "support_manager").post(
        f"/cases/offers/{offer_id}/decline/", {"reason": "no_room"}
    )
    client = _as(cast, "officer")

    seen = client.get(f"/cases/offers/{offer_id}/")
    asked = client.post(
        f"/cases/offers/{offer_id}/next/",
        {"to_organisation": str(cast.organisations["red_cross"])},
        follow=True,
    )

    assert "Nobody has taken them on" in seen.text
    assert "British Red Cross" in asked.text
    assert CaseOffer.objects.using("stored").count() == 2


def test_a_support_worker_opens_a_case_for_somebody_who_came(cast: Cast) -> None:
    typed = {
        "way_in": "hospital",
        "age_group": "adult",
        "worker": str(cast.people["support_worker"]),
    }

    done = _as(cast, "support_worker").post("/cases/new/", typed, follow=True)

    assert "The case is open" in done.text
    assert Case.objects.using("stored").get().way_in == "hospital"


@pytest.mark.parametrize(
    "path",
    ["person/", "contacts/", "speaking/", "links/new/", "contacts/new/", "another/",
     "contacts/check/", "speaking/record/", "interpreters/new/"],
)  # fmt: skip
def test_each_part_is_reached_by_the_team_in_few_questions_and_nobody_else(
    cast: Cast, path: str, django_assert_max_num_queries: Any
) -> None:
    url = f"/cases/{make_case(cast)}/{path}"
    client = _as(cast, "support_worker")

    with django_assert_max_num_queries(30):
        assert client.get(url).status_code == 200
    for part in ("officer", "other_support_worker", "investigator"):
        assert _as(cast, part).get(url).status_code == 404


def test_a_safe_way_is_recorded_opened_and_asked_about(cast: Cast) -> None:
    url = f"/cases/{make_case(cast)}/contacts/"
    client = _as(cast, "support_worker")

    before = client.get(url)
    client.post(f"{url}new/", CONTACT)
    closed, opened = client.get(url), client.post(url)
    refused = client.post(f"{url}check/", {"route": "call", "text": "It is Ann"})

    assert "No safe way is known" in before.text
    assert "900123" not in closed.text
    assert "900123" in opened.text
    assert "they did not name it" in refused.text
    assert "It is Ann" in refused.text


def test_a_colleagues_identity_is_not_overwritten_unseen(cast: Cast) -> None:
    url = f"/cases/{make_case(cast)}/identity/record/"
    client = _as(cast, "support_worker")
    client.post(url, {"name": "First Name", "seen": "0"})

    refused = client.post(url, {"name": "Second Name", "seen": "0"})
    saved = client.post(url, {"name": "Second Name", "seen": "1"})

    assert "A colleague recorded who they are meanwhile" in refused.text
    assert "Second Name" in refused.text
    assert 'name="seen" value="1"' in refused.text
    assert saved.status_code == 302


def test_the_list_is_narrowed_in_the_database(cast: Cast) -> None:
    urns = [_urn(make_case(cast)) for _ in range(2)]
    client = _as(cast, "support_worker")

    found = client.post("/cases/find/", {"reference": urns[0][-4:]})
    closed = client.get("/cases/", {"stands": "closed"})

    assert urns[0] in found.text
    assert urns[1] not in found.text
    assert "No case of yours fits this" in closed.text


def _urn(case_id: UUID) -> str:
    return Case.objects.using("stored").get(id=case_id).urn


def test_a_supervisor_alone_is_led_to_cases_that_look_alike(cast: Cast) -> None:
    make_case(cast)

    assert "/cases/twins/" in _as(cast, "support_manager").get("/cases/").text
    assert "/cases/twins/" not in _as(cast, "support_worker").get("/cases/").text
    assert _as(cast, "support_worker").get("/cases/twins/").status_code == 404


def test_whoever_has_just_declined_is_not_asked_next(cast: Cast) -> None:
    offer_id = make_case_offer(cast, make_person(cast), by="officer")
    url = f"/cases/offers/{offer_id}/"
    _as(cast, "support_manager").post(f"{url}decline/", {"reason": "no_room"})

    page = _as(cast, "officer").get(f"{url}next/").text

    assert str(cast.organisations["red_cross"]) in page
    assert str(cast.organisations["bawso"]) not in page
