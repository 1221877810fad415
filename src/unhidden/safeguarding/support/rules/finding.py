"""Finding words again in texts that are open for this moment, and nowhere kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import TypeVar

AROUND = 90
_ELLIPSIS = "…"
K = TypeVar("K")


def fold_text(text: str) -> str:
    """The text without capitals and accents, one letter for each letter of it.

    What folds to several letters or to none keeps its place as it is, so that a place
    in the folded text is the same place in the text.
    """
    return "".join(_fold_letter(letter) for letter in text)


def _fold_letter(letter: str) -> str:
    bare = "".join(
        each
        for each in unicodedata.normalize("NFKD", letter.casefold())
        if not unicodedata.combining(each)
    )
    return bare if len(bare) == 1 else letter


def find_words(
    texts: Iterable[tuple[K, str]], wanted: str
) -> list[tuple[K, tuple[str, str, str]]]:
    """Which texts hold every word that is wanted, each with its first place.

    The place is what stands before, the words themselves, and what follows.
    """
    words = fold_text(wanted).split()
    if not words:
        return []
    found = []
    for key, text in texts:
        folded = fold_text(text)
        if all(word in folded for word in words):
            found.append((key, _cut(text, folded, words)))
    return found


def _cut(text: str, folded: str, words: list[str]) -> tuple[str, str, str]:
    start, word = min((folded.index(word), word) for word in words)
    end = start + len(word)
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return (
        (_ELLIPSIS if start > AROUND else "") + before,
        text[start:end],
        after + (_ELLIPSIS if end + AROUND < len(text) else ""),
    )
