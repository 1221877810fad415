"""Businesses that may be one: with or without a legal form, trading as another name."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise, product

from unhidden.linkage.accounts import plain_number
from unhidden.linkage.legal_forms import read_business, trading_names
from unhidden.linkage.names.alignment import Alignment, align_names
from unhidden.linkage.names.business import business_parts
from unhidden.linkage.names.parts import PartLevel
from unhidden.linkage.names.skeleton import make_skeletons
from unhidden.linkage.unsaid import is_trade_alone, is_unsaid

MOST_KEYS = 24
_PAIRED = 4
_RARE_ALONE = 4


class BusinessLevel(IntEnum):
    """From one business to two.

    ``SAME``          the same words and no other legal form
    ``OTHER_FORM``    the same words under another legal form (Ltd, LLP): another body
    ``REORDERED``     the same words in another order or spacing
    ``MISSPELT``      each word at least sounds like its pair, or is a slip away
    ``LONGER``        one has further words: a branch, or a firm of its own
    ``SOME_AGREE``    a word agrees and another does not
    ``DIFFERENT``     no word agrees
    ``NOTHING``       one of them has no name of its own
    """

    NOTHING = -1
    DIFFERENT = 0
    SOME_AGREE = 1
    LONGER = 2
    MISSPELT = 3
    REORDERED = 4
    OTHER_FORM = 5
    SAME = 6


@lru_cache(maxsize=65_536)
def business_keys(text: str) -> frozenset[str]:
    """At most 24: the whole run together, pairs of words by sound, rare words."""
    found = dict.fromkeys(key for name in trading_names(text) for key in _keys(name))
    return frozenset(list(found)[:MOST_KEYS])


def _keys(name: str) -> Iterator[str]:
    strong = business_parts(name).strong
    if not strong or not _is_called(name):
        return
    sounds = [make_skeletons(part.plain)[0] for part in strong]
    whole = make_skeletons("".join(part.plain for part in strong))[0]
    yield f"j:{whole}"
    yield "o:" + "|".join(sorted(sounds))
    yield f"d:{whole}"
    yield from (f"d:{whole[:i]}{whole[i + 1 :]}" for i in range(min(len(whole), 10)))
    yield from (f"s:{sound}" for sound in sounds[:_PAIRED] if len(sound) >= _RARE_ALONE)
    for one, other in pairwise(sounds[:_PAIRED]):
        yield "p:" + "|".join(sorted((one, other)))
    if len(strong) > 1:
        yield "k:" + "".join(part.plain[0] for part in strong)
        yield f"b:{sounds[0]}|{sounds[1][:2]}"


def company_number(text: str) -> str:
    """A number of Companies House as it is compared: without signs and leading noughts.

    ``01234567`` is typed as 1234567, and ``SC 123456`` with and without the space.
    """
    return plain_number(text).upper().lstrip("0")


@lru_cache(maxsize=65_536)
def compare_businesses(one: str, other: str) -> BusinessLevel:
    """The best level on which a name of one meets a name of the other."""
    pairs = product(trading_names(one), trading_names(other))
    return max(_level(left, right) for left, right in pairs)


def _level(one: str, other: str) -> BusinessLevel:
    left, right = read_business(one), read_business(other)
    if not (left.words and right.words and _is_called(one) and _is_called(other)):
        return BusinessLevel.NOTHING
    if left.words == right.words:
        is_other = left.forms and right.forms and left.forms.isdisjoint(right.forms)
        return BusinessLevel.OTHER_FORM if is_other else BusinessLevel.SAME
    if sorted(left.words) == sorted(right.words) or "".join(left.words) == "".join(
        right.words
    ):
        return BusinessLevel.REORDERED
    return _by_words(align_names(business_parts(one), business_parts(other)))


def _is_called(name: str) -> bool:
    """Whether it has a name: "car wash" says what it does, and not which one it is."""
    return not (is_unsaid(name) or is_trade_alone(name))


def _by_words(alignment: Alignment) -> BusinessLevel:
    levels = [pair.match.level for pair in alignment.pairs]
    if max(levels, default=PartLevel.DIFFERENT) < PartLevel.MISSPELT:
        return BusinessLevel.DIFFERENT
    if min(levels) < PartLevel.MISSPELT:
        return BusinessLevel.SOME_AGREE
    over = (*alignment.left_over, *alignment.right_over)
    longer = any(not part.is_weak for part in over)
    return BusinessLevel.LONGER if longer else BusinessLevel.MISSPELT
