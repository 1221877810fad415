"""The files of the catalogue, before they become tables."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest

from unhidden.signs import queries
from unhidden.signs.actions import DATA
from unhidden.signs.models import Section, Sign
from unhidden.signs.rules import NEVER_COUNTS, Dimension

ILO = {"AOV", "DEC", "RES", "ISO", "VIO", "INT", "DOC", "WAG", "DEB", "CON", "OVT"}
# What Welsh may write; English letters that Welsh lacks come in with loan words.
WELSH = re.compile(r"[A-Za-zâêîôûŵŷáéíóúẃýàèìòùäëïöüÂÊÎÔÛŴŶ0-9 .,;:'’“”()/-]+")


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


SECTIONS, SIGNS = rows("sections.csv"), rows("indicators.csv")
EXPLAINED = rows("explained.csv")


def test_the_catalogue_is_whole() -> None:
    assert (len(SECTIONS), len(SIGNS)) == (19, 222)
    assert Counter(sign["weight"] for sign in SIGNS) == {
        "strong": 56,
        "medium": 133,
        "weak": 33,
    }


def test_codes_are_unique_and_sections_known() -> None:
    codes = [row["code"] for row in [*SECTIONS, *SIGNS]]

    assert len(set(codes)) == len(codes)
    assert {sign["section"] for sign in SIGNS} == {row["code"] for row in SECTIONS}


def test_weights_dimensions_and_readers_are_those_the_rules_know() -> None:
    assert {sign["ilo_indicator"] for sign in SIGNS} <= ILO
    assert {sign["delphi_dimension"] for sign in SIGNS} == {d.value for d in Dimension}
    assert {sign["seen_by"] for sign in SIGNS} == {
        "public",
        "public+trained",
        "trained",
    }


@pytest.mark.parametrize(
    "row", [*SECTIONS, *SIGNS, *EXPLAINED], ids=lambda row: row["code"]
)
def test_every_text_has_its_welsh(row: dict[str, str]) -> None:
    for field, english in row.items():
        if field.endswith("_en"):
            welsh = row[f"{field.removesuffix('_en')}_cy"]
            assert english == english.strip() != ""
            assert welsh == welsh.strip() != english
            assert WELSH.fullmatch(welsh), welsh


def test_texts_fit_their_columns() -> None:
    columns = {
        field.name: field.max_length
        for model in (Section, Sign)
        for field in model._meta.concrete_fields
    }
    long = [
        (row["code"], name)
        for row in [*SECTIONS, *SIGNS, *EXPLAINED]
        for name, text in row.items()
        if len(text) > (columns.get(name) or 10_000)
    ]

    assert long == []


def test_one_phrase_stands_for_one_sign() -> None:
    for language in ("en", "cy"):
        phrases = Counter((s["section"], s[f"phrase_{language}"]) for s in SIGNS)
        assert [phrase for phrase, times in phrases.items() if times > 1] == []


def test_a_section_is_public_where_it_has_a_sign_for_the_public() -> None:
    with_public_signs = {
        sign["section"] for sign in SIGNS if sign["seen_by"] != "trained"
    }

    assert {
        row["code"] for row in SECTIONS if row["is_public"] == "yes"
    } == with_public_signs


def test_who_a_person_is_by_birth_or_status_is_no_sign() -> None:
    words = re.compile(
        r"nationalit|ethnic|religio|immigra|asylum|accent|foreign|refugee|race\b"
        r"|cenedligrwydd|ethnig|crefydd|mewnfud|lloches|acen\b|tramor\b",
        re.IGNORECASE,
    )
    phrases = [sign["phrase_en"] + " " + sign["phrase_cy"] for sign in SIGNS]
    phrases += [" ".join(row.values()) for row in EXPLAINED]

    assert [phrase for phrase in phrases if words.search(phrase)] == []


def test_every_public_sign_and_no_other_is_explained() -> None:
    explained = [row["code"] for row in EXPLAINED]

    assert len(set(explained)) == len(explained)
    assert set(explained) == {s["code"] for s in SIGNS if s["seen_by"] != "trained"}


def test_no_explanation_asks_anybody_to_find_out_more() -> None:
    asks = re.compile(r"\b(look for|watch|follow|photograph|ask|check)\b", re.I)

    assert [row["code"] for row in EXPLAINED if asks.search(row["or_else_en"])] == []
    assert [row["code"] for row in EXPLAINED if asks.search(row["may_mean_en"])] == []


def test_every_public_sign_has_a_drawing_and_every_drawing_a_sign() -> None:
    assert {row["pictogram"] for row in EXPLAINED} == set(queries.read_drawings())


@pytest.mark.parametrize("name", queries.read_drawings())
def test_the_drawings_are_alike(name: str) -> None:
    drawing = queries.read_drawings()[name]

    assert 'viewBox="0 0 48 48"' in drawing
    assert re.findall(r'stroke-width="([^"]+)"', drawing) == ["3"]
    assert re.findall(r'fill="([^"]+)"', drawing) == ["none"]
    assert set(re.findall(r"<(\w+)", drawing)) <= {"svg", "path", "circle", "rect"}


def test_what_never_counts_is_for_trained_people_only() -> None:
    readers = {sign["code"]: sign["seen_by"] for sign in SIGNS}

    assert {readers[code] for code in NEVER_COUNTS} == {"trained"}
