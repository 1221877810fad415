"""The pages of somebody's support: for who works on the case, and nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import NOON, PASSWORD, TODAY, Cast
from tests.made import support as made
from tests.made.safeguarding import make_case
from unhidden.safeguarding import actions as front
from unhidden.safeguarding.models import (
    CaseFile,
    CaseNeed,
    Note,
    ServiceReferral,
    SupportContact,
)
from unhidden.safeguarding.support.actions import providers as services

pytestmark = pytest.mark.django_db


def sign_in(cast: Cast, part: str = "support_worker") -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def make_day(name: str) -> dict[str, str]:
    """The cast's day as its three boxes are sent."""
    parts = {"day": TODAY.day, "month": TODAY.month, "year": TODAY.year}
    return {f"{name}_{part}": str(value) for part, value in parts.items()}


@pytest.fixture
def case_id(cast: Cast) -> UUID:
    """A case with one of everything, a year ago, so that today is after it."""
    case_id = make_case(cast)
    need_id = made.make_need(cast, case_id)
    provider_id = made.make_provider(cast)
    worker = cast.actor("support_worker")
    services.ask_service(
        case_id=case_id,
        need_id=need_id,
        provider_id=provider_id,
        asked_on=TODAY,
        actor=worker,
        at=NOON,
    )
    made.write_plan(cast, case_id, "A room of my own")
    made.judge_risk(cast, case_id, words="He knows her street")
    made.make_contact(cast, case_id, NOON + timedelta(days=400), words="At the library")
    made.make_contact(cast, case_id, NOON - timedelta(minutes=1), words="By telephone")
    made.make_case_file(cast, case_id, b"Dear Sir")
    front.add_note(case_id=case_id, text="A quiet day", actor=worker, at=NOON)
    return case_id


def list_addresses(case_id: UUID) -> dict[str, str]:
    """The pages that are read, and the forms, of the case."""
    need = CaseNeed.objects.using("stored").get().id
    asked = ServiceReferral.objects.using("stored").get().id
    contact = SupportContact.objects.using("stored").earliest("starts_at").id
    to_come = SupportContact.objects.using("stored").latest("starts_at").id
    file = CaseFile.objects.using("stored").get().id
    note = Note.objects.using("stored").get().id
    start = f"/cases/{case_id}"
    return {
        "needs": f"{start}/needs/",
        "note_need": f"{start}/needs/note/",
        "change_need": f"{start}/needs/{need}/",
        "ask_service": f"{start}/needs/{need}/ask/",
        "tell_service": f"{start}/asked/{asked}/",
        "plan": f"{start}/plan/",
        "write_plan": f"{start}/plan/safety/",
        "judge_risk": f"{start}/risks/controller/",
        "contacts": f"{start}/meetings/",
        "note_contact": f"{start}/meetings/note/",
        "tell_outcome": f"{start}/meetings/{contact}/",
        "appointment": f"{start}/meetings/{to_come}/appointment.ics",
        "files": f"{start}/files/",
        "add_file": f"{start}/files/add/",
        "withdraw_file": f"{start}/files/{file}/withdraw/",
        "notes": f"{start}/notes/",
        "note": f"{start}/notes/add/",
        "find_words": f"{start}/notes/find/",
        "add_to_note": f"{start}/notes/{note}/add/",
    }


def test_each_page_is_there_for_the_team_alone(cast: Cast, case_id: UUID) -> None:
    addresses = list_addresses(case_id)
    team = sign_in(cast)
    others = [sign_in(cast, part) for part in ("other_support_worker", "officer")]

    answers = {name: team.get(each).status_code for name, each in addresses.items()}

    assert answers == dict.fromkeys(addresses, 200)
    for other in others:
        for address in addresses.values():
            assert other.get(address).status_code == 404
            assert other.post(address).status_code in {404, 405}


def test_each_page_asks_few_questions_of_the_database(
    cast: Cast, case_id: UUID, django_assert_max_num_queries: Any
) -> None:
    for code in ("housing", "money", "letters"):
        made.make_need(cast, case_id, code=code)
    addresses = [*list_addresses_in_few(case_id), "/cases/due/", "/cases/services/"]
    client = sign_in(cast)

    for address in addresses:
        with django_assert_max_num_queries(30):
            assert client.get(address).status_code == 200


