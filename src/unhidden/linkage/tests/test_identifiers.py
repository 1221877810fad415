"""What points at somebody is found in a text, however it is written."""

from __future__ import annotations

import pytest

from unhidden.linkage.identifiers import (
    Identifier,
    find_identifiers,
    shared_identifiers,
)


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("ring 07700 900123 now", "phone", "+447700900123"),
        ("ffoniwch +44 1492 511777", "phone", "+441492511777"),
        ("a van, cx12abc", "plate", "CX12ABC"),
        ("an old car L304 ABC", "plate", "L304ABC"),
        ("from Belfast, JFZ 1234", "plate", "JFZ1234"),
        ("near ll301aa", "postcode", "LL30 1AA"),
        ("write to Some.One@example.org.", "email", "some.one@example.org"),
    ],
)
def test_each_kind_is_found(text: str, kind: str, key: str) -> None:
    assert [(found.kind, found.key) for found in find_identifiers(text)] == [
        (kind, key)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "for 104 people on 17 10 2016, at 10:30",
        "2016-10-17",
        "the top floor of number 12",
    ],
)
def test_ordinary_words_and_dates_are_not_identifiers(text: str) -> None:
    assert find_identifiers(text) == frozenset()


def test_only_what_stands_in_both_texts_is_shared_in_a_fixed_order() -> None:
    raw = "My number is 07700 900123, I live at LL30 1AA, the van is CX12 ABC"
    sanitised = "A van, cx12abc, is parked at ll30 1aa each night"

    shared = shared_identifiers(raw, sanitised)

    assert shared == (
        Identifier("plate", "CX12ABC"),
        Identifier("postcode", "LL30 1AA"),
    )


def test_texts_with_nothing_in_common_share_nothing() -> None:
    assert shared_identifiers("07700 900123", "07700 900124") == ()
