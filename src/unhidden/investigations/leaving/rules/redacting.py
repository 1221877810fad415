"""What of a page is hidden, and which words stay open; plain values alone.

A word is open only if nothing of it lies in what is hidden: whoever reads the copy by
a program gets the open words and no others.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: Pixels around a hidden word that are hidden with it: edges of letters tell letters.
MARGIN = 3


@dataclass(frozen=True, slots=True)
class PageArea:
    """A rectangle of a page's picture, in pixels from its upper left corner."""

    left: int
    top: int
    right: int
    bottom: int

    def touches(self, other: PageArea) -> bool:
        """Whether the two have a point in common, edges too."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )

    def grown(self, margin: int) -> PageArea:
        """The same, larger by so many pixels on each side."""
        return PageArea(
            self.left - margin,
            self.top - margin,
            self.right + margin,
            self.bottom + margin,
        )


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word as it stands on a page."""

    text: str
    area: PageArea


@dataclass(frozen=True, slots=True)
class WhatToHide:
    """Words to hide wherever they stand, and whole pages by their numbers from 1.

    With ``is_whole_line`` everything that stands on the line of such a word goes too,
    so that the width of the black tells nothing about the word.
    """

    terms: tuple[str, ...] = ()
    pages: frozenset[int] = frozenset()
    is_whole_line: bool = True


def fold_words(text: str) -> list[str]:
    """The words of a text without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(
        letter if letter.isalnum() else " "
        for letter in plain
        if not unicodedata.combining(letter)
    )
    return kept.split()


def find_terms(
    words: Sequence[PageWord], terms: Iterable[str]
) -> tuple[set[int], set[str]]:
    """The places of words that belong to one of the terms; and the terms found.

    Words run together are compared without spaces, so that neither "07700 900123" nor
    "07700900123", nor a name that is divided on the page, is missed.
    """
    letters, places = _spell(words)
    hidden: set[int] = set()
    found: set[str] = set()
    for term in terms:
        sought = "".join(fold_words(term))
        begin = letters.find(sought) if sought else -1
        while begin >= 0:
            hidden.update(places[begin : begin + len(sought)])
            found.add(term)
            begin = letters.find(sought, begin + 1)
    return hidden, found


def _spell(words: Sequence[PageWord]) -> tuple[str, list[int]]:
    """All letters of a page in one row, and of each the word that it is of."""
    letters: list[str] = []
    places: list[int] = []
    for place, word in enumerate(words):
        folded = "".join(fold_words(word.text))
        letters.append(folded)
        places += [place] * len(folded)
    return "".join(letters), places


def cover_words(
    words: Sequence[PageWord], hidden: Iterable[int], what: WhatToHide, width: int
) -> list[PageArea]:
    """The rectangles that are painted over, of a page that is so wide."""
    areas = [words[place].area for place in hidden]
    if not what.is_whole_line:
        return [area.grown(MARGIN) for area in areas]
    return [PageArea(0, area.top, width, area.bottom).grown(MARGIN) for area in areas]


def keep_open(words: Sequence[PageWord], covered: Sequence[PageArea]) -> list[PageWord]:
    """The words of which nothing is covered."""
    return [
        word for word in words if not any(area.touches(word.area) for area in covered)
    ]
