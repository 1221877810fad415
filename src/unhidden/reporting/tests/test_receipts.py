"""The receipt words: enough of them, and forgiving of how they are typed."""

from __future__ import annotations

import hmac
import math
from typing import Any

import pytest
from django.core import checks
from hypothesis import given
from hypothesis import strategies as st

from unhidden.reporting.apps import check_receipt_words
from unhidden.reporting.rules import receipts

KEY = b"a key for these tests"
BITS = 77
BETWEEN = st.text(st.sampled_from(" -\n\t,._/–·1"), min_size=1, max_size=3)
LANGUAGES = sorted(receipts.LANGUAGES)


@pytest.fixture
def broken_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list in which one word was written twice."""
    words = receipts.stored_words("en")
    monkeypatch.setattr(receipts, "stored_words", lambda _: (*words[:-1], words[0]))
    receipts.receipt_list.cache_clear()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_has_at_least_77_bits(language: str) -> None:
    words = receipts.receipt_list(language)

    assert receipts.WORDS_IN_RECEIPT * math.log2(len(set(words))) >= BITS


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_words_of_a_list_are_taken_for_each_other(language: str) -> None:
    words = receipts.receipt_list(language)

    assert len({receipts.split_receipt(word) for word in words}) == len(words)
    assert all(len(receipts.split_receipt(word)) == 1 for word in words)


@given(st.data())
def test_capitals_and_what_stands_between_the_words_make_no_difference(
    data: st.DataObject,
) -> None:
    language = data.draw(st.sampled_from(LANGUAGES))
    listed = st.sampled_from(receipts.receipt_list(language))
    words = data.draw(st.lists(listed, min_size=7, max_size=7))
    typed = "".join(
        data.draw(st.sampled_from([word, word.upper(), word.title()]))
        + data.draw(BETWEEN)
        for word in words
    )

    assert receipts.normalise_receipt(typed) == receipts.normalise_receipt(
        " ".join(words)
    )


@given(st.text(st.characters(exclude_categories=())))
def test_anything_typed_is_normalised_and_stays_so(typed: str) -> None:
    words = receipts.split_receipt(typed)

    assert receipts.split_receipt(" ".join(words)) == words
    assert all(word.isascii() and word.isalpha() for word in words)


@pytest.mark.parametrize("typed", ["tŷ", "TŶ", "ty\N{COMBINING CIRCUMFLEX ACCENT}"])
def test_accents_make_no_difference(typed: str) -> None:
    assert receipts.split_receipt(typed) == ("ty",)


def test_the_order_of_the_words_does() -> None:
    one, other = (
        receipts.normalise_receipt(t) for t in ("abandon able", "able abandon")
    )

    assert one != other


def test_the_digest_is_keyed_and_needs_the_key() -> None:
    expected = hmac.new(KEY, b"address", "sha256").hexdigest()

    assert receipts.hash_address(b"address", key=KEY) == expected
    assert receipts.hash_address(b"address", key=b"another") != expected


def test_a_slip_of_the_pen_is_found_in_either_language() -> None:
    english, welsh = (receipts.receipt_list(name)[0] for name in ("en", "cy"))

    assert receipts.strange_words(f"{english} {welsh} abandoon") == ("abandoon",)


def test_the_lists_pass_the_check_at_start() -> None:
    registry: Any = checks.registry.registry

    assert check_receipt_words(None) == []
    assert check_receipt_words in registry.registered_checks


@pytest.mark.usefixtures("broken_list")
def test_a_broken_list_stops_the_start_and_makes_no_receipt() -> None:
    errors = check_receipt_words(None)

    assert {error.id for error in errors} == {"reporting.E001"}
    with pytest.raises(receipts.WordListBroken):
        receipts.receipt_list("en")


@pytest.mark.parametrize(
    ("word", "complaint"),
    [
        ("ab", "letters"),
        ("abcdefghijklm", "letters"),
        ("Capital", "small letters"),
        ("two words", "small letters"),
        ("élan1", "small letters"),
        ("zôo", "accents"),
    ],
)
def test_each_fault_of_a_word_is_named(word: str, complaint: str) -> None:
    words = ["zoo", word, *receipts.stored_words("cy")[2:]]

    assert any(complaint in fault for fault in receipts.find_list_faults(words))


def test_a_short_list_is_a_fault() -> None:
    assert any("2047" in fault for fault in receipts.find_list_faults(["zoo"] * 2047))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_tells_what_it_is_for_or_hurts(language: str) -> None:
    instead = receipts.load_replaced_words(language)

    listed = set(receipts.receipt_list(language))
    assert not listed & (instead.keys() | TELLING)
    assert set(instead.values()) <= listed
    assert len(listed) == receipts.WORDS_IN_LIST


TELLING = {
    "abuse", "accuse", "alien", "arrest", "child", "crime", "danger", "escape",
    "evidence", "girl", "guard", "help", "human", "illegal", "inform", "maid", "monkey",
    "owner", "police", "prison", "rescue", "report", "secret", "sell", "spy", "suffer",
    "suspect", "traffic", "trap", "ugly", "useless", "victim", "witness",
    "adroddiad", "cyflogi", "cymorth", "diogelu", "helpu", "masnachu", "plant",
    "plentyn", "rhyddid",
}  # fmt: skip


def test_four_letters_are_enough_to_tell_english_words_apart() -> None:
    listed = receipts.receipt_list("en")

    assert len({word[:4] for word in listed}) == len(listed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_were_replaced_are_no_slip_of_the_pen(language: str) -> None:
    old = list(receipts.load_replaced_words(language))

    assert receipts.strange_words(" ".join(old)) == ()


def test_one_draw_is_told_in_either_language() -> None:
    english, welsh = (receipts.receipt_list(each)[:7] for each in ("en", "cy"))
    old = ("abandon", *english[1:])

    assert list(receipts.list_receipt_spellings(english, "cy")) == [welsh, english]
    assert list(receipts.list_receipt_spellings(welsh, "cy")) == [welsh, english]
    assert list(receipts.list_receipt_spellings(old, "cy")) == [welsh, old]
    assert list(receipts.list_receipt_spellings(english[1:], "cy")) == []
    assert list(receipts.list_receipt_spellings((*english[1:], welsh[0]), "cy")) == []
