"""What is printed in further languages: whole, the right way round, and honest."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from django.test import Client
from fontTools.ttLib import TTFont

from unhidden.config.languages import TONGUES
from unhidden.hosting.translations import messages, tongues
from unhidden.learning.queries import printed
from unhidden.lib import paper
from unhidden.signs import queries as signs

NOT_REVIEWED = "Machine-assisted, not yet reviewed."


@pytest.mark.parametrize("code", [code for code, _ in TONGUES])
def test_every_letter_of_a_language_is_in_its_fonts(code: str) -> None:
    catalogue = messages.list_messages(tongues._stored(code))
    text = "".join(
        form for message in catalogue for form in messages.list_message_forms(message)
    )

    for weight in (400, 700):
        files = printed.font_files(code, text, weight)
        shown = set().union(*(shown_by(file) for file in files))
        assert set(text) - shown <= {"\n"}


def test_chinese_from_many_files_becomes_one_font_of_what_is_written() -> None:
    text = "识别现代奴役的迹象 999"
    files = printed.font_files("zh-hans", text, 400)

    made = paper.cut_font(files, text, 400)

    assert len(files) > 3
    assert len(made) < 30_000
    assert shown_by(io.BytesIO(made)) == set(text)


@pytest.mark.django_db
@pytest.mark.usefixtures("public_site")
def test_no_letter_is_lost_where_a_line_ends(client: Client) -> None:
    """Vietnamese words have letters of several files."""
    written = lines(client.get("/vi/print/general.pdf").content)

    words = set(" ".join(written).split())
    for sign in signs_in("vi", client):
        assert set(sign.split()) <= words
    assert "08000 121 700" in written
    assert NOT_REVIEWED in written


@pytest.mark.django_db
@pytest.mark.usefixtures("public_site")
def test_arabic_begins_on_the_right_and_numbers_run_from_the_left(
    client: Client,
) -> None:
    answer = client.get("/ar/print/general.pdf")

    written = lines(answer.content)
    document = pikepdf.open(io.BytesIO(answer.content))
    (link,) = document.pages[0].Annots
    left = float(link.Rect[0])
    assert str(link.A.URI) == "http://testserver/ar/report/"
    assert left < 100  # the code is on the left where words begin on the right
    assert {"999", "08000 121 700", "0800 555 111"} <= set(written)
    assert "testserver/ar/report/" in written


@pytest.mark.django_db
@pytest.mark.usefixtures("public_site")
def test_a_card_stays_silent_and_the_page_offers_the_languages_files(
    client: Client,
) -> None:
    card = lines(client.get("/ckb/print/numbers.pdf").content)
    page = client.get("/ckb/print/").content.decode()

    assert set("".join(card)) <= set("0123456789 ")
    assert "08000 121 700" in card
    assert '<bdi dir="ltr">08000 121 700</bdi>' in page
    assert 'href="/ckb/print/numbers.pdf"' in page
    assert 'href="/ckb/print/general.pdf"' in page
    assert NOT_REVIEWED in page


def signs_in(language: str, client: Client) -> list[str]:
    """The phrases of the general signs, as the page shows them."""
    page = client.get(f"/{language}/signs/").content.decode()
    found = re.findall(r"weight-bold govuk-!-margin-bottom-1\">([^<]+)<", page)
    assert len(found) == len(signs.public_signs("general", "en"))
    return found


def shown_by(font: Path | io.BytesIO) -> set[str]:
    return set(map(chr, TTFont(font).getBestCmap()))


def lines(content: bytes) -> list[str]:
    """What stands on the page, a line each, in the order from left to right."""
    document = pikepdf.open(io.BytesIO(content))
    (page,) = document.pages
    tables = {name: _table(font) for name, font in page.Resources.Font.items()}
    found: list[str] = []
    known: dict[bytes, str] = {}
    for step in pikepdf.parse_content_stream(page):
        operands = step.operands
        match str(step.operator):
            case "BT":
                found.append("")
            case "Tf":
                known = tables[str(operands[0])]
            case "Tj":
                found[-1] += _spelt(bytes(operands[0]), known)
            case "TJ":
                parts = [p for p in operands[0] if isinstance(p, pikepdf.String)]
                found[-1] += "".join(_spelt(bytes(part), known) for part in parts)
    return [line.strip() for line in found]


def _spelt(codes: bytes, known: dict[bytes, str]) -> str:
    pairs = (codes[at : at + 2] for at in range(0, len(codes), 2))
    return "".join(known.get(pair, "?") for pair in pairs)


def _table(font: pikepdf.Object) -> dict[bytes, str]:
    text = font.ToUnicode.read_bytes().decode()
    found = re.findall(r"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>\n", text)
    return {
        bytes.fromhex(code): bytes.fromhex(letters).decode("utf-16-be")
        for code, letters in found
    }
