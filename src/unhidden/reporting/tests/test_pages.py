"""What every public page of the module owes, and who can be called."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from pytest_django import Settings

from unhidden.reporting.actions import channels
from unhidden.reporting.models import Channel
from unhidden.reporting.models.channels import WORDS
from unhidden.reporting.queries import channels as channels_queries
from unhidden.reporting.queries import offered
from unhidden.reporting.tests.pages import Shown, shown

pytestmark = pytest.mark.django_db

PATHS = (
    "/",
    "/report/",
    "/report/status/",
    "/who-to-call/",
    "/privacy/",
    "/accessibility/",
)
ADDRESSES = [site + path for path in PATHS for site in ("", "/cy")]
MOST_QUERIES = 25
WORD = re.compile(r"(?:^| )[^\W\d_]{2,}")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_whole_in_its_language_and_sets_no_cookie(
    public_client: Client, address: str
) -> None:
    page = shown(public_client.get(address))

    assert page.root.get("lang") == ("cy" if address.startswith("/cy") else "en")
    assert page.heading
    assert page.title not in {"", "– Unhidden"}
    assert "999" in page.text
    assert not page.all(
        "//*[@style or @onclick]|//script[not(@src) and not(@type)]|//style"
    )


@pytest.mark.parametrize("path", PATHS)
def test_no_sentence_of_a_page_is_left_in_english(
    public_client: Client, path: str
) -> None:
    english, welsh = (
        sentences(shown(public_client.get(site + path))) for site in ("", "/cy")
    )

    assert len(english) > 3
    assert not english & welsh


def sentences(page: Shown) -> set[str]:
    """The texts of more than three words."""
    texts = (" ".join(text.split()) for text in page.all("//main//text()"))
    return {text for text in texts if len(WORD.findall(text)) > 3}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["delete", "put"])
def test_pages_are_read_and_not_written(
    public_client: Client, path: str, method: str
) -> None:
    assert getattr(public_client, method)(path).status_code == 405


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_asks_too_much_of_the_database(
    public_client: Client, address: str
) -> None:
    offered.signs_offered_in.cache_clear()
    with CaptureQueriesContext(connection) as asked:
        public_client.get(address)

    assert len(asked) <= MOST_QUERIES


def test_sending_a_report_stays_within_the_same_measure(public_client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        public_client.post("/report/", {"what": "x"})

    assert len(asked) <= MOST_QUERIES


def test_the_first_page_leads_on_three_ways(public_client: Client) -> None:
    page = shown(public_client.get("/cy/"))

    links = {link.get("href") for link in page.all("//main//li//a")}
    assert links == {"/cy/signs/", "/cy/report/", "/cy/who-to-call/"}


def test_999_comes_first_among_those_to_call(public_client: Client) -> None:
    page = shown(public_client.get("/who-to-call/"))

    numbers = [
        link.get("href") for link in page.all("//main//a[contains(@href, 'tel:')]")
    ]
    assert numbers[0] == "tel:999"
    assert "tel:08000121700" in numbers


def test_a_line_that_nobody_checked_says_so(public_client: Client) -> None:
    page = shown(public_client.get("/who-to-call/"))

    unchecked = Channel.objects.filter(checked_on=None).count()
    assert unchecked > 0
    assert page.text.count("Not yet checked with the provider") == unchecked


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Checked on 1 November 2026"),
        ("cy", "Gwiriwyd ar 1 Tachwedd 2026"),
    ],
)
def test_a_checked_line_says_when(language: str, sentence: str) -> None:
    (group, *_) = channels_queries.list_channels()
    checked = replace(group.channels[0], checked_on=date(2026, 11, 1))

    with override(language):
        text = render_to_string("reporting/parts/channel.html", {"channel": checked})

    assert sentence in " ".join(text.split())


def test_anonymity_is_promised_only_where_no_identifier_is_kept() -> None:
    promised = Channel.objects.filter(anonymity="possible").values_list(
        "code", flat=True
    )

    assert set(promised) == {"helpline", "crimestoppers"}


def test_every_line_has_its_welsh_and_a_way_to_reach_it() -> None:
    for row in Channel.objects.all():
        assert all((row.name_cy, row.takes_en, row.takes_cy))
        for name in WORDS:
            english, welsh = (getattr(row, f"{name}_{x}") for x in ("en", "cy"))
            assert bool(english) == bool(welsh)
        assert row.number or row.text_number or row.note_en


def test_the_file_and_the_table_say_the_same() -> None:
    with (channels.DATA / "channels.csv").open(encoding="utf-8", newline="") as source:
        codes = [row["code"] for row in csv.DictReader(source)]

    shown_codes = [
        c.code for group in channels_queries.list_channels() for c in group.channels
    ]
    assert shown_codes == codes


def test_the_way_out_leads_where_the_operator_says(
    public_client: Client, settings: Settings
) -> None:
    settings.EXIT_URL = "https://news.example.org/today"

    for address in ADDRESSES:
        (link,) = shown(public_client.get(address)).all(
            "//a[contains(@class, 'govuk-exit-this-page__button')]"
        )
        assert link.get("href") == "https://news.example.org/today"
