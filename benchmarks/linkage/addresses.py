"""Addresses of a published register: two towns are never one home, and one is found.

The food register's files where they lie beside the clone (../shared/data/fhrs), or in
the folder that ``UNHIDDEN_FHRS`` names. Read without their postcodes, as people tell
addresses; the postcodes say which are of one town.
"""

from __future__ import annotations

import os
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from lxml import etree

from benchmarks.linkage.lines import measure
from unhidden.hosting.paths import REPOSITORY
from unhidden.linkage.addresses import PremisesFields, read_premises
from unhidden.linkage.premises import PremisesLevel, compare_premises, premises_keys

FOLDER = "UNHIDDEN_FHRS"
NO_FILES = f"{FOLDER} names no folder with files of the food register."
_BESIDE = REPOSITORY.parent / "shared" / "data" / "fhrs"
_LINES = ("AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4")
_BEHIND = ("North Wales", "United Kingdom", "Wales", "Gwynedd", "Sir Ddinbych")
_SHORT = ((re.compile(r"\bstreet\b"), "st"), (re.compile(r"\broad\b"), "rd."))
#: A key that more addresses share is passed over, as at the desk.
_MOST = 400
_INWARD = 3

Address = tuple[str, str]  # the lines, and the postcode


def lines() -> Iterator[dict[str, object]]:
    """How many pairs of two towns are called one home, and how many homes are known."""
    files = sorted(Path(os.environ.get(FOLDER) or _BESIDE).glob("*.xml"))
    if not files:
        yield {"bench": "linkage.premises_other_town", "skipped": NO_FILES}
        return
    addresses = sorted({each for file in files for each in _addresses(file)})
    read = [read_premises(text) for text, _ in addresses]
    pairs = _pairs(read)
    apart = [pair for pair in pairs if _is_apart(addresses, pair)]
    wrong = sum(_is_one_home(read[a], read[b]) for a, b in apart)
    yield measure("premises_other_town", wrong, "pairs", of=len(apart))
    numbered = [text for text, _ in addresses if read_premises(text).number]
    found = sum(map(_is_known_again, numbered, range(len(numbered))))
    yield measure(
        "premises_again", found / len(numbered), "share", addresses=len(numbered)
    )


def _addresses(file: Path) -> Iterator[Address]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for entry in etree.parse(file, parser).iter("EstablishmentDetail"):
        said = [(entry.findtext(name) or "").strip() for name in _LINES]
        postcode = (entry.findtext("PostCode") or "").replace(" ", "")
        if any(said) and postcode:
            yield ", ".join(filter(None, said)), postcode


def _pairs(read: Sequence[PremisesFields]) -> set[tuple[int, int]]:
    """Those that share a key which few others have."""
    held: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(read):
        for key in premises_keys(each):
            held[key].append(number)
    few = (some for some in held.values() if len(some) < _MOST)
    return {pair for some in few for pair in combinations(some, 2)}


def _is_apart(addresses: Sequence[Address], pair: tuple[int, int]) -> bool:
    """Whether their outward codes differ: they are of two towns."""
    one, other = (addresses[number][1][:-_INWARD] for number in pair)
    return one != other


def _is_one_home(one: PremisesFields, other: PremisesFields) -> bool:
    return compare_premises(one, other) >= PremisesLevel.FLAT_UNSAID


def _is_known_again(text: str, seed: int) -> bool:
    """Whether it is the same in small letters, shortened, with a county behind it."""
    luck = random.Random(seed)  # noqa: S311  # the same each time is wanted
    written = text.casefold()
    for pattern, short in _SHORT:
        written = pattern.sub(short, written)
    again = read_premises(f"{written}, {luck.choice(_BEHIND)}")
    return compare_premises(read_premises(text), again) == PremisesLevel.SAME
