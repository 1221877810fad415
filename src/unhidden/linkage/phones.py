"""Telephone numbers that may be one: written abroad, half remembered, mistyped."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from unhidden.lib.letters import compose_letters
from unhidden.linkage.keys import phone_key

_TAIL = 9
_SHORT_TAILS = (6, 4)
_FEWEST = 4
_LONGEST = 64
_NOT_A_DIGIT = re.compile(r"\D")


class PhoneLevel(IntEnum):
    """From one number to two.

    ``SAME``       one number in E.164
    ``SAME_TAIL``  the last nine digits: the country is missing or another
    ``ONE_WRONG``  one digit is another, missing or too many, or two are swapped
    ``ENDS_ALIKE`` only an end of six digits or more was kept, and it fits
    ``SHORT_END``  only an end of four or five digits was kept, and it fits
    ``DIFFERENT``  none of these
    ``NOTHING``    one of them has fewer than four digits
    """

    NOTHING = -1
    DIFFERENT = 0
    SHORT_END = 1
    ENDS_ALIKE = 2
    ONE_WRONG = 3
    SAME_TAIL = 4
    SAME = 5


@lru_cache(maxsize=65_536)
def phone_digits(text: str, region: str = "GB") -> str:
    """The digits of a number: in E.164 without the plus where it is whole."""
    kept = text[:_LONGEST]
    whole = phone_key(kept, region)
    if whole is not None:
        return whole.removeprefix("+")
    return _NOT_A_DIGIT.sub("", compose_letters(kept))


@lru_cache(maxsize=65_536)
def phone_keys(text: str, region: str = "GB") -> frozenset[str]:
    """``n`` the whole number, ``t`` its ends, ``d`` its end less one digit."""
    digits = phone_digits(text, region)
    if len(digits) < _FEWEST or not digits.isascii():
        return frozenset()
    ends = {f"t{size}:{digits[-size:]}" for size in _SHORT_TAILS if len(digits) >= size}
    if len(digits) < _TAIL:
        return frozenset(ends)
    tail = digits[-_TAIL:]
    less_one = {f"d:{tail[:i]}{tail[i + 1 :]}" for i in range(_TAIL)}
    return frozenset(
        {f"n:{digits}", f"t{_TAIL}:{tail}", f"d:{tail[1:]}", *ends, *less_one}
    )


@lru_cache(maxsize=65_536)
def compare_phones(one: str, other: str, region: str = "GB") -> PhoneLevel:
    """The level on which two numbers meet; the order of the two does not matter."""
    left, right = phone_digits(one, region), phone_digits(other, region)
    short = min(len(left), len(right))
    if short < _FEWEST:
        return PhoneLevel.NOTHING
    if short < _TAIL:
        return _by_end(left, right, short)
    if left == right:
        return PhoneLevel.SAME
    if left[-_TAIL:] == right[-_TAIL:]:
        return PhoneLevel.SAME_TAIL
    return (
        PhoneLevel.ONE_WRONG if OSA.distance(left, right) == 1 else PhoneLevel.DIFFERENT
    )


def _by_end(left: str, right: str, short: int) -> PhoneLevel:
    if left[-short:] != right[-short:]:
        return PhoneLevel.DIFFERENT
    return PhoneLevel.ENDS_ALIKE if short >= _SHORT_TAILS[0] else PhoneLevel.SHORT_END