def list_addresses_in_few(case_id: UUID) -> list[str]:
    return [
        f"/cases/{case_id}/{name}/"
        for name in ("needs", "plan", "meetings", "files", "notes")
    ]


def test_a_reason_is_asked_once_a_call_is_refused_and_is_told_with_the_case(
    cast: Cast, case_id: UUID
) -> None:
    client = sign_in(cast)
    url = f"/cases/{case_id}/meetings/note/"
    call = {"kind": "us", "route": "call", **make_day("day"), "time": "09:00"}
    call |= {"minutes": "10", "result": "missed", "words": "Rang twice"}
    why = "They reached out to us themselves"

    first, refused = client.get(url).text, client.post(url, call).text
    kept = client.post(url, call | {"despite": "they_began"}, follow=True)

    assert why not in first
    assert why in refused
    assert "they have named no safe way yet" in refused
    assert "Rang twice" in refused
    assert "It is noted" in kept.text
    assert why in client.get(f"/cases/{case_id}/contacts/").text


@pytest.mark.parametrize(
    ("name", "typed", "shown"),
    [
        ("note_need", {}, "Select what they need"),
        ("change_need", {"kind": "met"}, "Enter the day"),
        ("ask_service", {}, "Select which service"),
        ("tell_service", {}, "Select what has changed"),
        ("write_plan", {"text": "To sleep at night"}, "To sleep at night"),
        ("judge_risk", {"level": "low", "seen": "1"}, "looked at again"),
        ("note_contact", {"minutes": "0"}, "Enter 1 or more"),
        ("tell_outcome", {}, "Select what came of it"),
        ("add_file", {"sort": "letter"}, "Select a file"),
        ("withdraw_file", {}, "Select why it is withdrawn"),
        ("find_words", {}, "Enter words to find"),
        ("add_to_note", {}, "Enter what is to be added"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    cast: Cast, case_id: UUID, name: str, typed: dict[str, str], shown: str
) -> None:
    answer = sign_in(cast).post(list_addresses(case_id)[name], typed)

    assert answer.status_code == 200
    assert shown in answer.text


@pytest.mark.parametrize(
    ("name", "typed", "shown"),
    [
        ("note_need", {"code": "housing", "words": "A door that locks"}, "A door that"),
        (
            "change_need",
            {"kind": "met", **make_day("day")},
            "Met, 5 January 2026",
        ),
        (
            "tell_service",
            {"state": "started", **make_day("day")},
            "The change is noted",
        ),
        (
            "write_plan",
            {"text": "My sister", "source": "own", **make_day("told_on")},
            "My sister",
        ),
        ("judge_risk", {"level": "gone", "seen": "1"}, "How you judge the risk"),
        ("tell_outcome", {"result": "kept"}, "What came of it is noted"),
        ("withdraw_file", {"reason": "asked"}, "The file is withdrawn"),
        ("note", {"text": "A louder day"}, "A louder day"),
        ("add_to_note", {"text": "It rained"}, "It rained"),
        ("find_words", {"words": "STREET"}, "He knows her <strong>street</strong>"),
    ],
)
def test_the_team_writes_and_reads_it_on_the_next_page(
    cast: Cast, case_id: UUID, name: str, typed: dict[str, str], shown: str
) -> None:
    answer = sign_in(cast).post(list_addresses(case_id)[name], typed, follow=True)

    assert shown in answer.text


def test_a_file_comes_through_the_form_cleaned_and_opens_by_a_press(
    cast: Cast, case_id: UUID
) -> None:
    client = sign_in(cast)
    sent = SimpleUploadedFile("../../letter two.txt", b"A letter of the council")

    kept = client.post(
        f"/cases/{case_id}/files/add/", {"sort": "letter", "file": sent}, follow=True
    )

    assert "letter two.txt" in kept.text
    file_id = CaseFile.objects.using("stored").latest("added_at").id
    assert client.get(f"/cases/{case_id}/files/{file_id}/").status_code == 405
    opened = client.post(f"/cases/{case_id}/files/{file_id}/")
    assert opened.content == b"A letter of the council"
    assert "sandbox" in opened.headers["Content-Security-Policy"]


def test_a_form_of_another_site_adds_no_file(cast: Cast, case_id: UUID) -> None:
    client = Client(enforce_csrf_checks=True)
    client.login(email=cast.email("support_worker"), password=PASSWORD)
    sent = SimpleUploadedFile("letter.txt", b"From nobody")

    answer = client.post(
        f"/cases/{case_id}/files/add/", {"sort": "letter", "file": sent}
    )

    assert answer.status_code == 403
    assert CaseFile.objects.using("stored").count() == 1


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (b"x" * (25 * 1024 * 1024 + 5), "25 MB or smaller"),
        (b"MZ\x90\x00\x03" * 50, "must be a picture"),
    ],
)
def test_a_file_that_is_not_taken_is_told_in_words(
    cast: Cast, case_id: UUID, content: bytes, shown: str
) -> None:
    sent = SimpleUploadedFile("photo.jpg", content)

    answer = sign_in(cast).post(
        f"/cases/{case_id}/files/add/", {"sort": "photo", "file": sent}
    )

    assert shown in answer.text


