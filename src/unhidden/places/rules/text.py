"""Names and addresses as people search for them: no case, accents or marks.

Done here and not by the database's ``unaccent`` or ``pg_trgm``: an operator's server
need not have them, and its role here could not add them.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from unhidden.lib.letters import strip_accents

_APOSTROPHES = re.compile(r"['’‘`´]")  # noqa: RUF001  # the marks people type
_NO_WORD = re.compile(r"[\W_]+")
_ALIKE = 0.75
_UPRN = re.compile(r"\d{1,12}")


def tidy_text(text: str) -> str:
    """The text without blanks at its ends or double ones inside."""
    return " ".join(text.split())


def fold_text(text: str) -> str:
    """``"Tŷ Coch, Joe's"`` as ``"ty coch joes"``."""
    bare = strip_accents(_APOSTROPHES.sub("", text))
    return _NO_WORD.sub(" ", bare.casefold()).strip()


def search_text(name: str, address: str, postcode: str) -> str:
    """All that a search looks through; the postcode with its blank and without."""
    return fold_text(f"{name} {address} {postcode} {postcode.replace(' ', '')}")


def parse_uprn(typed: str) -> str | None:
    """A Unique Property Reference Number without blanks and leading noughts.

    At most twelve digits (GeoPlace); empty where nothing was typed, None for what is
    none.
    """
    plain = "".join(typed.split())
    if plain and not (plain.isascii() and _UPRN.fullmatch(plain)):
        return None
    return plain.lstrip("0")


def is_alike(one: str, other: str) -> bool:
    """Whether two names may be of the same premises: a hint for a person to judge.

    One name may hold the other ("Dragon", "Golden Dragon Takeaway"), or most of
    their letters agree in order.
    """
    first, second = fold_text(one), fold_text(other)
    if not first or not second:
        return False
    shorter, longer = sorted((first.split(), second.split()), key=len)
    if set(shorter) <= set(longer):
        return True
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE
