"""The seven words a person keeps: the only way back to their report.

Seven words of a list of 2,048 are 77 random bits: far too many to guess, so the
keyed hash that stands for them need not be slow. The lists are checked when the
program starts, and a list with a fault issues nothing.

A receipt must tell nothing to whoever finds it, and hurt nobody who keeps it: words
that could are replaced (``data/words_replaced.csv``). Receipts with the old ones work.
"""

from __future__ import annotations

import csv
import hmac
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

from unhidden.lib.letters import fold_letters

WORDS_IN_RECEIPT = 7
WORDS_IN_LIST = 2048
SHORTEST, LONGEST = 3, 12

_LISTS = {
    "en": ("mnemonic", "wordlist/english.txt"),
    "cy": ("unhidden.reporting", "data/words_cy.txt"),
}
_REPLACED = ("unhidden.reporting", "data/words_replaced.csv")
LANGUAGES = frozenset(_LISTS)

_APOSTROPHES = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}]")
_BETWEEN = re.compile(r"[^a-z]+")
_WORD = re.compile(r"[a-zâêîôûŵŷáéíóúẃýàèìòùẁỳäëïöüẅÿ]+")


class WordListBroken(Exception):
    """A list of receipt words has a fault: no receipt may be made of it."""


def list_for(language: str) -> str:
    """Which list somebody who reads this language is given words of."""
    return language if language in LANGUAGES else "en"


@cache
def receipt_list(language: str) -> tuple[str, ...]:
    """The words of a language; raises WordListBroken unless they are fit for use."""
    words = stored_words(language)
    if any(find_list_faults(words)):
        raise WordListBroken(language)
    return words


def stored_words(language: str) -> tuple[str, ...]:
    """The list, checked or not, with other words in place of those replaced."""
    instead = load_replaced_words(language)
    return tuple(instead.get(word, word) for word in _lines(*_LISTS[language]))


def load_replaced_words(language: str) -> dict[str, str]:
    """Words that the list had once, and what stands in the place of each."""
    rows = csv.DictReader(_lines(*_REPLACED))
    return {row["word"]: row["instead"] for row in rows if row["list"] == language}


def _lines(package: str, path: str) -> list[str]:
    """What a file says; empty lines and those with # are left out."""
    text = resources.files(package).joinpath(path).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def list_receipt_spellings(
    words: Sequence[str], language: str
) -> Iterator[tuple[str, ...]]:
    """One draw of words as each list tells it, that of ``language`` first.

    Nothing for words that are not drawn from one list.
    """
    lists = (language, *sorted(LANGUAGES - {language}))
    drawn = next((each for each in lists if set(words) <= _places(each).keys()), None)
    if drawn and len(words) == WORDS_IN_RECEIPT:
        for each in lists:
            listed, places = receipt_list(each), _places(drawn)
            is_it = each == drawn
            yield tuple(word if is_it else listed[places[word]] for word in words)


@cache
def _places(language: str) -> dict[str, int]:
    """The place of every word in the list, and of those that were replaced."""
    places = {word: place for place, word in enumerate(receipt_list(language))}
    return places | {
        old: places[new] for old, new in load_replaced_words(language).items()
    }


def find_list_faults(words: Sequence[str]) -> Iterator[str]:
    """What makes a list unfit, a sentence each; nothing when it is fit."""
    if len(words) != WORDS_IN_LIST:
        yield f"It has {len(words)} words and not {WORDS_IN_LIST}."
    for word in words:
        if not _WORD.fullmatch(word):
            yield f"The word {word!r} has other characters than small letters."
        if not SHORTEST <= len(word) <= LONGEST:
            yield f"The word {word!r} has not {SHORTEST} to {LONGEST} letters."
    folded = [" ".join(split_receipt(word)) for word in words]
    if len(set(folded)) != len(folded):
        yield "Two words are the same when accents are left out."


def split_receipt(typed: str) -> tuple[str, ...]:
    """The words in what somebody typed: capitals, accents and what stands between
    the words make no difference."""
    plain = fold_letters(_APOSTROPHES.sub("", typed))
    return tuple(word for word in _BETWEEN.split(plain) if word)


def normalise_receipt(typed: str) -> str:
    """The one spelling of these words, from which everything else is derived."""
    return " ".join(split_receipt(typed))


def hash_address(address: bytes, *, key: bytes) -> str:
    """What is stored for a receipt's address: HMAC-SHA256 under ``key``, in hex."""
    return hmac.new(key, address, "sha256").hexdigest()


def strange_words(typed: str) -> tuple[str, ...]:
    """The typed words that no receipt ever had: slips of the pen, most likely."""
    return tuple(word for word in split_receipt(typed) if word not in _ever_given())


@cache
def _ever_given() -> frozenset[str]:
    """Every word of a receipt, in its one spelling."""
    words = (word for language in sorted(LANGUAGES) for word in _places(language))
    return frozenset(split_receipt(word)[0] for word in words)
