"""Addresses that may be one: the flat and the number exactly, the street by its sound.

Flat 1 and Flat 11 of one house are two homes, so a flat or a number that differs is
told apart from one that is missing. Every town has a High Street, so that a street
without a postcode is of one place only if the nearest place that is named is one, too:
Rhyl and Prestatyn are two towns, of whichever county.
"""

from __future__ import annotations

from enum import IntEnum
from itertools import chain

from rapidfuzz.distance import OSA

from unhidden.linkage.addresses import (
    TYPE_WORDS,
    Line,
    PremisesFields,
    names_of_street,
)
from unhidden.linkage.names.skeleton import make_skeletons

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONGEST_RANGE = 20
# Of a town's name so many letters allow another slip: Llanbedr is not Llanbedrog.
_LONG_NAME = 12


class PremisesLevel(IntEnum):
    """From one home to two places.

    ``SAME_UPRN``       one number in the national gazetteer
    ``SAME``            house, street or postcode, and flat
    ``FLAT_UNSAID``     the same house; only one of them names a flat
    ``POSTCODE_SLIP``   the same house and street; the postcodes are a slip apart
    ``SAME_POSTCODE``   one postcode; a number is missing, or the streets are not alike
    ``TOWN_UNSAID``     one number and street; nothing says for certain of which town
    ``SAME_STREET``     one street, a number missing
    ``OTHER_TOWN``      one street's name, in another town
    ``OTHER_NUMBER``    one street or postcode, another number: neighbours
    ``OTHER_FLAT``      one house, another flat
    ``DIFFERENT``       nothing in common
    ``NOTHING``         one of them has neither street nor postcode
    """

    NOTHING = -1
    DIFFERENT = 0
    OTHER_FLAT = 1
    OTHER_NUMBER = 2
    OTHER_TOWN = 3
    SAME_STREET = 4
    TOWN_UNSAID = 5
    SAME_POSTCODE = 6
    POSTCODE_SLIP = 7
    FLAT_UNSAID = 8
    SAME = 9
    SAME_UPRN = 10


def premises_keys(premises: PremisesFields) -> frozenset[str]:
    """``u`` the UPRN; ``c`` postcode and number, ``s`` street and number."""
    keys = {f"u:{premises.uprn}"} if premises.uprn else set()
    numbers = _numbers(premises.number) | _with_letter(premises)
    if premises.postcode:
        words = {
            name for each in premises.streets for name in names_of_street(each)[:2]
        }
        said = filter(None, (*numbers, *words, premises.house))
        keys.update(f"c:{premises.postcode}|{each}" for each in said)
    sounds = _sounds(premises.streets)
    named = numbers if premises.number else {premises.house, premises.flat}
    keys.update(f"s:{each}|{sound}" for each in named for sound in sounds)
    return frozenset(keys)


def name_home(premises: PremisesFields) -> tuple[str, str]:
    """The number, and what is said within it: one for 14a and for Flat A, 14."""
    lettered = next(iter(_with_letter(premises)), "")
    within = "" if lettered else premises.flat or premises.floor
    return lettered or premises.number, " ".join(filter(None, (within, premises.block)))


def compare_premises(one: PremisesFields, other: PremisesFields) -> PremisesLevel:
    """The level on which two addresses meet; the order of the two does not matter."""
    if not (one.says_something and other.says_something):
        return PremisesLevel.NOTHING
    if one.uprn and other.uprn and one.uprn == other.uprn:
        return PremisesLevel.SAME_UPRN
    postcode = bool(one.postcode) and one.postcode == other.postcode
    streets = _same_streets(one, other)
    elsewhere = bool(one.postcode and other.postcode) and not postcode
    is_slip = elsewhere and OSA.distance(one.postcode, other.postcode) == 1
    if not postcode and (not streets or (elsewhere and not is_slip)):
        return PremisesLevel.DIFFERENT
    level = _by_house(one, other, is_same_postcode=postcode)
    if postcode and not streets and _has_both(one, other):
        # Number 1 of two streets of one postcode: a square has more than one.
        level = min(level, PremisesLevel.SAME_POSTCODE)
    if postcode or level < PremisesLevel.SAME_STREET:
        return level
    level = max(_by_town(one, other, pair, level) for pair in streets)
    if is_slip and level >= PremisesLevel.TOWN_UNSAID:
        return PremisesLevel.POSTCODE_SLIP
    return level


def _has_both(one: PremisesFields, other: PremisesFields) -> bool:
    """Whether both name a street and a number in it."""
    return all(each.streets and each.number for each in (one, other))


def _by_town(
    one: PremisesFields,
    other: PremisesFields,
    streets: tuple[Line, Line],
    level: PremisesLevel,
) -> PremisesLevel:
    """The level of two streets of one name, once their towns were asked for.

    Where one names a village and both a town, or one says neither, it is uncertain.
    """
    run_on = [_run_on(*streets), _run_on(*reversed(streets))]
    left, right = (
        [*rest, *each.places] for rest, each in zip(run_on, (one, other), strict=True)
    )
    if not (left and right):
        return min(level, PremisesLevel.TOWN_UNSAID)
    if _is_one_place(left[0], right[0]):
        return level
    is_within = any(_is_one_place(left[0], each) for each in right[1:]) or any(
        _is_one_place(right[0], each) for each in left[1:]
    )
    is_run_on = any(run_on) or one.is_run_on or other.is_run_on
    if is_within or (is_run_on and _begins_with(left[0], right[0])):
        return min(level, PremisesLevel.TOWN_UNSAID)
    return PremisesLevel.OTHER_TOWN


