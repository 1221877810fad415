"""Odd and hostile words at the desk: a clear answer, and nothing half kept."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.made.intelligence import make_intelligence, make_item
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from tests.support.write_form import OWN, typed
from unhidden.intelligence.models import IntelligenceReport, Item, Mention

pytestmark = pytest.mark.django_db

ZERO_WIDTH = "Ar\N{ZERO WIDTH SPACE}ben\N{ZERO WIDTH JOINER} Hoxha"
BIDI = "Arben \N{RIGHT-TO-LEFT OVERRIDE}axoH\N{POP DIRECTIONAL FORMATTING}"
MIXED = "Арбен Hoxha, أربن, 阿尔本, Ἀρβέν"
EMOJI = "\N{AUTOMOBILE}\N{PILE OF POO}\N{FIRE}"


@pytest.fixture
def analyst(signed_in: SignedIn) -> Client:
    return signed_in("analyst")


def counts() -> list[int]:
    tables: list[Any] = [IntelligenceReport, Item, Mention]
    return [table.objects.using("stored").count() for table in tables]


@pytest.mark.parametrize(
    "said",
    [
        ZERO_WIDTH,
        BIDI,
        MIXED,
        EMOJI,
        "\ufdd0\U0010ffff\x1b[2J",
        "e" + "\N{COMBINING ACUTE ACCENT}" * 150,
        "<script>alert(1)</script>{{ form }}{% if %}",
    ],
)
def test_odd_words_are_kept_and_shown_as_they_were_typed(
    analyst: Client, said: str
) -> None:
    odd = {f"item-0-{name}": said for name in ("persons", "vehicles", "phones", "text")}

    answer = analyst.post(OWN, typed(raw=said, **odd), follow=True)

    assert answer.redirect_chain, words(answer)
    (item,) = Item.objects.using("stored").all()
    assert item.text == said
    assert counts() == [1, 1, 3]
    assert "<script>alert" not in answer.content.decode()
    for row in Mention.objects.using("stored").all():
        assert row.text == said
        page = reverse("intelligence:subject", args=[row.id])
        assert analyst.get(page).status_code == 200


def test_letters_that_nobody_sees_do_not_keep_two_names_apart(analyst: Client) -> None:
    names = "\n".join(("Arben Hoxha", ZERO_WIDTH))

    analyst.post(OWN, typed(**{"item-0-persons": names}))

    assert [row.text for row in Mention.objects.using("stored").all()] == [
        "Arben Hoxha"
    ]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("raw", "é " * 25_000, "10000 characters or fewer"),
        ("item-0-text", MIXED * 2_000, "10000 characters or fewer"),
        ("item-0-persons", "Anna Jones\n" * 10_000, "10000 characters or fewer"),
        ("item-0-phones", "".join(f"{n}\n" for n in range(2_000)), "speak of 200"),
        ("item-0-vehicles", EMOJI * 100, "200 characters or fewer on each line"),
        ("item-0-text", "a\0b", "ull characters"),
    ],
)
def test_what_cannot_be_kept_is_told_and_given_back_and_nothing_is_kept(
    analyst: Client, field: str, value: str, sentence: str
) -> None:
    page = analyst.post(OWN, typed(**{field: value}))

    assert sentence in words(page)
    assert value.strip()[:50].splitlines()[0].replace("\0", "") in (
        page.content.decode().replace("\0", "")
    )
    assert counts() == [0, 0, 0]


@pytest.mark.parametrize("born", ["1870-02-31", "31 February 1870", "1985-13", EMOJI])
def test_a_day_of_birth_that_never_was_is_told_and_not_kept(
    cast: Cast, analyst: Client, born: str
) -> None:
    key: UUID = make_intelligence(make_item(), by=cast.actor("analyst"))
    page = reverse("intelligence:mentions", args=[key, 1])

    form = {"do": "add", "text": "Gent Hoxha", "born": born}
    answer = analyst.post(f"{page}?kind=person", form)

    assert "such as 1985-03-07" in words(answer)
    assert counts() == [1, 1, 0]


def test_fifty_kilobytes_are_looked_through_as_they_are_typed(analyst: Client) -> None:
    pasted = f"{MIXED} {BIDI} 07700 900123 {EMOJI} " * 800
    assert len(pasted.encode()) > 50_000

    answer = analyst.post(reverse("intelligence:look"), {"item-0-text": pasted})

    assert answer.status_code == 200
