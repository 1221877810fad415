"""The mailbox as a reporter meets it: in the browser, with nothing left behind."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.cast import Cast
from tests.made.conversing import heard, look, say, words_of
from tests.made.reporting import make_receipt
from unhidden.reporting.actions.sending import Receipt
from unhidden.reporting.tests.pages import Shown, shown

pytestmark = pytest.mark.django_db
STATUS = "/report/status/"


@pytest.fixture
def receipt(cast: Cast) -> Receipt:
    """A report about which the desk has asked one question."""
    found = make_receipt()
    say(cast, found.report_id, "safe_now")
    return found


def send(client: Client, receipt: Receipt, **more: str) -> Shown:
    """Post to the mailbox; a page of it never sets a cookie and is never stored."""
    return shown(client.post(STATUS, {"words": words_of(receipt), **more}))


def filled(page: Shown, number: int, text: str) -> dict[str, str]:
    """What the form of that number on the page sends, with the text written in."""
    form = page.all("//main//form")[number]
    assert (form.get("method"), form.get("action")) == ("post", STATUS)
    sent = {name: value for name, value in form.form_values() if name != "words"}
    (field,) = [name for name in sent if name.endswith("-text")]
    return {**sent, field: text}


def test_a_question_is_read_answered_and_gone(
    receipt: Receipt, public_client: Client, cast: Cast
) -> None:
    page = send(public_client, receipt)
    answer = filled(page, 0, "Yes, I am.")
    page = send(public_client, receipt, **answer)

    assert "We have what you wrote." in page.text
    assert "You wrote to us on" in page.text
    assert "Yes, I am." not in page.text
    assert len(page.all("//main//textarea")) == 1
    _, spoken = heard(cast, receipt.report_id)
    assert (spoken.text, spoken.answers[:16]) == ("Yes, I am.", "Are you safe now")
    again = send(public_client, receipt, **answer)
    assert again.errors == ["You have sent this already: we have it"]


def test_an_empty_addition_is_asked_for_and_every_word_is_in_hidden_fields_alone(
    receipt: Receipt, public_client: Client
) -> None:
    page = send(public_client, receipt)
    page = send(public_client, receipt, **filled(page, 1, " "))

    assert page.errors == ["Enter what you want to tell us"]
    assert page.title.startswith("Error: ")
    assert words_of(receipt) not in page.text
    hidden = page.all("//input[@type='hidden'][@name='words']/@value")
    assert set(hidden) == {words_of(receipt)}
    assert not page.all(f"//a[contains(@href, '{receipt.words[0]}')]")


def test_deleting_is_asked_once_more_and_then_done(
    receipt: Receipt, public_client: Client
) -> None:
    asked = send(public_client, receipt, step="ask")
    assert asked.heading == "Do you want to delete the conversation?"
    assert look(words_of(receipt))

    gone = send(public_client, receipt, step="delete")

    assert gone.heading == "The conversation is deleted"
    assert look(words_of(receipt)) is None
    (error,) = send(public_client, receipt).errors
    assert error.startswith("No report has these words")


@pytest.mark.parametrize(
    "more",
    [
        {"step": "add", "question": "9" * 4000, "add-text": "x"},
        {"step": "add", "question": "-1", "add-text": "x"},
        {"step": "add", "question": "77", "answer77-text": "x"},
        {"step": "add", "add-form_key": "no key", "add-text": "\0 x"},
        {"step": "drop table"},
    ],
)
def test_whatever_is_sent_is_a_page(
    receipt: Receipt, public_client: Client, more: dict[str, str]
) -> None:
    assert send(public_client, receipt, **more).heading == "Your report"


def test_the_card_holds_the_words_and_nothing_besides() -> None:
    words = ("one", "two", "three", "four", "five", "six", "seven")

    card = render_to_string("reporting/parts/receipt_card.html", {"words": words})

    text = "".join(card.split("<")[n].split(">")[1] for n in range(1, card.count("<")))
    numbered = [f"{number} {word}" for number, word in enumerate(words, start=1)]
    assert " ".join(text.split()) == " ".join("".join(numbered).split())
