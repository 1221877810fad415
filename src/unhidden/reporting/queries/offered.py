"""What the form offers to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.utils.translation import get_language

from unhidden.signs import queries as signs


@dataclass(frozen=True, slots=True)
class SignsOfSection:
    """The public signs of a section, as codes and words for a form."""

    code: str
    name: str
    intro: str
    signs: tuple[tuple[str, str], ...]


def signs_to_offer() -> list[SignsOfSection]:
    """The public signs in the language of the page, the general ones first."""
    return signs_offered_in(get_language() or "en")


@cache
def urgent_signs() -> tuple[str, ...]:
    """The public signs of which one alone asks for the same day."""
    return tuple(code for code, _ in signs.strong_public_signs("en"))


@cache
def of_children() -> tuple[str, ...]:
    """What makes a report one about a child: public signs, and the section of them."""
    return (*signs.public_signs_of_children(), signs.CHILDREN)


def strong_signs() -> list[tuple[str, str]]:
    """The same signs, as codes and words in the language of the page."""
    return signs.strong_public_signs(get_language() or "en")


@cache
def signs_offered_in(language: str) -> list[SignsOfSection]:
    """Asked once a process: the catalogue is part of a release, and is loaded
    before the sites start."""
    found = signs.public_signs_by_section(language)
    return [
        SignsOfSection(
            code=section.code,
            name=section.name,
            intro=section.intro,
            signs=tuple((sign.code, sign.phrase) for sign in found[section.code]),
        )
        for section in signs.public_sections(language)
    ]
