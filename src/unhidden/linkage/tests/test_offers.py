"""What a text may mention is offered where it stands, whatever was pasted."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unhidden.linkage.identifiers import find_identifiers
from unhidden.linkage.offers import MOST_CANDIDATES, find_offers

# A machine that others use, too.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
TODAY = date(2016, 11, 25)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("ring 07700 900123", "phone", "+447700900123"),
        ("ring 07\u200b700 \u202e900123", "phone", "+447700900123"),
        ("van CX1? A?C", "plate", "CX1?A?C"),
        ("a plate ending XYZ", "plate", "*XYZ"),
        ("CX12 something, white", "plate", "CX12*"),
        ("near ll301aa", "postcode", "LL30 1AA"),
        ("write to Some.One@example.org.", "email", "some.one@example.org"),
        ("Instagram: Best.Nails", "account", "instagram:best.nails"),
        ("see https://www.facebook.com/bestnails", "account", "facebook:bestnails"),
        ("find @bestnails", "account", ":bestnails"),
        ("see www.example.org/nails", "url", "www.example.org/nails"),
        ("a man called Arben Hoxha", "name", "Arben Hoxha"),
        ("merch o'r enw Siân ferch Owain", "name", "Siân ferch Owain"),
        ("ei henw hi yw Mair", "name", "Mair"),
        ("a woman known as محمد حسن", "name", "محمد حسن"),
        ("she calls herself linh", "name", "linh"),
        ("born on 12/03/90", "born", "1990-03-12"),
        ("ganed 3 Mawrth 1985", "born", "1985-03-03"),
        ("Flat 1, 12 High Street", "address", "Flat 1, 12 High Street"),
        ("12 Heol y Môr", "address", "12 Heol y Môr"),
    ],
)
def test_each_kind_is_offered_as_it_would_be_kept(
    text: str, kind: str, value: str
) -> None:
    found = find_offers(text, today=TODAY)

    assert [(one.kind, one.value) for one in found] == [(kind, value)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("born 31 February 1870", "no_such_day"),
        ("dob 01/02/1870", "too_long_ago"),
        ("dob 01/02/2017", "not_yet"),
        ("dob 31/04/0000", "no_such_day"),
    ],
)
def test_a_date_of_birth_that_cannot_be_is_offered_with_the_reason(
    text: str, problem: str
) -> None:
    (found,) = find_offers(text, today=TODAY)

    assert (found.value, found.problem) == ("", problem)


@pytest.mark.parametrize(
    "text",
    ["", "he called the police", "she was called back today", "on 12/03/1990 at 10:30",
     "what? why?", "meet at 10", "\u202e\u200b", "👻" * 10],
)  # fmt: skip
def test_ordinary_words_offer_nothing(text: str) -> None:
    assert find_offers(text, today=TODAY) == ()


def test_two_people_joined_by_and_are_offered_apart() -> None:
    found = find_offers("named Arben Hoxha and Besnik", today=TODAY)

    assert [one.text for one in found] == ["Arben Hoxha", "Besnik"]


@unhurried
@given(st.text(max_size=200))
def test_each_candidate_stands_where_it_says(text: str) -> None:
    for found in find_offers(text, today=TODAY):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    "unit",
    ["a", "1", "a@", "called A ", "12 High ", "A1?", "born 1 ", "A1 ", "(", "\u202e",
     "0 ", "1\n", "1-", "1/", "A B ", "d'", "A.", "al-", "St. ", "thirty-", "about ",
     "between 1 and ", "in her ", "(28) Omar ", "aged ", "number ending ", "rhif ",
     "phone ended 12 ", "07700…1", "...", "last digits ", "plate A", "reg A1 B2 ",
     "Polish A", "CX12 A8C ", "OOOOOOO", "Flat A 12 High ", "Stall P1, ", "12 A-",
     "1st floor ", "12 St. ", "Omar al-Bashir ", "De La ", "mai Omar ", "Arben Hoxha "],
)  # fmt: skip
def test_a_hundred_thousand_characters_of_anything_are_read_at_once(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    began = process_time()

    found = find_offers(text, today=TODAY)
    find_identifiers(text)

    assert len(found) <= MOST_CANDIDATES
    assert process_time() - began < 2
