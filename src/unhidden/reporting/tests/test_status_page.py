"""Coming back: seven words in, and how the report stands."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from tests.cast import NOON, Cast
from tests.made.reporting import STAFF_KEYS, make_receipt
from tests.support.roles import as_role
from unhidden.reporting.actions import reports
from unhidden.reporting.actions.sending import Receipt
from unhidden.reporting.rules import receipts
from unhidden.reporting.tests.pages import Shown, shown

pytestmark = pytest.mark.django_db

WAITING = "Your report is waiting to be read."
READ = "Your report is being looked at."
DONE = "Your report is closed. You can still add to it."


def ask(client: Client, words: str, site: str = "") -> Shown:
    return shown(client.post(f"{site}/report/status/", {"words": words}))


def sentence(page: Shown) -> str:
    (first,) = page.all("//main//*[@class='govuk-body-l']")
    return " ".join(first.text_content().split())


@pytest.fixture
def receipt(cast: Cast) -> Receipt:
    return make_receipt()


def test_the_status_follows_the_report(
    receipt: Receipt, public_client: Client, cast: Cast
) -> None:
    words = " ".join(receipt.words)

    seen = [sentence(ask(public_client, words))]
    for move in (reports.mark_read, reports.mark_done):
        with as_role("staff"), override_settings(**STAFF_KEYS):
            analyst = cast.actor("analyst")
            move(report_id=receipt.report_id, actor=analyst, at=NOON)
        seen.append(sentence(ask(public_client, words)))

    assert seen == [WAITING, READ, DONE]


@pytest.mark.parametrize("between", ["-", ", ", "\n", "   ", ". "])
def test_how_the_words_are_typed_does_not_matter(
    receipt: Receipt, public_client: Client, between: str
) -> None:
    words = between.join(receipt.words).upper()

    assert sentence(ask(public_client, words)) == WAITING


def test_welsh_words_open_on_the_english_page_and_the_other_way_round(
    receipt: Receipt, public_client: Client
) -> None:
    with as_role("staff"):
        welsh = make_receipt(language="cy")

    assert sentence(ask(public_client, " ".join(welsh.words))) == WAITING
    assert sentence(ask(public_client, " ".join(receipt.words), "/cy")) == (
        "Mae’ch adroddiad yn aros i gael ei ddarllen."
    )


def test_words_of_no_report_are_kept_with_a_kind_error(
    receipt: Receipt, public_client: Client
) -> None:
    swapped = " ".join(reversed(receipt.words))

    page = ask(public_client, swapped)

    assert page.errors == [
        "No report has these words. Check each word, and their order, "
        "against what you wrote down"
    ]
    assert page.fields["words"] == [swapped]
    assert page.title.startswith("Error: ")


def test_a_slip_of_the_pen_is_named(receipt: Receipt, public_client: Client) -> None:
    typed = " ".join([*receipt.words[:6], "zzyzx"])

    page = ask(public_client, typed)

    assert page.errors == ["Check the spelling of: zzyzx"]
    assert page.fields["words"] == [typed]


@pytest.mark.parametrize("missing", [1, 6])
def test_too_few_words_are_counted(
    receipt: Receipt, public_client: Client, missing: int
) -> None:
    page = ask(public_client, " ".join(receipt.words[missing:]))

    left = receipts.WORDS_IN_RECEIPT - missing
    assert page.errors == [f"A receipt has seven words. You entered {left}."]


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "Enter your seven receipt words"),
        ("\0 \r\n", "Enter your seven receipt words"),
        ("123 …", "A receipt has seven words. You entered 0."),
        ("' or 1=1 --", "Check the spelling of: or"),
        ("x" * 401, "Your seven receipt words: use 400 characters or fewer"),
    ],
)
def test_anything_else_is_a_plain_error(
    public_client: Client, typed: str, error: str
) -> None:
    assert ask(public_client, typed).errors == [error]
