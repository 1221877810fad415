"""What is typed where nothing is known makes nobody and nothing one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.intelligence.subjects.rules import matching, traces
from unhidden.intelligence.subjects.rules.matching import ASK, MatchComparison

_KNOWN = {"born": "1990", "postcode": "LL13 8RR"}
_DESCRIBED = [
    "Unknown", "unknown male", "UNKNOWN FEMALE", "N/A", "n.k.", "Not known", "Male 1",
    "Dyn anhysbys", "anhysbys", "Victim 2", "The driver", "driver of van", "Boss",
    "Romanian male", "Unknown Asian female", "Vietnamese girl aged 15", "—",
    "Male, 30s", "Неизвестный", "مجهول", "不明", "possible victim", "Albanian boss",
]  # fmt: skip
_NAMED = [
    "Ei Ei", "Na Li", "Guy French", "Anna Driver", "Roma Downey", "Minh Male",
    "German Garmendia", "Hogan", "Boss Kowalski", "Dimitri Unknown", "Sion ap Rhys",
    "Nil Yildiz", "Yn Zhang", "Kim Young Man", "Georgian Popescu", "Neil Woman",
]  # fmt: skip


def compare(kind: str, text: str, **details: str) -> MatchComparison:
    """Two mentions that say the same, on the smallest desk."""
    one, other = (traces.trace_of(kind, text, details).profile for _ in "ab")
    return matching.compare_mention_profiles(kind, one, other)


@pytest.mark.parametrize("text", _DESCRIBED)
def test_a_description_is_no_name(text: str) -> None:
    """Nor where somebody is from, which never counts."""
    (known,) = traces.trace_of("person", text, _KNOWN).profile["names"]

    assert known.get("name") is None
    assert not traces.trace_of("person", text, {}).keys
    assert compare("person", text, **_KNOWN).bits < matching.SUGGEST
    assert compare("person", text, born="1990").bits < ASK


@pytest.mark.parametrize("text", _NAMED)
def test_names_that_look_like_descriptions_are_names(text: str) -> None:
    (known,) = traces.trace_of("person", text, {}).profile["names"]

    assert known.get("name") is not None


def test_another_name_that_is_none_leaves_the_others() -> None:
    trace = traces.trace_of("person", "Unknown", {"aliases": "Beni Kola; the boss"})

    assert len(trace.profile["names"]) == 1
    assert trace.keys == traces.trace_of("person", "Beni Kola", {}).keys


def test_a_hundred_other_names_cost_no_more_than_some() -> None:
    """Each is held against each: a hundred of both took a twentieth of a second."""
    names = [f"{one}{two} Hoxha" for one in "abcde" for two in "fghijklm"]
    told = traces.trace_of("person", "Arben Hoxha", {"aliases": ";".join(names)})
    twice = traces.trace_of("person", "Arben Hoxha", {"aliases": "Arben Hoxha;Beni"})

    assert len(told.profile["names"]) == traces.MOST_NAMES
    assert len(twice.profile["names"]) == 2


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        *(("postcode", each) for each in ("unknown", "N/A", "-", "ddim yn hysbys")),
        *(("postcode", each) for each in ("00000", "LL", "no postcode given")),
        *(("email", each) for each in ("none", "n/a", "a@b", "none@none.com")),
        *(("email", each) for each in ("no-reply@gmail.com", "info@example.org")),
        *(("phone", each) for each in ("00000000000", "07777 777777", "01234567890")),
    ],
)
def test_a_detail_that_nobody_knows_says_nothing(detail: str, said: str) -> None:
    told = traces.trace_of("person", "Arben Hoxha", {detail: said})

    assert told.profile == traces.trace_of("person", "Arben Hoxha", {}).profile


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ("postcode", "LL13"), ("postcode", "010101"), ("email", "na.li@mail.ru"),
        ("phone", "07700 900123"), ("email", "unknown.pleasures@example.org"),
    ],
)  # fmt: skip
def test_a_detail_that_is_one_counts(detail: str, said: str) -> None:
    told = traces.trace_of("person", "Arben Hoxha", {detail: said})

    assert told.profile != traces.trace_of("person", "Arben Hoxha", {}).profile


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("vehicle", "unknown"), ("vehicle", "white van"), ("document", "passport"),
        ("document", "unknown"), ("document", "ID card 1"), ("account", "unknown"),
        ("account", "Facebook"), ("business", "Car wash"), ("business", "unknown"),
        ("business", "The Nail Bar"), ("premises", "not known"),
        ("phone", "00000000000"), ("phone", "withheld"),
    ],
)  # fmt: skip
def test_things_without_a_name_or_a_number_are_not_one(kind: str, text: str) -> None:
    assert compare(kind, text).bits < ASK
    assert not traces.trace_of(kind, text, {}).keys


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("vehicle", "CX12 ABC"), ("vehicle", "CX12*"), ("document", "AB123456"),
        ("account", "facebook:best.nails"), ("business", "Bubbles Car Wash"),
        ("business", "Asda"), ("phone", "07700 900123"), ("account", "best.nails"),
    ],
)  # fmt: skip
def test_things_with_one_are_found_by_it(kind: str, text: str) -> None:
    assert traces.trace_of(kind, text, {}).keys


@given(
    st.sampled_from(["person", "vehicle", "phone", "document", "account", "business"]),
    st.text(max_size=30),
)
def test_whatever_is_typed_is_read(kind: str, text: str) -> None:
    told = traces.trace_of(kind, text, {"email": text, "postcode": text})
    found = matching.compare_mention_profiles(kind, told.profile, told.profile)

    assert found.bits == found.bits
