"""Searching as people write, and names that may be of the same place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.places.rules.text import fold_text, is_alike, search_text


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Tŷ Coch", "ty coch"),
        ("Joe's Café", "joes cafe"),
        ("Joe’s Café", "joes cafe"),  # as a phone types it
        ("A & B (Bangor) Ltd.", "a b bangor ltd"),
        ("100%_nice", "100 nice"),
        ("  ", ""),
    ],
)
def test_case_accents_and_signs_do_not_matter(written: str, folded: str) -> None:
    assert fold_text(written) == folded


@given(st.text())
def test_what_is_folded_holds_no_sign_special_to_a_search(text: str) -> None:
    assert not set(fold_text(text)) & set("%_\\")


@given(st.text(), st.text())
def test_every_word_of_the_name_and_address_is_found(name: str, address: str) -> None:
    there = search_text(name, address, "LL11 0BY")

    assert all(
        word in there for word in fold_text(name).split() + fold_text(address).split()
    )


def test_a_postcode_is_found_with_its_blank_and_without() -> None:
    assert {"ll11", "0by", "ll110by"} <= set(search_text("", "", "LL11 0BY").split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Golden Dragon", "golden dragon takeaway"),
        ("The Golden Dragon", "Golden Dragon"),
        ("Caffi'r Ddraig", "Caffir Ddraig"),
        ("Posh Nails", "Posh Nail"),
        ("Sparkle Hand Car Wash", "Car Wash"),
    ],
)
def test_names_that_may_be_of_one_place(one: str, other: str) -> None:
    assert is_alike(one, other)
    assert is_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Golden Dragon", "Red Lion"), ("", "Red Lion"), ("!", "Red Lion")],
)
def test_names_of_different_places(one: str, other: str) -> None:
    assert not is_alike(one, other)
