"""One thing that was spotted, and a text made plain with its way back."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from unhidden.lib.letters import compose_letters

Kind = Literal[
    "email", "url", "account", "born", "address", "postcode", "phone", "plate", "name"
]


@dataclass(frozen=True, slots=True, order=True)
class SpottedCandidate:
    """Something that a person may take over from a text, or not.

    ``start`` and ``end`` are places in the text as typed. ``value`` is what would be
    kept; where that cannot be, it is empty and ``problem`` is a code that says why.
    """

    start: int
    end: int
    kind: Kind
    text: str
    value: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SpottingText:
    """A text without invisible characters, and where each of its characters was."""

    plain: str
    places: tuple[int, ...]

    def candidate(
        self, kind: Kind, start: int, end: int, value: str, problem: str = ""
    ) -> SpottedCandidate:
        """A candidate at places of ``plain``, told in places of the text as typed."""
        first, last = self.places[start], self.places[end - 1] + 1
        return SpottedCandidate(
            first, last, kind, self.plain[start:end], value, problem
        )


def made_plain(text: str) -> SpottingText:
    """``text`` without zero-width and direction marks, all digits and spaces plain.

    Each character stays one character, or goes.
    """
    pairs = [(sign, at) for at, typed in enumerate(text) if (sign := _plain(typed))]
    return SpottingText(
        "".join(sign for sign, _ in pairs), tuple(at for _, at in pairs)
    )


def _plain(sign: str) -> str:
    if sign.isascii():
        return sign if sign.isprintable() else " " if sign not in "\n" else sign
    if (kind := unicodedata.category(sign)) == "Cf":
        return ""
    if kind == "Nd":
        return str(unicodedata.digit(sign))
    wide = compose_letters(sign)
    return wide if len(wide) == 1 else sign
