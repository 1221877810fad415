"""The keys that only one thing has: where two organisations' records meet.

Phone in E.164, whole plate, premises, day of birth with last name (intelligence.md §6).
Hashed to be small and of one form; whoever reads one may try what they guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from uuid import UUID

from unhidden.intelligence.rules.mentions import names_of
from unhidden.linkage.hashing import hashed
from unhidden.linkage.keys import name_key, phone_key, plate_key

_MEETS = "meets"
_SHORTEST_PLATE, _SHORTEST_NAME = 5, 3
_WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Whoever does not know a day of birth writes the first of the year.
_NO_DAY = "-01-01"


def meeting_keys(
    kind: str, text: str, details: Mapping[str, str], premises_id: UUID | None
) -> frozenset[int]:
    """The hashed keys of a mention; none where it says too little to be one thing."""
    found = _keys(kind, text, details, premises_id)
    return frozenset(hashed(_MEETS, what, key) for what, key in found if key)


def _keys(
    kind: str, text: str, details: Mapping[str, str], premises_id: UUID | None
) -> Iterator[tuple[str, str | None]]:
    if kind == "phone":
        yield "phone", phone_key(text)
    if kind in ("person", "advert"):
        yield "phone", phone_key(details.get("phone", ""))
    if kind == "vehicle":
        plate = plate_key(text) or ""
        yield "plate", plate if len(plate) >= _SHORTEST_PLATE else None
    if kind == "premises":
        yield "premises", str(premises_id)
    if kind == "person":
        yield from _of_birth(text, details)


def _of_birth(text: str, details: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    born = details.get("born", "")
    if not _WHOLE_DAY.fullmatch(born) or born.endswith(_NO_DAY):
        return
    for name in names_of(text, details):
        first, comma, _ = name.partition(",")
        last = name_key(first if comma else name.split()[-1]) or ""
        if len(last) >= _SHORTEST_NAME:
            yield "born", f"{born} {last}"
