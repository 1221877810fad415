"""What the form offers to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.utils.translation import get_language

from unhidden.signs import queries as signs

_STRONG = "strong"


@dataclass(frozen=True, slots=True)
class SignsOfSection:
    """The public signs of a section, as codes and words for a form."""

    code: str
    name: str
    intro: str
    signs: tuple[tuple[str, str], ...]


def signs_to_offer() -> list[SignsOfSection]:
    """The public signs in the language of the page, the general ones first."""
    return _signs_in(get_language() or "en")


@cache
def urgent_signs() -> tuple[str, ...]:
    """The public signs of which one alone asks for the same day."""
    codes = [code for section in _signs_in("en") for code, _ in section.signs]
    return tuple(c for c, weight in signs.weights(codes).items() if weight == _STRONG)


def strong_signs() -> list[tuple[str, str]]:
    """The same signs, as codes and words in the language of the page."""
    urgent, listed = frozenset(urgent_signs()), signs_to_offer()
    found = {code: words for section in listed for code, words in section.signs}
    return [(code, words) for code, words in found.items() if code in urgent]


@cache
def _signs_in(language: str) -> list[SignsOfSection]:
    """Asked once a process: the catalogue is part of a release, and is loaded
    before the sites start. It is one query a section otherwise, on every page."""
    return [
        SignsOfSection(
            code=section.code,
            name=section.name,
            intro=section.intro,
            signs=tuple(
                (sign.code, sign.phrase)
                for sign in signs.public_signs(section.code, language)
            ),
        )
        for section in signs.public_sections(language)
    ]