def test_a_calendar_file_says_when_and_nothing_else(cast: Cast, case_id: UUID) -> None:
    answer = sign_in(cast).get(list_addresses(case_id)["appointment"])

    text = answer.content.decode()
    assert "SUMMARY:Appointment" in text
    for word in ("library", "NW-SC", str(case_id), "Unhidden", "Worker"):
        assert word not in text


def test_what_was_judged_meanwhile_is_shown_beside_what_was_typed(
    cast: Cast, case_id: UUID
) -> None:
    client, address = sign_in(cast), list_addresses(case_id)["judge_risk"]
    made.judge_risk(cast, case_id, "now", seen=1, words="He rang the bell")
    typed = {"level": "gone", "seen": "1", "words": "All is well"}

    told = client.post(address, typed)
    again = client.post(address, {**typed, "seen": "2"}, follow=True)

    assert "while you were writing" in told.text
    assert "He rang the bell" in told.text
    assert "All is well" in told.text
    assert 'name="seen" value="2"' in told.text
    assert "How you judge the risk is kept" in again.text


def test_two_plans_written_at_once_are_told_and_shown(
    cast: Cast, case_id: UUID
) -> None:
    made.write_plan(cast, case_id, "A room near my sister", read_to=1)
    typed = {"text": "A job", "source": "own", "read_to": "1"}

    answer = sign_in(cast).post(
        f"/cases/{case_id}/plan/goals/",
        {**typed, **make_day("told_on")},
        follow=True,
    )

    for words in ("A room near my sister", "A job", "written at the same time"):
        assert words in answer.text


def test_due_is_narrowed_and_says_when_nothing_matches(
    cast: Cast, case_id: UUID
) -> None:
    client = sign_in(cast)

    all_of_it = client.get("/cases/due/")
    needs = client.get("/cases/due/", {"kind": "need"})
    nothing = client.get("/cases/due/", {"kind": "need", "span": "today"})

    assert "Look at a risk again" in all_of_it.text
    assert "Look at a risk again" not in needs.text
    assert "Need: A doctor (GP)" in needs.text
    assert "matches these filters" in nothing.text


def test_a_service_is_added_and_its_room_declared(cast: Cast) -> None:
    client = sign_in(cast)

    added = client.post(
        "/cases/services/add/",
        {
            "name": "Law Centre",
            "serves": ["legal_aid"],
            "room": "waiting",
            "weeks": "6",
        },
        follow=True,
    )
    provider_id = made.make_provider(cast)
    told = client.post(
        f"/cases/services/{provider_id}/room/", {"room": "closed"}, follow=True
    )
    theirs = sign_in(cast, "other_support_worker")

    assert "6 weeks to wait" in added.text
    assert "Takes nobody any more" in told.text
    assert "Law Centre" not in theirs.get("/cases/services/").text
    assert theirs.get(f"/cases/services/{provider_id}/room/").status_code == 404
