"""Variants of names that the program knows, and plates: what their keys find."""

from __future__ import annotations

import random
import string
from collections import defaultdict
from collections.abc import Iterator

from benchmarks.linkage.lines import measure
from benchmarks.linkage.origins import origins
from unhidden.linkage.names.equivalents import find_equivalents
from unhidden.linkage.plates import plate_keys

PLATES, QUICK_PLATES, ASKED = 100_000, 10_000, 500


def variants() -> dict[str, object]:
    """How much of the made population's spelling the program has in its own table.

    Both were written by hand, apart; a high share would flatter the keys.
    """
    pairs = [
        (name.usual.casefold(), other.casefold())
        for origin in origins()
        for name in (*origin.given, *origin.family)
        for other in name.others
    ]
    known = sum(
        not set(find_equivalents(one)).isdisjoint(find_equivalents(other))
        for one, other in pairs
    )
    return measure("variants_in_table", known / len(pairs), "share", of=len(pairs))


def plates(many: int, seed: int = 3) -> Iterator[dict[str, object]]:
    """One wrong and one missing character, among so many plates of today's form."""
    luck = random.Random(seed)  # noqa: S311  # the same each time is wanted
    held: dict[str, set[int]] = defaultdict(set)
    there = [_plate(luck) for _ in range(many)]
    for number, plate in enumerate(there):
        for key in plate_keys(plate):
            held[key].add(number)
    found = 0
    looked_at = []
    for number in luck.sample(range(many), ASKED):
        asked = plate_keys(_misread(there[number], luck))
        met = set().union(*(held.get(key, set()) for key in asked))
        looked_at.append(len(met))
        found += number in met
    mean = round(sum(looked_at) / ASKED)
    yield measure("plate_recall", found / ASKED, "share", among=many, candidates=mean)


def _plate(luck: random.Random) -> str:
    letters = "".join(luck.choices(string.ascii_uppercase, k=5))
    return f"{letters[:2]}{luck.randint(0, 99):02}{letters[2:]}"


def _misread(plate: str, luck: random.Random) -> str:
    wrong, missing = luck.sample(range(len(plate)), 2)
    signs = list(plate)
    signs[wrong] = luck.choice(string.ascii_uppercase + string.digits)
    del signs[missing]
    return "".join(signs)
