"""Whether nothing is missing from what generated investigations signed, and nothing
slips out of what leaves them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

import psycopg

from benchmarks.case.accounting import find_missing, find_unaudited
from benchmarks.case.leaving import (
    FoundMutations,
    export_case,
    list_blind_spots,
    list_slips,
    try_mutations,
)
from benchmarks.case.lives import live_through
from tests.cast import Cast

MUTATIONS = 1_000
#: What was planted in what is sealed; none of it is of a person, place or car there is.
SECRETS = (
    "NW-SRC-0417-77",
    "Ymir Quastel",
    "Zdenka Quillfeather",
    "Flat 9, Marlpit Rise, LL99 8ZZ",
    "07700 900739",
    "QX66 ZVJ",
    "the buyer at the quay is a test purchaser of ours",
    "a probe under the bumper of the minibus",
    "Vera Llewelyn in flat nine saw the grey van at dawn",
)
#: What the generator writes into every document, statement and plan of an interview.
SEALED_TEXTS = (
    "He paid us nothing for March.",
    "The key, the wages, the passports.",
)


@dataclass(slots=True)
class FoundLives:
    """What was found wrong in generated investigations; ``things`` came about."""

    lives: int = 0
    things: int = 0
    missing: list[str] = field(default_factory=list)
    unaudited: list[str] = field(default_factory=list)
    slipped: list[str] = field(default_factory=list)
    mutations: FoundMutations = field(default_factory=lambda: FoundMutations(0, []))


def check_lives(cast: Cast, lives: int, items: int) -> FoundLives:
    """Live through investigations; check each by SQL, and what leaves it by reading."""
    secrets = (*SECRETS, *SEALED_TEXTS)
    found = FoundLives(slipped=list_blind_spots(secrets))
    address = os.environ["UNHIDDEN_BENCH_ADMIN"]
    with psycopg.connect(address, autocommit=True) as admin:
        for seed in range(lives):
            lived = live_through(seed, items, cast, SECRETS)
            found.lives += 1
            found.things += len(lived.things)
            cursor = admin.cursor()
            found.missing += _name(seed, find_missing(cursor, lived))
            found.unaudited += _name(seed, find_unaudited(cursor, lived))
            archive = export_case(cast, lived.investigation_id).content
            slips = list_slips(archive, secrets)
            found.slipped += _name(seed, [f"{s.where}: {s.run}" for s in slips])
            if not seed:
                found.mutations = try_mutations(archive, MUTATIONS)
    return found


def _name(seed: int, wrong: list[str]) -> Iterator[str]:
    """Which of the investigations, so that it can be lived through again."""
    return (f"{seed}: {each}" for each in wrong)
