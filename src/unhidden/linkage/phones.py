"""Telephone numbers that may be one: written abroad, half remembered, mistyped.

Of a number that nobody knows whole, ``…`` stands for what is missing: ``…0123`` ends
so, ``07700…`` begins so, ``07700…123`` both. Few digits alone are read as an end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import phonenumbers
from rapidfuzz.distance import OSA

from unhidden.lib.letters import compose_letters
from unhidden.linkage.keys import GAP_IN_A_NUMBER, is_nobodys_number, phone_key

_TAIL = 9
_SHORT_TAILS = (6, 4)
_FEWEST = 4
_LONGEST = 64
_NOT_A_DIGIT = re.compile(r"\D")
#: So many digits at the beginning are shared by many: those of a network.
_SHARED_START = 3
_HEAD, _SHORT_HEAD, _SHORT_END = 7, 4, 3


class PhoneLevel(IntEnum):
    """From one number to two.

    ``SAME``       one number in E.164
    ``SAME_TAIL``  the last nine digits: the country is missing or another
    ``ONE_WRONG``  one digit is another, missing or too many, or two are swapped
    ``ENDS_ALIKE`` only an end of six digits or more was kept, and it fits
    ``SHORT_END``  only an end of four or five digits was kept, and it fits
    ``DIFFERENT``  none of these
    ``NOTHING``    too little is known of one: fewer than four digits, and they fit

    What was kept of a beginning counts with an end, but for its first three digits.
    """

    NOTHING = -1
    DIFFERENT = 0
    SHORT_END = 1
    ENDS_ALIKE = 2
    ONE_WRONG = 3
    SAME_TAIL = 4
    SAME = 5


@dataclass(frozen=True, slots=True)
class PartialPhone:
    """The digits that are known at the beginning and at the end of a number.

    ``first`` are the national ones, without the nought before them.
    """

    first: str
    last: str


@lru_cache(maxsize=65_536)
def phone_digits(text: str, region: str = "GB") -> str:
    """The digits of a number: in E.164 without the plus where it is whole."""
    kept = text[:_LONGEST]
    whole = phone_key(kept, region)
    if whole is not None:
        return whole.removeprefix("+")
    return _NOT_A_DIGIT.sub("", compose_letters(kept))


@lru_cache(maxsize=65_536)
def read_partial_phone(text: str, region: str = "GB") -> PartialPhone | None:
    """What is known of a number of which something is missing; None of a whole one."""
    kept = text[:_LONGEST]
    gap = GAP_IN_A_NUMBER.search(kept)
    if gap:
        first, last = kept[: gap.start()], kept[gap.end() :]
        digits = _NOT_A_DIGIT.sub("", compose_letters(last))
        return PartialPhone(_national_start(first, region), digits)
    digits = phone_digits(text, region)
    return PartialPhone("", digits) if len(digits) < _TAIL else None


def _national_start(text: str, region: str) -> str:
    """The first digits without the country's own code and the nought before them."""
    digits = _NOT_A_DIGIT.sub("", compose_letters(text))
    is_abroad = "+" in text or digits.startswith("00")
    code = str(phonenumbers.country_code_for_region(region))
    plain = digits.lstrip("0")
    return plain.removeprefix(code) if is_abroad else plain


def _national(text: str, region: str) -> str:
    """The national digits of a whole number, without the nought before them."""
    whole = phone_key(text[:_LONGEST], region)
    if whole is None:
        return phone_digits(text, region).lstrip("0")
    return str(phonenumbers.parse(whole).national_number)


@lru_cache(maxsize=65_536)
def phone_keys(text: str, region: str = "GB") -> frozenset[str]:
    """``n`` the whole number, ``t`` its ends, ``d`` its end less one digit.

    ``b`` its beginning, and ``c`` less of that with three digits of the end.
    """
    partial = read_partial_phone(text, region)
    if partial:
        return _partial_keys(partial)
    digits = phone_digits(text, region)
    if not digits.isascii() or is_nobodys_number(text[:_LONGEST], region):
        return frozenset()
    tail = digits[-_TAIL:]
    less_one = {f"d:{tail[:i]}{tail[i + 1 :]}" for i in range(_TAIL)}
    ends = {f"t{size}:{digits[-size:]}" for size in (_TAIL, *_SHORT_TAILS)}
    kept = _partial_keys(PartialPhone(_national(text, region), digits))
    return frozenset({f"n:{digits}", f"d:{tail[1:]}"} | ends | less_one | kept)


def _partial_keys(known: PartialPhone) -> frozenset[str]:
    first, last = known.first, known.last
    if not f"{first}{last}".isascii():
        return frozenset()
    keys = {f"t{size}:{last[-size:]}" for size in _SHORT_TAILS if len(last) >= size}
    if len(first) >= _HEAD:
        keys.add(f"b:{first[:_HEAD]}")
    if len(first) >= _SHORT_HEAD and len(last) >= _SHORT_END:
        keys.add(f"c:{first[:_SHORT_HEAD]}|{last[-_SHORT_END:]}")
    return frozenset(keys)


@lru_cache(maxsize=65_536)
def compare_phones(one: str, other: str, region: str = "GB") -> PhoneLevel:
    """The level on which two numbers meet; the order of the two does not matter."""
    if any(is_nobodys_number(text[:_LONGEST], region) for text in (one, other)):
        return PhoneLevel.NOTHING
    known = [read_partial_phone(text, region) for text in (one, other)]
    if any(known):
        return _by_parts(
            *(
                each
                or PartialPhone(_national(text, region), phone_digits(text, region))
                for each, text in zip(known, (one, other), strict=True)
            )
        )
    left, right = phone_digits(one, region), phone_digits(other, region)
    if left == right:
        return PhoneLevel.SAME
    if left[-_TAIL:] == right[-_TAIL:]:
        return PhoneLevel.SAME_TAIL
    return (
        PhoneLevel.ONE_WRONG if OSA.distance(left, right) == 1 else PhoneLevel.DIFFERENT
    )


def _by_parts(one: PartialPhone, other: PartialPhone) -> PhoneLevel:
    """By the digits that are known of both, at the beginning and at the end."""
    first = min(len(one.first), len(other.first))
    last = min(len(one.last), len(other.last))
    if one.first[:first] != other.first[:first]:
        return PhoneLevel.DIFFERENT
    if last and one.last[-last:] != other.last[-last:]:
        return PhoneLevel.DIFFERENT
    telling = last if last >= _SHORT_END else 0
    telling += max(first - _SHARED_START, 0)
    if telling < _FEWEST:
        return PhoneLevel.NOTHING
    return PhoneLevel.ENDS_ALIKE if telling >= _SHORT_TAILS[0] else PhoneLevel.SHORT_END
