"""The seven words a person keeps: the only way back to their report.

Seven words of a list of 2,048 are 77 random bits: far too many to guess, so the
keyed hash that stands for them need not be slow. The lists are checked when the
program starts, and a list with a fault issues nothing.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

WORDS_IN_RECEIPT = 7
WORDS_IN_LIST = 2048
SHORTEST, LONGEST = 3, 12

_LISTS = {
    "en": ("mnemonic", "wordlist/english.txt"),
    "cy": ("unhidden.reporting", "data/words_cy.txt"),
}
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
    if any(faults(words)):
        raise WordListBroken(language)
    return words


def stored_words(language: str) -> tuple[str, ...]:
    """The list as its file has it, checked or not; lines with # are remarks."""
    package, path = _LISTS[language]
    text = resources.files(package).joinpath(path).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def faults(words: Sequence[str]) -> Iterator[str]:
    """What makes a list unfit, a sentence each; nothing when it is fit."""
    if len(words) != WORDS_IN_LIST:
        yield f"It has {len(words)} words and not {WORDS_IN_LIST}."
    for word in words:
        if not _WORD.fullmatch(word):
            yield f"The word {word!r} has other characters than small letters."
        if not SHORTEST <= len(word) <= LONGEST:
            yield f"The word {word!r} has not {SHORTEST} to {LONGEST} letters."
    folded = [" ".join(normalised(word)) for word in words]
    if len(set(folded)) != len(folded):
        yield "Two words are the same when accents are left out."


def normalised(typed: str) -> tuple[str, ...]:
    """The words in what somebody typed: capitals, accents and what stands between
    the words make no difference."""
    bare = _APOSTROPHES.sub("", typed)
    letters = unicodedata.normalize("NFKD", bare).casefold()
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return tuple(word for word in _BETWEEN.split(plain) if word)


def code(typed: str) -> str:
    """The one spelling of these words, from which everything else is derived."""
    return " ".join(normalised(typed))


def digest(address: bytes, *, key: bytes) -> str:
    """What is stored for a receipt's address: HMAC-SHA256 under ``key``, in hex."""
    return hmac.new(key, address, "sha256").hexdigest()


def strange_words(typed: str) -> tuple[str, ...]:
    """The typed words that are in no list: slips of the pen, most likely."""
    known = {
        normalised(word)[0]
        for language in sorted(LANGUAGES)
        for word in receipt_list(language)
    }
    return tuple(word for word in normalised(typed) if word not in known)
