"""What landed, on pages: that it came and how it stands, and never what it says."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.cast import Cast
from tests.made.field import Phone, SentSubmission
from tests.support import audited
from tests.support.signing_in import SignedIn
from unhidden.audit.models import Event
from unhidden.field.tests import landing
from unhidden.visits.presenters.reasons import REASONS

pytestmark = pytest.mark.django_db


def let_wait(sent: SentSubmission, reason: str) -> UUID:
    """It landed, and waits for a person; gives the row's id."""
    (row_id,) = landing.run_as_guard(
        "update field_submission set state = 'waits', reason = %s"
        " where digest = %s returning id",
        *(reason, sent.digest),
    )
    return UUID(str(row_id))


def land(cast: Cast, phone: Phone, **said: object) -> SentSubmission:
    sent = landing.send(phone, author=cast.people["officer"], **said)
    landing.commit(sent)
    return sent


@pytest.fixture
def phone(cast: Cast) -> Phone:
    made = Phone()
    landing.enrol_phone(cast, made)
    return made


def read_list(browser: Client, query: str = "") -> str:
    return browser.get(f"/field/landing/{query}").text


def test_a_planner_sees_what_came_and_why_it_waits(
    cast: Cast, phone: Phone, signed_in: SignedIn
) -> None:
    browser = signed_in("planner")
    assert "No phone has sent anything yet." in read_list(browser)
    sent = land(cast, phone)
    let_wait(sent, "device_waits")

    page = read_list(browser)

    assert "1 waits for a person." in page
    assert str(REASONS["device_waits"]) in page
    assert "Officer" in page
    assert sent.digest.hex() not in page


def test_the_list_is_narrowed_and_put_in_order(
    cast: Cast, phone: Phone, signed_in: SignedIn
) -> None:
    browser = signed_in("safeguarding_lead")
    land(cast, phone)
    let_wait(land(cast, phone, kind="addendum"), "about_unknown")

    def kinds(query: str = "") -> list[str]:
        rows = read_list(browser, query).split('role="rowheader"')[1:]
        return ["addendum" if "Addendum" in row else "account" for row in rows]

    assert kinds() == ["addendum", "account"]
    assert kinds("?order=oldest") == ["account", "addendum"]
    assert kinds("?state=waits") == ["addendum"]
    assert kinds("?kind=account") == ["account"]
    assert kinds("?state=nonsense") == ["addendum", "account"]
    assert "Nothing that landed is like this" in read_list(browser, "?state=applied")


def test_what_waits_is_tried_again_by_who_sees_it_and_nobody_else(
    cast: Cast, phone: Phone, signed_in: SignedIn
) -> None:
    row_id = let_wait(land(cast, phone), "fault")
    place = f"/field/landing/{row_id}/again/"

    for part in ("officer", "analyst", "administrator"):
        assert signed_in(part).post(place).status_code == 404
    told = signed_in("planner").post(place, follow=True)

    assert "It is tried again within a few seconds" in told.text
    assert "Received, not yet worked on" in told.text
    assert "field.submission_tried_again" in audited.names_about(subject_id=row_id)
    assert signed_in("planner").post(place).status_code == 404


def test_what_phones_of_others_sent_is_not_shown(
    cast: Cast, signed_in: SignedIn
) -> None:
    theirs = Phone()
    landing.enrol_phone(cast, theirs, "partner")
    let_wait(land(cast, theirs), "fault")
    landing.commit(landing.send(Phone()))

    assert "No phone has sent anything yet." in read_list(signed_in("planner"))


def test_a_file_that_was_sent_on_is_in_the_record(
    signed_in: SignedIn, settings: LazySettings
) -> None:
    browser = signed_in("planner")
    assert "does not receive from phones" in browser.get("/field/import/").text
    settings.FIELD = "/landing/"
    assert 'id="phone-file"' in browser.get("/field/import/").text
    digests = ["ab" * 32, "cd" * 32]

    noted = browser.post("/field/import/noted/", {"digests": " ".join(digests)})
    refused = browser.post("/field/import/noted/", {"digests": "select 1"})

    assert (noted.json(), refused.status_code) == ({"is": "noted"}, 400)
    event = Event.objects.using("stored").get(name="field.file_imported")
    assert digests[0] in json.dumps(event.detail)


def test_every_reason_has_a_sentence() -> None:
    # Those of the landing and of what applies it; see the procedures.
    assert len(REASONS) == 25
