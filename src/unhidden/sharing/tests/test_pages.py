"""What each page of sharing shows, keeps and refuses."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.made.intelligence import make_intelligence
from tests.made.sharing import (
    CASE,
    GIVER,
    RECEIVER,
    accept,
    make_accepted,
    make_draft,
    make_draft_agreement,
    make_offer,
)
from tests.made.visits import make_find
from unhidden.safeguarding.models import Case
from unhidden.sharing.models import Agreement, Share

pytestmark = pytest.mark.django_db

STRANGERS = ("partner", "communications", "administrator")
TERMS = {
    "title": "Looking after people together",
    "domains": ["safeguarding_case"],
    "categories": ["narrative"],
    "purposes": ["safeguarding_support"],
    "legal_basis": "sswba_2014",
    "legal_words": "",
    "from_on_day": "1",
    "from_on_month": "1",
    "from_on_year": "2026",
    "to_on_day": "31",
    "to_on_month": "12",
    "to_on_year": "2040",
    "review_on_day": "1",
    "review_on_month": "1",
    "review_on_year": "2030",
}


def _as(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def share_url(share_id: UUID) -> str:
    return f"/shares/{CASE}/{share_id}/"


def record_url(case_id: UUID) -> str:
    return f"/records/{CASE}/{case_id}/"


def test_an_agreement_is_written_signed_and_ended_on_pages(cast: Cast) -> None:
    lead = _as(cast, "safeguarding_lead")
    parties = [str(cast.organisations["bawso"])]

    written = lead.post("/agreements/write/", TERMS | {"parties": parties}, follow=True)
    url = written.redirect_chain[0][0]
    asked = lead.post(f"{url}sign/", {"version": "1"})
    signed = lead.post(f"{url}sign/", {"version": "1", "read": "on"}, follow=True)
    other = _as(cast, "support_manager").post(
        f"{url}sign/", {"version": "1", "read": "on"}, follow=True
    )
    ended = lead.post(f"{url}end/", {"reason": "Replaced by another"}, follow=True)

    assert "Draft" in written.text
    assert "Confirm that you have read it" in asked.text
    assert "Waiting for signatures" in signed.text
    assert "In force" in other.text
    assert "signed by Support Manager" in other.text
    assert "Replaced by another" in ended.text
    assert "Ended early" in lead.get("/agreements/").text


def test_terms_that_do_not_add_up_are_said_and_kept(cast: Cast) -> None:
    wrong = {"to_on_year": "2020", "legal_basis": "other", "parties": []}

    answer = _as(cast, "safeguarding_lead").post("/agreements/write/", TERMS | wrong)

    assert "Select the other parties" in answer.text
    assert "The last day must not be before the first" in answer.text
    assert "Looking after people together" in answer.text
    assert Agreement.objects.using("stored").count() == 0


def test_only_the_keeper_changes_a_draft_and_sees_what_stood_there(cast: Cast) -> None:
    url = f"/agreements/{make_draft_agreement(cast)}/"
    lead = _as(cast, "safeguarding_lead")
    parties = [str(cast.organisations["bawso"])]

    shown = lead.get(f"{url}change/")
    changed = lead.post(f"{url}change/", TERMS | {"parties": parties}, follow=True)

    assert "Supporting survivors in North Wales" in shown.text
    assert "Looking after people together" in changed.text
    assert _as(cast, "support_manager").get(f"{url}change/").status_code == 404


def test_a_document_is_noted(cast: Cast, agreement_id: UUID) -> None:
    url = f"/agreements/{agreement_id}/"
    typed = {
        "title": "Impact assessment",
        "kept_at": "IG/7",
        "dated_on_day": "2",
        "dated_on_month": "11",
        "dated_on_year": "2025",
    }

    answer = _as(cast, "support_manager").post(f"{url}documents/", typed, follow=True)

    assert "Impact assessment, 2 November 2025: IG/7" in answer.text


def typed_share(agreement_id: UUID, cast: Cast, **given: Any) -> dict[str, Any]:
    return {
        "under": f"{agreement_id}/{cast.organisations['red_cross']}",
        "categories": ["narrative"],
        "purposes": ["safeguarding_support"],
        "until_on_day": "1",
        "until_on_month": "3",
        "until_on_year": "2040",
        "basis": "ground",
        "ground": "adult_at_risk",
        "ground_words": "She is followed.",
        "authoriser": str(cast.people["support_worker"]),
        "urgency": "today",
        "area": "Wrexham",
        "needs": "A safe house",
        "language": "Tigrinya",
        "is_safe_to_contact": "no",
    } | given


def test_a_case_is_shared_from_its_page_to_the_receivers_team(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    giver, receiver = _as(cast, GIVER), _as(cast, RECEIVER)
    door = giver.get(f"/cases/{case_id}/").text
    assert record_url(case_id) in door
    assert record_url(case_id) + "share/" in giver.get(record_url(case_id)).text

    drafted = giver.post(
        record_url(case_id) + "share/", typed_share(agreement_id, cast), follow=True
    )
    url = drafted.redirect_chain[0][0]
    offered = giver.post(f"{url}offer/", follow=True)
    waiting = receiver.get("/shares/")
    envelope = receiver.get(url)
    empty = receiver.post(f"{url}accept/", {"sent": "yes"})
    accepted = receiver.post(
        f"{url}accept/",
        {"people": [str(cast.people["other_support_worker"])]},
        follow=True,
    )

    urn = Case.objects.using("stored").get(id=case_id).urn
    assert "It must name nobody" in drafted.text
    assert "Offered, waiting for an answer" in offered.text
    assert "A safe house" in waiting.text
    assert "This is all you see before you accept" in envelope.text
    assert urn not in envelope.text + waiting.text
    assert "Select who will work on it" in empty.text
    assert "The colleagues you chose see it now" in accepted.text
    assert urn in _as(cast, "other_support_worker").get("/cases/").text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"needs": "Ask Selam"}, "Take this out of the envelope"),
        ({"basis": "consent"}, "Record that the person agrees to support"),
        ({"categories": ["health"]}, "The agreement does not cover this"),
        ({"ground": ""}, "Select the ground"),
        ({"urgency": ""}, "Select how soon"),
    ],
)
def test_what_cannot_be_shared_is_said_and_what_was_typed_is_kept(
    cast: Cast, case_id: UUID, agreement_id: UUID, given: dict[str, Any], said: str
) -> None:
    answer = _as(cast, GIVER).post(
        record_url(case_id) + "share/", typed_share(agreement_id, cast, **given)
    )

    assert said in answer.text
    assert "She is followed." in answer.text
    assert Share.objects.using("stored").count() == 0


def test_without_an_agreement_the_page_leads_to_them(cast: Cast, case_id: UUID) -> None:
    answer = _as(cast, GIVER).get(record_url(case_id) + "share/")

    assert "no agreement in force" in answer.text


def _declined(client: Client, url: str) -> Any:
    return client.post(f"{url}decline/", {"reason": "We are full"}, follow=True)


def _withdrawn(client: Client, url: str) -> Any:
    return client.post(f"{url}withdraw/", follow=True)


@pytest.mark.parametrize(
    ("by", "do", "said"),
    [
        (RECEIVER, _declined, "We are full"),
        (GIVER, _withdrawn, "Withdrawn"),
    ],
)
def test_an_offer_is_declined_or_withdrawn_once(
    cast: Cast,
    case_id: UUID,
    agreement_id: UUID,
    by: str,
    do: Callable[[Client, str], Any],
    said: str,
) -> None:
    url = share_url(make_offer(cast, case_id, agreement_id))

    assert said in do(_as(cast, by), url).text
    assert _as(cast, RECEIVER).get(f"{url}accept/").status_code == 404


def test_the_second_to_answer_is_told_so(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    share_id = make_offer(cast, case_id, agreement_id)
    receiver = _as(cast, RECEIVER)
    accept(cast, share_id)

    late = _as(cast, GIVER).post(f"{share_url(share_id)}withdraw/", follow=True)

    assert "It has changed meanwhile" in late.text
    assert receiver.get(f"{share_url(share_id)}decline/").status_code == 404


def test_what_has_ended_asks_for_deletion_and_both_see_the_answer(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    url = share_url(make_accepted(cast, case_id, agreement_id))
    giver, receiver = _as(cast, GIVER), _as(cast, RECEIVER)

    giver.post(f"{url}end/", {"reason": "She has moved"})
    asked = receiver.get("/shares/")
    home = receiver.get("/")
    told = receiver.get(url)
    receiver.post(f"{url}deleted/")

    assert "To be deleted" in asked.text
    assert "1 waiting" in home.text
    assert "She has moved" in told.text
    assert "confirmed on" in giver.get(url).text


def test_the_access_page_says_who_is_on_a_record_and_why(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    make_accepted(cast, case_id, agreement_id)

    for part in ("support_worker", GIVER, "safeguarding_lead", "other_support_worker"):
        page = _as(cast, part).get(record_url(case_id)).text
        assert "It is BAWSO’s." in page
        assert "Support Worker, BAWSO, Lead" in page
        assert "Other Support Worker" in page
        assert "Offered it to a partner" in page
        assert "British Red Cross" in page
        assert "Supporting survivors in North Wales" in page
        assert "To protect an adult at risk" in page
        assert "What was said and noted" in page
        assert "31 March 2040" in page
    assert "(Support Manager, BAWSO)" in page


def test_the_access_page_is_there_for_every_kind_of_record(cast: Cast) -> None:
    intelligence_id = make_intelligence(by=cast.actor("analyst"))
    visit_id = make_find(cast)

    for part, domain, record_id in (
        ("analyst", "intelligence", intelligence_id),
        ("planner", "visit", visit_id),
    ):
        client = _as(cast, part)
        page = client.get(f"/records/{domain}/{record_id}/").text
        assert "It is North Wales Police’s." in page
        assert "Share this record" in page
        assert client.get(f"/records/{CASE}/{record_id}/").status_code == 404


def test_somebody_is_kept_out_and_let_back(cast: Cast, case_id: UUID) -> None:
    manager, worker = _as(cast, GIVER), _as(cast, "support_worker")
    url = record_url(case_id)
    whom = f"person/{cast.people['support_worker']}"

    empty = manager.post(f"{url}keep-out/", {"who": whom})
    kept = manager.post(
        f"{url}keep-out/", {"who": whom, "reason": "Related"}, follow=True
    )

    assert "Enter the reason" in empty.text
    assert "Related" in kept.text
    assert worker.get(url).status_code == 404
    assert worker.get(f"/cases/{case_id}/").status_code == 404
    (action,) = re.findall(r'action="(/records/[^"]*/end/)"', kept.text)
    manager.post(action)
    assert worker.get(url).status_code == 200


@pytest.mark.parametrize("part", ["investigator", "analyst", *STRANGERS])
def test_whom_it_does_not_concern_meets_absence(
    cast: Cast, case_id: UUID, agreement_id: UUID, part: str
) -> None:
    share_id = make_offer(cast, case_id, agreement_id)
    client = _as(cast, part)

    for url in (
        share_url(share_id),
        f"{share_url(share_id)}accept/",
        record_url(case_id),
        f"{record_url(case_id)}share/",
        f"{record_url(case_id)}keep-out/",
        "/records/nothing/" + str(case_id) + "/",
    ):
        assert client.get(url).status_code == 404


def test_a_worker_reads_who_is_on_it_and_decides_nothing(
    cast: Cast, case_id: UUID
) -> None:
    worker = _as(cast, "support_worker")

    page = worker.get(record_url(case_id)).text

    assert "Share this record" not in page
    assert "Who is kept out" not in page
    assert worker.get("/shares/").status_code == 404
    assert worker.get("/agreements/").status_code == 200
    assert worker.get("/agreements/write/").status_code == 404


def test_the_pages_ask_few_questions_of_the_database(
    cast: Cast,
    case_id: UUID,
    agreement_id: UUID,
    django_assert_max_num_queries: Any,
) -> None:
    make_draft(cast, case_id, agreement_id)
    share_id = make_accepted(cast, case_id, agreement_id)
    client = _as(cast, "safeguarding_lead")

    for url in (record_url(case_id), share_url(share_id), "/agreements/"):
        with django_assert_max_num_queries(25):
            assert client.get(url).status_code == 200
    with django_assert_max_num_queries(45):
        client.get("/shares/")
