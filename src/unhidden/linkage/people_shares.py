"""How common what is compared of people is: names from their parts, places as seen.

``docs/decisions/how-common-a-name-is.md`` says what each figure rests on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from unhidden.linkage.frequencies import ShareEstimate, ValueCounts
from unhidden.linkage.names.commonness import expected_share, expected_sound
from unhidden.linkage.names.skeleton import make_skeletons
from unhidden.linkage.names.words import PARENT, is_weak

#: Relatives come to one desk, and are named alike. However many others are told of, a
#: mention has on the mean one other of its family under its last name, and in one of a
#: hundred cases under its whole name: of all pairs they are the fewer, the more there
#: are. However rare a name is, it says no more than that.
RELATIVES, NAMESAKES = 1.0, 0.01
#: A desk that has counted fewer counts as one of so many.
_FEWEST = 1_000
#: Until a desk has seen where its people live, a district is one of thirty, and a house
#: one of some thousands.
DISTRICT, POSTCODE = 1 / 30, 5e-5
_WORDS_KEPT = 131_072
_ENDS = ("first", "last")
_HEARD = "heard"


def share_of_word(word: str, counts: ValueCounts) -> float:
    """The share of people who have this word at an end of their name."""
    return counts.find_share(word, expected_share(word), *_ENDS)


def share_of_last_name(word: str, counts: ValueCounts) -> float:
    """The share of people with this last name, of whom some are relatives."""
    return max(share_of_word(word, counts), share_of_kin(RELATIVES, counts))


def share_of_kin(each: float, counts: ValueCounts) -> float:
    """The share of others who are kin, of whom every mention has so many."""
    return each / max(counts.records, _FEWEST)


def share_of_name(name: str, counts: ValueCounts) -> float:
    """The share of a whole name, in whatever order: what its parts have together."""
    words = [word.lstrip(PARENT) for word in name.split()]
    strong = [word for word in words if not is_weak(word)]
    return max(
        _together([_weigh_word(word, counts) for word in strong or words]),
        share_of_kin(NAMESAKES, counts),
    )


class _SeenShare(NamedTuple):
    """The share that is expected of a part of a name, the one seen, whether it is told.

    What is not told is not known to be as common as expected; it is no commoner.
    """

    expected: float
    seen: float
    is_told: bool


@lru_cache(maxsize=_WORDS_KEPT)
def _weigh_word(word: str, counts: ValueCounts) -> _SeenShare:
    return _SeenShare(
        expected_share(word), share_of_word(word, counts), counts.is_told(word, *_ENDS)
    )


def share_of_sounds(sounds: str, counts: ValueCounts) -> float:
    """The share of people both ends of whose name sound so."""
    heard = _count_sounds(counts)
    found = [_weigh_sound(each, heard, counts) for each in sounds.split()]
    return max(_together(found), share_of_kin(NAMESAKES, counts))


def _weigh_sound(sound: str, heard: ValueCounts, counts: ValueCounts) -> _SeenShare:
    """Expected and as counted: of a skeleton, or of a word too short to have one."""
    if not sound.isupper():
        return _weigh_word(sound, counts)
    expected = expected_sound(sound)
    seen = heard.find_share(sound, expected, _HEARD)
    return _SeenShare(expected, seen, heard.is_told(sound, _HEARD))


def share_of_postcode(postcode: str, counts: ValueCounts) -> float:
    """The share of people with this postcode: a house of many is not rare."""
    return counts.find_share(postcode, POSTCODE, "postcode")


def share_of_district(outcode: str, counts: ValueCounts) -> float:
    """The share of people of a postcode district."""
    return counts.find_share(outcode, DISTRICT, "outcode")


@lru_cache(maxsize=8)
def _count_sounds(counts: ValueCounts) -> ValueCounts:
    """How often each sound was heard at an end of a name."""
    heard: dict[str, float] = defaultdict(float)
    for column in _ENDS:
        for word, count in counts.counts.get(column, {}).items():
            heard[make_skeletons(word)[0]] += count
    return replace(counts, counts={_HEARD: heard})


def _together(parts: list[_SeenShare]) -> float:
    """The share of all parts at once, from what is expected of each and what is seen.

    Parts of one name come from one people. How many of that people there are is seen in
    each part, but counts once: where every part is rarer than expected, by the one that
    is least so. What is commoner than expected counts in full. What is not told of says
    nothing of how many there are, where another part does.
    """
    share, more = 1.0, 1.0
    for part in parts:
        share *= part.expected
        more *= max(part.seen / part.expected, 1.0)
    told = [part for part in parts if part.is_told] or parts
    least = max(part.seen / part.expected for part in told)
    return min(share * (more if more > 1 else least), 1.0)


SHARES: Mapping[str, ShareEstimate] = {
    "name": share_of_name,
    "ends": share_of_name,
    "sounds": share_of_sounds,
    "single": share_of_word,
    "first": share_of_word,
    "last": share_of_last_name,
    "postcode": share_of_postcode,
    "outcode": share_of_district,
}
