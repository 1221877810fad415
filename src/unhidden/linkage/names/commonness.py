"""How common a part of a name is, before anything is known of the people at hand.

From ``data/commonness.txt``, which ``benchmarks/linkage/derive_commonness.py`` makes of
published counts; what stands in no list is common until shown rare. Why, and which
origins rest on counts: ``docs/decisions/how-common-a-name-is.md``.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from importlib import resources
from math import sqrt
from typing import NamedTuple

from unhidden.linkage.names.skeleton import make_skeletons

#: Of a word that many have in one place of a name and many in another.
_MOST = 0.5
_MILLION = 1e6
#: Rarer words count for nothing in how common their sound is.
_HEARD = 1e-4


class CommonnessTable(NamedTuple):
    """Shares by word, and by how many letters a word has that stands in no list."""

    words: dict[str, float]
    unseen: dict[int, float]


def is_counted(word: str) -> bool:
    """Whether a word in plain letters stands in a list."""
    return word in _table().words


def expected_share(word: str) -> float:
    """The share of people who have this word in their name, among its own people.

    Where peoples differ it is the largest share; of a word that nobody counted it is
    what words of its length that stand in no list have at most.
    """
    table = _table()
    found = table.words.get(word)
    return found if found is not None else expected_unseen(len(word))


def expected_unseen(letters: int) -> float:
    """The share of a word of so many letters that stands in no list."""
    unseen = _table().unseen
    return unseen[min(letters, max(unseen))]


def expected_sound(skeleton: str) -> float:
    """The share of people of whose name a part has this skeleton."""
    return max(_sounds().get(skeleton, 0.0), expected_unseen(2 * len(skeleton)))


@lru_cache(maxsize=1)
def _table() -> CommonnessTable:
    """A word that is both a surname and a given name has the sum of both.

    Given names go in and out of use: that babies of today have one seldom, or Americans
    of 1990, does not make it rare among others.
    """
    file = resources.files("unhidden.linkage.names") / "data" / "commonness.txt"
    read: dict[str, dict[str, float]] = {"surname": {}, "given": {}, "unseen": {}}
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            what, millionths, *words = line.split()
            read[what].update(dict.fromkeys(words, int(millionths) / _MILLION))
    unseen = {int(letters): share for letters, share in read["unseen"].items()}
    found = dict(read["surname"])
    for word, share in read["given"].items():
        least = unseen[min(len(word), max(unseen))]
        found[word] = min(found.get(word, 0.0) + max(share, least), _MOST)
    return CommonnessTable(found, unseen)


@lru_cache(maxsize=1)
def _sounds() -> dict[str, float]:
    """Of each skeleton, what the words that have it have together.

    The root of their squares: words of one sound are mostly of different peoples, whose
    shares do not add up. Rare words would add nothing.
    """
    found: dict[str, float] = defaultdict(float)
    for word, share in _table().words.items():
        if share >= _HEARD:
            found[make_skeletons(word)[0]] += share * share
    return {skeleton: min(sqrt(of), _MOST) for skeleton, of in found.items()}
