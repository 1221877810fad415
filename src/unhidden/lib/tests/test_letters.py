"""Which differences of typing each kind of plainness takes away, and which it keeps."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from unhidden.lib import letters


@pytest.mark.parametrize(
    ("typed", "composed", "bare", "folded"),
    [
        ("T\u0177", "T\u0177", "Ty", "ty"),
        ("Ty\u0302", "T\u0177", "Ty", "ty"),
        ("\ufb01ne", "fine", "fine", "fine"),
        ("\u24b6", "A", "A", "a"),
        ("Stra\u00dfe", "Stra\u00dfe", "Stra\u00dfe", "strasse"),
        ("\u0130", "\u0130", "I", "i"),
        ("", "", "", ""),
    ],
)
def test_each_plainness_takes_more_away(
    typed: str, composed: str, bare: str, folded: str
) -> None:
    assert letters.compose_letters(typed) == composed
    assert letters.strip_accents(typed) == bare
    assert letters.fold_letters(typed) == folded


@given(some.text())
def test_a_text_typed_in_pieces_is_the_same_text(text: str) -> None:
    pieces = unicodedata.normalize("NFD", text)

    assert letters.compose_letters(pieces) == letters.compose_letters(text)
    assert letters.strip_accents(pieces) == letters.strip_accents(text)
    assert letters.fold_letters(pieces) == letters.fold_letters(text)


@given(some.text())
def test_no_accent_is_left(text: str) -> None:
    assert not any(map(unicodedata.combining, letters.strip_accents(text)))
    assert not any(map(unicodedata.combining, letters.fold_letters(text)))


@given(some.text(alphabet="abc", min_size=1))
def test_signs_that_nobody_sees_go_and_controls_part_words(word: str) -> None:
    typed = f"\u200b{word}\u00ad\n{word}\u202e"

    assert letters.drop_signs(typed, {"Cf"}, spaced={"Cc"}) == f"{word} {word}"
    assert letters.drop_signs(typed, {"Cf"}) == f"{word}\n{word}"
