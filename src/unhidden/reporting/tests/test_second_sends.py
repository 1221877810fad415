"""The same form sent twice: one report, and every receipt that is shown opens it."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connections
from django.test import Client, override_settings
from django.utils import timezone

from tests.cast import NOON, Cast
from tests.made.reporting import STAFF_KEYS, WORDS
from tests.support.roles import as_role
from unhidden.config.languages import TONGUES
from unhidden.reporting.actions import doors, sending
from unhidden.reporting.actions import reports as reports_actions
from unhidden.reporting.models import Message, Report
from unhidden.reporting.rules import receipts
from unhidden.reporting.tests.pages import Shown, aged, old_ticket, shown

pytestmark = pytest.mark.django_db

SITES = ["", "/cy", *(f"/{code}" for code, _ in TONGUES)]
MORE = "And the van has a red stripe"


def begun(client: Client, site: str = "") -> dict[str, Any]:
    """What the first page carries, had it been opened ten minutes ago."""
    page = shown(client.get(f"{site}/report/"))
    return {**page.fields, "ticket": old_ticket()}


def last(client: Client, form: dict[str, Any], site: str = "", **told: Any) -> Shown:
    """The last page of this form, with these answers."""
    sent = {**form, **told, "step": "what", "go": "to:check"}
    return shown(client.post(f"{site}/report/", sent))


def press(client: Client, page: Shown, site: str = "") -> Shown:
    """What comes after "Send the report" on this page."""
    return shown(client.post(f"{site}/report/", {**page.fields, "go": "send"}))


def opens(client: Client, words: list[str], site: str = "") -> bool:
    """Whether these words lead to a report."""
    told = {"words": " ".join(words)}
    answer = client.post(f"{site}/report/status/", told).content.decode()
    return 'name="add-text"' in answer


def additions(page: Shown) -> dict[str, str]:
    """What the page's form for the mailbox would send."""
    (form,) = page.all("//main//form[.//textarea[@name='add-text']]")
    return dict(form.form_values())


def reports() -> list[Report]:
    with as_role("staff"):
        return list(Report.objects.using("stored").all())


@pytest.mark.parametrize("site", SITES)
def test_two_views_of_the_last_page_agree_on_the_words_and_both_receipts_open(
    public_client: Client, site: str
) -> None:
    form = begun(public_client, site)
    one, two = (last(public_client, form, site, what=what) for what in ("x", MORE))

    first, again = press(public_client, one, site), press(public_client, two, site)

    assert one.fields["words"] == two.fields["words"]
    assert first.words == again.words == one.fields["words"][0].split()
    assert opens(public_client, again.words, site)
    assert len(reports()) == 1


@pytest.mark.parametrize(
    ("site", "heading"),
    [
        ("", "We already have this report"),
        ("/cy", "Mae’r adroddiad hwn gennym eisoes"),
    ],
)
def test_a_change_is_not_dropped_in_silence_and_can_be_added(
    public_client: Client, cast: Cast, site: str, heading: str
) -> None:
    form = begun(public_client, site)
    one, two = (last(public_client, form, site, what=what) for what in (WORDS, MORE))
    press(public_client, one, site)

    again = press(public_client, two, site)
    given = additions(again)
    added = public_client.post(f"{site}/report/status/", given).content.decode()

    assert again.heading == heading
    assert MORE in given["add-text"]
    assert 'role="status"' in added
    (report,) = reports()
    with as_role("staff"), override_settings(**STAFF_KEYS):
        (message,) = Message.objects.using("stored").all()
        actor = cast.actor("analyst")
        told = reports_actions.open_report(report_id=report.id, actor=actor, at=NOON)
        assert told.answers.what == WORDS
        assert MORE in message.body.open(actor)


def test_the_same_page_sent_twice_gives_the_receipt_again(
    public_client: Client,
) -> None:
    page = last(public_client, begun(public_client), what="x")

    first, again = press(public_client, page), press(public_client, page)

    assert first.heading == again.heading == "We have your report"
    assert first.words == again.words
    assert len(reports()) == 1


@pytest.mark.parametrize("other", ["fresh", "none"])
def test_the_same_form_with_other_words_is_answered_without_any(
    public_client: Client, other: str
) -> None:
    form = begun(public_client)
    press(public_client, last(public_client, form, what="x"))
    words = " ".join(sending.new_words("en")) if other == "fresh" else "no words"
    page = last(public_client, {**form, "words": words}, what=MORE)

    again = press(public_client, page)

    assert again.heading == "We already have this report"
    assert again.words == []
    assert "can add to it" in again.text
    assert len(reports()) == 1


def test_who_wanted_no_way_back_at_first_is_not_given_words_that_open_nothing(
    public_client: Client,
) -> None:
    form = begun(public_client)
    press(public_client, last(public_client, form, what="x", wants_reply="no"))

    again = press(public_client, last(public_client, form, what="x"))

    assert again.heading == "We already have this report"
    assert again.words == []


def test_who_wants_no_way_back_any_more_is_told_that_there_is_one(
    public_client: Client,
) -> None:
    form = begun(public_client)
    first = press(public_client, last(public_client, form, what="x"))

    again = press(public_client, last(public_client, form, what="x", wants_reply="no"))

    assert again.words == first.words
    assert opens(public_client, again.words)


def test_after_the_conversation_was_deleted_no_words_are_shown(
    public_client: Client,
) -> None:
    page = last(public_client, begun(public_client), what="x")
    words = " ".join(press(public_client, page).words)
    public_client.post("/report/status/", {"words": words, "step": "delete"})

    again = press(public_client, page)

    assert again.heading == "We already have this report"
    assert again.words == []


def test_in_the_other_language_the_words_are_of_its_list_and_the_first_still_open(
    public_client: Client,
) -> None:
    form = begun(public_client)
    first = press(public_client, last(public_client, form, what="x"))
    welsh = last(public_client, form, "/cy", what=MORE)

    again = press(public_client, welsh, "/cy")

    assert set(welsh.fields["words"][0].split()) <= set(receipts.receipt_list("cy"))
    assert again.words == first.words
    assert opens(public_client, again.words)


def test_the_words_cannot_be_made_from_what_is_kept(public_client: Client) -> None:
    at = timezone.now()
    ticket = doors.begin_form(at=at - timedelta(minutes=10))

    with time_machine.travel(at, tick=False):
        views = [
            last(public_client, {"ticket": aged(ticket)}, what="x") for _ in range(2)
        ]

    # Ticket, form's key, answers, moment and all keys of ours were the same.
    one, two = (view.fields["words"] for view in views)
    assert one != two
    words = press(public_client, views[0]).words
    (report,) = reports()
    assert (report.form_key, words) == (ticket.form_key, one[0].split())
    with as_role("staff"), connections["stored"].cursor() as cursor:
        cursor.execute("select row_to_json(r)::text from reporting_report r")
        (row,) = cursor.fetchone()
    # A column or the letters of a key may be one of the list's words by chance.
    assert len(set(words) & set(re.findall("[a-z]+", row))) < 3


def test_no_form_has_the_words_of_another_in_the_page_that_all_are_given(
    public_client: Client,
) -> None:
    page = public_client.get("/report/").content.decode()

    templates = page[page.index("<template") :]
    assert 'name="copy"' not in templates
    assert 'name="words" value=""' in templates
    assert json.dumps(receipts.receipt_list("en")[0]) not in templates
