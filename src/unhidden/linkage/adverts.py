"""Adverts that may be one advertiser's: nearly the same words, or the same number.

Words are compared by their runs of three (shingles). MinHash gives keys under which
texts that share half of their runs or more nearly always meet (Broder, 1997).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from unhidden.lib.letters import compose_letters
from unhidden.linkage.identifiers import find_identifiers

LONGEST_ADVERT = 20_000
_RUN = 3
_FEWEST_RUNS = 8
_BANDS, _ROWS = 12, 2
_PRIME = (1 << 61) - 1
_NEARLY, _ALIKE = 0.6, 0.35
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+")


class AdvertLevel(IntEnum):
    """From one advert to two advertisers'.

    ``SAME_WORDS``       the same words, whatever stands between them
    ``NEARLY_SAME``      six in ten of the runs of words are the same
    ``ALIKE_AND_PHONE``  alike, with one telephone number
    ``SAME_PHONE``       one telephone number, other words
    ``ALIKE``            a third of the runs are the same: a template, perhaps
    ``DIFFERENT``        none of these
    ``NOTHING``          too few words, and no telephone number in both
    """

    NOTHING = -1
    DIFFERENT = 0
    ALIKE = 1
    SAME_PHONE = 2
    ALIKE_AND_PHONE = 3
    NEARLY_SAME = 4
    SAME_WORDS = 5


@dataclass(frozen=True, slots=True)
class Advert:
    """An advert's runs of three words as numbers, and its telephone numbers."""

    runs: frozenset[int]
    phones: frozenset[str]


@lru_cache(maxsize=4_096)
def read_advert(text: str) -> Advert:
    """The first 20,000 characters: capitals, signs, emoji and numbers do not matter.

    Prices and phone numbers change from copy to copy, so digits are no words.
    """
    kept = text[:LONGEST_ADVERT]
    plain = compose_letters(kept).casefold()
    words = _WORD.findall(_DIGITS.sub(" ", plain))
    runs = (" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))
    phones = (found.key for found in find_identifiers(kept) if found.kind == "phone")
    return Advert(frozenset(map(_hashed, runs)), frozenset(phones))


def advert_keys(advert: Advert) -> frozenset[str]:
    """``m`` twelve bands of MinHash, where there are words enough; ``n`` each phone."""
    phones = {f"n:{phone}" for phone in advert.phones}
    if len(advert.runs) < _FEWEST_RUNS:
        return frozenset(phones)
    least = [_least(advert.runs, seed) for seed in range(_BANDS * _ROWS)]
    bands = (least[at : at + _ROWS] for at in range(0, len(least), _ROWS))
    return frozenset(
        {
            *phones,
            *(f"m{n}:" + "".join(f"{v:x}." for v in b) for n, b in enumerate(bands)),
        }
    )


def compare_adverts(one: Advert, other: Advert) -> AdvertLevel:
    """The level on which two adverts meet; the order of the two does not matter."""
    has_phone = not one.phones.isdisjoint(other.phones)
    if min(len(one.runs), len(other.runs)) < _FEWEST_RUNS:
        return AdvertLevel.SAME_PHONE if has_phone else AdvertLevel.NOTHING
    shared = likeness(one, other)
    if shared == 1:
        return AdvertLevel.SAME_WORDS
    if shared >= _NEARLY:
        return AdvertLevel.NEARLY_SAME
    if has_phone:
        alike = shared >= _ALIKE
        return AdvertLevel.ALIKE_AND_PHONE if alike else AdvertLevel.SAME_PHONE
    return AdvertLevel.ALIKE if shared >= _ALIKE else AdvertLevel.DIFFERENT


def likeness(one: Advert, other: Advert) -> float:
    """The share of all runs that stand in both (Jaccard), 0 to 1."""
    return len(one.runs & other.runs) / max(len(one.runs | other.runs), 1)


def _hashed(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=7).digest(), "big")


def _least(runs: frozenset[int], seed: int) -> int:
    """The least of the runs in the order that ``seed`` gives them."""
    factor, shift = _hashed(f"factor {seed}") | 1, _hashed(f"shift {seed}")
    return min((factor * run + shift) % _PRIME for run in runs)