def _run_on(street: Line, other: Line) -> list[frozenset[str]]:
    """What follows a street's name without a comma: a place, we take it."""
    named, streets = names_of_street(street), names_of_street(other)
    if "".join(named) == "".join(streets):
        return []
    rest = [word for word in named if not any(_near(word, each) for each in streets)]
    return [frozenset({"".join(rest)})] if rest else []


def _is_one_place(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(_is_one_town(left, right) for left in one for right in other)


def _is_one_town(one: str, other: str) -> bool:
    most = 1 + (min(len(one), len(other)) >= _LONG_NAME)
    return OSA.distance(one, other, score_cutoff=most) <= most


def _begins_with(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(
        left.startswith(right) or right.startswith(left)
        for left in one
        for right in other
    )


def _by_house(
    one: PremisesFields, other: PremisesFields, *, is_same_postcode: bool
) -> PremisesLevel:
    if one.number or other.number:
        left, right, is_one = one.number, other.number, _is_one_number(one, other)
    else:
        left, right, is_one = one.house, other.house, _near(one.house, other.house)
    if not (left or right) and one.flat and other.flat:
        # Units of one park, whose number is that of the unit.
        return _by_flat(one, other)
    if not (left and right):
        return (
            PremisesLevel.SAME_POSTCODE
            if is_same_postcode
            else PremisesLevel.SAME_STREET
        )
    return _by_flat(one, other) if is_one else PremisesLevel.OTHER_NUMBER


def _is_one_number(one: PremisesFields, other: PremisesFields) -> bool:
    """One number, one that lies in the other's range, or 14a and Flat A, 14."""
    return (
        one.number == other.number
        or not _numbers(one.number).isdisjoint(_numbers(other.number))
        or one.number in _with_letter(other)
        or other.number in _with_letter(one)
    )


def _with_letter(premises: PremisesFields) -> frozenset[str]:
    """14a of Flat A, 14."""
    is_letter = len(premises.flat) == 1 and premises.flat.isalpha()
    if not (is_letter and premises.number.isdecimal()):
        return frozenset()
    return frozenset({f"{premises.number}{premises.flat}"})


def _numbers(said: str) -> frozenset[str]:
    """A number; of several each; of a range each, of the one side where it says one."""
    if "+" in said:
        return frozenset({said, *said.split("+")})
    first, _, last = (part.rstrip(_LETTERS) for part in said.partition("-"))
    if not (first.isdecimal() and last.isdecimal()):
        return frozenset({said})
    low, high = int(first), int(last)
    step = 2 if (high - low) % 2 == 0 else 1
    within = range(low, min(high, low + _LONGEST_RANGE) + 1, step)
    return frozenset({said, *map(str, within)})


def _by_flat(one: PremisesFields, other: PremisesFields) -> PremisesLevel:
    """Flat, floor and block: what both say must agree, and what one says is unsaid."""
    left, right = (_flat_of(*pair) for pair in ((one, other), (other, one)))
    said = ((left, right), (one.floor, other.floor), (one.block, other.block))
    if any(a and b and not _is_one_flat(a, b) for a, b in said):
        return PremisesLevel.OTHER_FLAT
    is_flat_said = bool(left and right)
    if is_flat_said or all(bool(a) == bool(b) for a, b in said):
        return PremisesLevel.SAME
    return PremisesLevel.FLAT_UNSAID


def _flat_of(premises: PremisesFields, other: PremisesFields) -> str:
    """The flat; the letter of 14a where the other is Flat A, 14."""
    if not premises.flat and premises.number in _with_letter(other):
        return other.flat
    return premises.flat


def _is_one_flat(one: str, other: str) -> bool:
    return one == other or not _units(one).isdisjoint(_units(other))


def _units(said: str) -> frozenset[str]:
    """Each unit of 4-6 and of 4+5; a range of units counts every one."""
    if "+" in said:
        return frozenset(said.split("+"))
    first, _, last = said.partition("-")
    if not (first.isdecimal() and last.isdecimal()):
        return frozenset({said})
    low, high = int(first), int(last)
    return frozenset(map(str, range(low, min(high, low + _LONGEST_RANGE) + 1)))


def _sounds(streets: tuple[Line, ...]) -> frozenset[str]:
    """Of each word, and of the words run together."""
    named = [names_of_street(street) for street in streets]
    words = chain.from_iterable((*names, "".join(names)) for names in named)
    return frozenset(make_skeletons(word)[0] for word in words)


def _same_streets(
    one: PremisesFields, other: PremisesFields
) -> list[tuple[Line, Line]]:
    """Those names of both streets that may be of one."""
    return [
        (left, right)
        for left in one.streets
        for right in other.streets
        if _same_street(left, right)
    ]


def _same_street(one: Line, other: Line) -> bool:
    """Every word of the shorter name is near one of the longer's; of one type."""
    here, there = TYPE_WORDS.intersection(one), TYPE_WORDS.intersection(other)
    if here and there and here.isdisjoint(there):
        return False
    left, right = sorted((names_of_street(one), names_of_street(other)), key=len)
    is_within = bool(left) and all(any(_near(a, b) for b in right) for a in left)
    # Sea View and Seaview are one, too.
    return is_within or (bool(left) and "".join(left) == "".join(right))


def _near(one: str, other: str) -> bool:
    slips = OSA.distance(one, other)
    return slips <= max(len(one), len(other)) // 4
