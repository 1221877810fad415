"""The levels on which two names are compared, for a model to weigh.

A level says what was seen, not how much it counts: that is the trained model's.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from unhidden.linkage.names.alignment import Alignment, align_names
from unhidden.linkage.names.parts import PartLevel
from unhidden.linkage.names.reading import (
    NamePart,
    ParsedName,
    are_homophones,
    read_name,
)

_FEW_SLIPS = 2


class NameLevel(IntEnum):
    """From one and the same name to different ones; ``NOTHING`` where one is empty.

    ``EXACT``           the same letters in the same order, capitals apart
    ``SAME_LETTERS``    the same but for accents, script, order or spaces
    ``SAME_NAME``       each part the same or its equivalent: short form, other language
    ``SOUNDS_ALIKE``    each part at least sounds like its pair
    ``MISSPELT``        each part within a few slips of its pair
    ``PARTS_MISSING``   two parts or more agree, one name has further ones
    ``INITIALS``        agrees, with a letter for one part
    ``ONE_OF_ONE``      the only part of one name agrees with one of the other's
    ``SOME_AGREE``      a part agrees and another does not: relatives, or chance
    ``DIFFERENT``       no part agrees
    """

    NOTHING = -1
    DIFFERENT = 0
    SOME_AGREE = 1
    ONE_OF_ONE = 2
    INITIALS = 3
    PARTS_MISSING = 4
    MISSPELT = 5
    SOUNDS_ALIKE = 6
    SAME_NAME = 7
    SAME_LETTERS = 8
    EXACT = 9


_BY_WORST = {
    PartLevel.MISSPELT: NameLevel.MISSPELT,
    PartLevel.SOUNDS_ALIKE: NameLevel.SOUNDS_ALIKE,
    PartLevel.EQUIVALENT: NameLevel.SAME_NAME,
    PartLevel.SAME: NameLevel.SAME_LETTERS,
}


def compare_names(one: str, other: str) -> NameLevel:
    """The level on which two names meet, whatever their scripts; symmetric."""
    return _compared(*sorted((one, other)))


@lru_cache(maxsize=65_536)
def _compared(one: str, other: str) -> NameLevel:
    left, right = read_name(one), read_name(other)
    if not left.parts or not right.parts:
        return NameLevel.NOTHING
    if left.joined == right.joined and not are_homophones(left, right):
        is_exact = _written(left) == _written(right)
        return NameLevel.EXACT if is_exact else NameLevel.SAME_LETTERS
    return _level(align_names(left, right))


def _written(name: ParsedName) -> list[str]:
    return [part.written.casefold() for part in name.parts]


def _level(alignment: Alignment) -> NameLevel:
    levels = [
        _pair_level(pair.match.level, pair.match.slips) for pair in alignment.pairs
    ]
    agreeing = sum(level >= PartLevel.INITIAL for level in levels)
    if not agreeing:
        return NameLevel.DIFFERENT
    left, right = _strong(alignment.left_over), _strong(alignment.right_over)
    if agreeing < len(levels) or (left and right) or alignment.is_generations_swapped:
        return NameLevel.SOME_AGREE
    if PartLevel.INITIAL in levels:
        return NameLevel.INITIALS
    if left or right:
        return NameLevel.PARTS_MISSING if agreeing > 1 else NameLevel.ONE_OF_ONE
    return _BY_WORST[min(levels)]


def _pair_level(level: PartLevel, slips: int) -> PartLevel:
    too_many = level == PartLevel.MISSPELT and slips > _FEW_SLIPS
    return PartLevel.DIFFERENT if too_many else level


def _strong(parts: tuple[NamePart, ...]) -> list[NamePart]:
    return [part for part in parts if not part.is_weak]
