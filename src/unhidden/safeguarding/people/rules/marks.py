"""By what two records may be seen to be of one person: a name with a year, a number.

A mark is a reason to look, never a proof: a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from unhidden.linkage.keys import phone_key
from unhidden.linkage.names.reading import list_parts_apart, read_name
from unhidden.linkage.names.skeleton import make_skeletons
from unhidden.linkage.unsaid import is_description

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"\+?\d[\d ()-]{8,}\d")


def list_person_marks(
    *, names: Iterable[str], born: str, contacts: Iterable[str]
) -> list[str]:
    """Marks of one person, in order: of each name with each year near it, and numbers.

    A name without a year gives none: too many people share one. Nor does what stands
    where no name is known, "Unknown female". A year told as "about"
    may be one off, so its neighbours are marked too.
    """
    found = {
        *_name_marks(names, born),
        *(f"phone:{key}" for text in contacts for key in _phones(text)),
    }
    return sorted(found)


def _name_marks(names: Iterable[str], born: str) -> Iterator[str]:
    years = {int(found) for found in _YEAR.findall(born)}
    for name in names:
        if is_description(name):
            continue
        for sounds in _sounds(name):
            for year in sorted(years):
                # Two records meet when both told the same year or one beside it.
                yield from (f"name:{sounds}|{each}" for each in (year, year + 1))


def _sounds(name: str) -> set[str]:
    """The consonants of the name's parts, in any order; none for a single part.

    Whichever way they are read: a mark that was kept cannot be made anew, and must meet
    what is told today.
    """
    readings = (read_name(name).strong, list_parts_apart(name))
    return {
        "|".join(sorted(make_skeletons(part.plain)[0] for part in parts))
        for parts in readings
        if len(parts) > 1
    }


def _phones(text: str) -> Iterator[str]:
    for found in _NUMBER.findall(text):
        key = phone_key(found)
        if key is not None:
            yield key
