"""What is printed: what it says, what it does not, and what it leads to."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
from django.test import Client
from pytest_django import Settings

from unhidden.learning.queries import printed as printed_queries
from unhidden.reporting import queries as reporting
from unhidden.signs import queries as signs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_site")]

A4 = (595.28, 841.89)


def printed(client: Client, address: str) -> tuple[str, pikepdf.Pdf]:
    """The name under which a browser keeps the file, and the file."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies
    name = answer.headers["Content-Disposition"]
    return name, pikepdf.open(io.BytesIO(answer.content))


def letters(document: pikepdf.Pdf) -> set[str]:
    """Every character that the page's fonts can show: those that were written."""
    found: set[str] = set()
    for font in document.pages[0].Resources.Font.values():
        table = font.ToUnicode.read_bytes().decode().partition("beginbfchar")[2]
        found |= {
            bytes.fromhex(code).decode("utf-16-be")
            for code in re.findall(r"<[0-9A-Fa-f]{4}> <([0-9A-Fa-f]{4})>\n", table)
        }
    return found


@pytest.mark.parametrize("prefix", ["", "/cy"])
def test_a_card_shows_numbers_and_nothing_else(client: Client, prefix: str) -> None:
    name, document = printed(client, f"{prefix}/print/numbers.pdf")

    written = letters(document)
    assert len(document.pages) == 1
    assert set("019") <= written <= set("0123456789 \x00")
    assert name == 'inline; filename="numbers.pdf"'


def test_nothing_in_the_file_of_a_card_says_what_it_is_for(client: Client) -> None:
    _, document = printed(client, "/print/numbers.pdf")

    about = {str(value) for value in document.docinfo.values()}
    assert about <= {"Numbers", "", "D:20000101000000Z"}
    assert "/Annots" not in document.pages[0]


def test_a_card_begins_with_danger_and_every_number_is_a_channels() -> None:
    known = {
        channel.number
        for group in reporting.list_channels()
        for channel in group.channels
    }

    numbers = [channel.number for channel in printed_queries.list_card_numbers()]

    assert numbers[0] == "999"
    assert len(set(numbers)) == len(numbers) > 4
    assert set(numbers) <= known


@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/cy", "cy")])
def test_a_poster_is_one_page_in_its_language_with_the_way_to_report(
    client: Client, prefix: str, language: str
) -> None:
    name, document = printed(client, f"{prefix}/print/agriculture.pdf")

    (page,) = document.pages
    (link,) = page.Annots
    section = signs.public_section("agriculture", language)
    assert tuple(float(side) for side in page.MediaBox)[2:] == pytest.approx(A4, abs=1)
    assert str(document.Root.Lang) == language
    assert str(document.docinfo.Title).endswith(section.name)
    assert str(link.A.URI) == f"http://testserver{prefix}/report/"
    assert ("ŵ" in letters(document)) == (language == "cy")
    assert name == 'inline; filename="poster-agriculture.pdf"'


def test_no_paper_leads_past_encryption_but_the_demonstrations(
    client: Client, settings: Settings
) -> None:
    settings.IS_DEMONSTRATION = False

    _, document = printed(client, "/print/care.pdf")

    assert str(document.pages[0].Annots[0].A.URI) == "https://testserver/report/"


def test_every_public_section_has_a_poster_and_no_other(client: Client) -> None:
    sections = [section.code for section in signs.public_sections("en")]

    listed = client.get("/print/").content.decode()

    assert re.findall(r'href="/print/(\w+)\.pdf"', listed) == ["numbers", *sections]
    assert client.get("/print/organ.pdf").status_code == 404
    assert client.get("/print/nothing.pdf").status_code == 404


def test_a_poster_leads_only_to_a_name_of_this_site(client: Client) -> None:
    answer = client.get("/print/care.pdf", headers={"host": "elsewhere.example"})

    assert answer.status_code == 400
