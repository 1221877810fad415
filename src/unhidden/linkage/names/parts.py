"""How one word of a name stands to one word of another."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from unhidden.linkage.names.equivalents import find_equivalents
from unhidden.linkage.names.reading import SYLLABIC, NamePart
from unhidden.linkage.names.skeleton import make_skeletons

_SHORT = 3
_LONG_SKELETON = 4
_MOST_SLIPS = 4
_NEAR = 0.6


class PartLevel(IntEnum):
    """From one word to two different ones."""

    DIFFERENT = 0
    SHORTENED = 1
    INITIAL = 2
    MISSPELT = 3
    SOUNDS_ALIKE = 4
    EQUIVALENT = 5
    SAME = 6


class PartMatch(NamedTuple):
    """A level, the slips between the plain letters, and what follows from them.

    ``nearness`` is 1 for equal letters and 0 for nothing in common; ``rank`` is the
    smaller, the better the two answer to each other.
    """

    level: PartLevel
    slips: int
    nearness: float
    rank: float


@lru_cache(maxsize=262_144)
def compare_parts(one: NamePart, other: NamePart) -> PartMatch:
    """How ``one`` stands to ``other``; which comes first does not matter."""
    scripts_differ = is_latin(one.written) != is_latin(other.written)
    left, right = one.plain, other.plain
    slips = OSA.distance(left, right)
    length = max(len(left), len(right), 1)
    is_spelt = not (_is_syllabic(one.written) or _is_syllabic(other.written))
    room = 2 * length if scripts_differ and is_spelt else length
    level = _level(one, other, slips, room)
    nearness = 1 - slips / length
    return PartMatch(level, slips, nearness, -level - nearness / 2)


def _level(one: NamePart, other: NamePart, slips: int, room: int) -> PartLevel:
    left, right = one.plain, other.plain
    if _is_syllabic(one.written) and _is_syllabic(other.written):
        return _syllables(one, other)
    if left == right:
        return PartLevel.SAME
    if left.isdigit() or right.isdigit():
        return PartLevel.DIFFERENT
    if one.is_initial or other.is_initial:
        return PartLevel.INITIAL if left[:1] == right[:1] else PartLevel.DIFFERENT
    return _words(left, right, slips, room)


def _words(left: str, right: str, slips: int, room: int) -> PartLevel:
    """``room`` is the longer length, doubled from one alphabet to another."""
    known, other_known = find_equivalents(left), find_equivalents(right)
    if not set(known).isdisjoint(other_known):
        return PartLevel.EQUIVALENT
    if known and other_known:
        # Hassan and Hussein, Mark and Mary are near, and known to be two names.
        return PartLevel.DIFFERENT
    if _sound_alike(left, right, slips, room):
        return PartLevel.SOUNDS_ALIKE
    longer = max(len(left), len(right))
    if longer > _SHORT and slips <= min(_MOST_SLIPS, (1 - _NEAR) * longer):
        return PartLevel.MISSPELT
    if min(len(left), len(right)) >= _SHORT and _begins(left, right):
        return PartLevel.SHORTENED
    return PartLevel.DIFFERENT


def _syllables(one: NamePart, other: NamePart) -> PartLevel:
    """Chinese and Korean signs are syllables: another sign is another name."""
    if one.written == other.written:
        return PartLevel.SAME
    if one.plain == other.plain:
        return PartLevel.SOUNDS_ALIKE
    return PartLevel.DIFFERENT


def _sound_alike(left: str, right: str, slips: int, room: int) -> bool:
    """The same consonants; of one or two consonants the vowels are half the name."""
    shared = set(make_skeletons(left)) & set(make_skeletons(right))
    longest = max(map(len, shared), default=0)
    if longest >= _LONG_SKELETON:
        return True
    if longest < _SHORT:
        return bool(shared) and slips <= max(1, room // 3)
    return 2 * slips <= room


def _begins(left: str, right: str) -> bool:
    return left.startswith(right) or right.startswith(left)


def _is_syllabic(text: str) -> bool:
    return bool(SYLLABIC.search(text))


def is_latin(text: str) -> bool:
    """Whether every letter of ``text`` is of the Latin script."""
    return all(ord(sign) < 0x370 or 0x1E00 <= ord(sign) < 0x1F00 for sign in text)
