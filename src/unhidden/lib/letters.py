"""Texts made plain before they are compared, each function for one kind of difference.

The Unicode forms are those of Unicode Standard Annex 15, the categories those of table
4-4 in chapter 4 of the Unicode Standard.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection


def compose_letters(text: str) -> str:
    """One spelling for what is typed in several: "ﬁne" as "fine" (NFKC).

    Wide, small and ornamental letters become ordinary ones; accents and case stay.
    """
    return unicodedata.normalize("NFKC", text)


def strip_accents(text: str) -> str:
    """The letters without accents and other combining marks: "Tŷ" as "Ty" (NFKD)."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def fold_letters(text: str) -> str:
    """The letters without accents and case: "TŶ" as "ty"."""
    return strip_accents(unicodedata.normalize("NFKD", text).casefold())


def drop_signs(
    text: str, dropped: Collection[str], *, spaced: Collection[str] = ()
) -> str:
    """The text without signs of the categories ``dropped``, such as zero-width ones.

    Those of the categories ``spaced`` become a space each.
    """
    return "".join(
        " " if kind in spaced else sign
        for sign in text
        if (kind := unicodedata.category(sign)) not in dropped
    )


def split_words(text: str) -> frozenset[str]:
    """The words of a text, each once, as a list of them is written in a program."""
    return frozenset(text.split())
