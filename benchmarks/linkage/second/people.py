"""People nobody is, in households of one origin, with twins and with sons of fathers.

The same for the same seed. Sizes of households and how often twins are born are as
published (docs/decisions/a-second-population.md); years of birth, how many have a
telephone and how many households share one are ours.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from benchmarks.linkage.second.naming import (
    CUSTOMS,
    BearerName,
    name_child,
    name_newcomer,
    name_wife,
)
from benchmarks.linkage.second.sources import FEMALE, MALE

ORIGINS = tuple(CUSTOMS)
#: Households of one, two, three and four or more: ONS, 2014, in a hundred.
_SIZES = (28, 35, 16, 20)
#: Of families, those with one parent: ONS, 2020.
_ONE_PARENT = 0.147
#: Of maternities, those with more than one child: ONS, 2015.
_TWINS = 0.0161
_SHARE_A_PHONE, _HAVE_A_PHONE, _NAMED_AFTER_THE_FATHER = 0.3, 0.6, 0.05
_OLDEST, _YOUNGEST_PARENT, _YOUNGEST = 1945, 1985, 2008
#: A service of the world that nobody offers: no number of it is anybody's.
_NOBODYS = "+87810"
_AREAS = ("LL", "SA", "CF", "NP", "SY", "CH", "LD", "SW", "BS", "GL", "HR", "WR")

Birth = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody, before anybody writes of them; those of a household share its number.

    ``role`` is parent, child or twin; twins have ``born`` and ``household`` in common.
    """

    number: int
    household: int
    origin: str
    sex: str
    role: str
    name: BearerName
    born: Birth
    phone: str
    postcode: str


def make_residents(
    many: int, seed: int, origins: tuple[str, ...] = ORIGINS
) -> list[Resident]:
    """So many people, of these origins in equal parts of households."""
    luck = random.Random(seed)  # noqa: S311  # the same each time is wanted
    found: list[Resident] = []
    numbers = count()
    for household in count():
        origin = origins[household % len(origins)]
        found += _household(household, origin, numbers, luck)
        if len(found) >= many:
            return found[:many]
    return found


def make_of_each(
    each: int, seed: int, origins: tuple[str, ...]
) -> dict[str, list[Resident]]:
    """Of each origin so many, every one of another household."""
    luck = random.Random(seed)  # noqa: S311
    numbers = count()
    return {
        origin: [
            luck.choice(_household(next(numbers), origin, numbers, luck))
            for _ in range(each)
        ]
        for origin in origins
    }


def _household(
    household: int, origin: str, numbers: Iterator[int], luck: random.Random
) -> list[Resident]:
    size = luck.choices((1, 2, 3, 4), _SIZES)[0]
    postcode = _postcode(luck)
    shared = _phone(luck) if luck.random() < _SHARE_A_PHONE else ""
    people = list(_members(origin, size, luck))
    return [
        Resident(
            next(numbers), household, origin, sex, role, name, born,
            shared or (_phone(luck) if luck.random() < _HAVE_A_PHONE else ""), postcode,
        )
        for sex, role, name, born in people
    ]  # fmt: skip


Member = tuple[str, str, BearerName, Birth]


def _members(origin: str, size: int, luck: random.Random) -> Iterator[Member]:
    """One alone, a couple, or parents with children."""
    sex = MALE if luck.random() < 0.5 else FEMALE
    if size == 1:
        born = _birth(luck.randint(_OLDEST, _YOUNGEST), luck)
        yield sex, "alone", name_newcomer(origin, sex, born[0], luck), born
        return
    born = _birth(luck.randint(_OLDEST, _YOUNGEST_PARENT), luck)
    father = name_newcomer(origin, MALE, born[0], luck)
    hers = _birth(born[0] + luck.randint(-5, 5), luck)
    mother = name_wife(name_newcomer(origin, FEMALE, hers[0], luck), father, origin)
    parents = [(MALE, "parent", father, born), (FEMALE, "parent", mother, hers)]
    alone = luck.random() < _ONE_PARENT
    yield from [luck.choice(parents)] if alone else parents
    yield from _children(
        origin, size - (1 if alone else 2), (parents[0], parents[1]), luck
    )


def _children(
    origin: str, many: int, parents: tuple[Member, Member], luck: random.Random
) -> Iterator[Member]:
    """So many births; now and then it is twins."""
    eldest = max(born[0] for *_, born in parents)
    names = (parents[0][2], parents[1][2])
    for _ in range(many):
        born = _birth(min(eldest + luck.randint(18, 38), _YOUNGEST), luck)
        if luck.random() < _TWINS:
            yield from _twins(origin, names, born, luck)
            continue
        sex = luck.choice((MALE, FEMALE))
        name = name_child(origin, sex, born[0], names, luck)
        if sex == MALE and luck.random() < _NAMED_AFTER_THE_FATHER:
            name = replace(name, given=names[0].given)
        yield sex, "child", name, born


def _twins(
    origin: str,
    parents: tuple[BearerName, BearerName],
    born: Birth,
    luck: random.Random,
) -> Iterator[Member]:
    sexes = (luck.choice((MALE, FEMALE)), luck.choice((MALE, FEMALE)))
    first, second = (name_child(origin, sex, born[0], parents, luck) for sex in sexes)
    while second.given == first.given:
        second = name_child(origin, sexes[1], born[0], parents, luck)
    yield sexes[0], "twin", first, born
    yield sexes[1], "twin", second, born


def _birth(year: int, luck: random.Random) -> Birth:
    return year, luck.randint(1, 12), luck.randint(1, 28)


def _phone(luck: random.Random) -> str:
    return f"{_NOBODYS}{luck.randrange(10**10):010}"


def _postcode(luck: random.Random) -> str:
    letters = "".join(luck.choices("ABDEFGHJLNPQRSTUWXYZ", k=2))
    area = f"{luck.choice(_AREAS)}{luck.randint(1, 70)}"
    return f"{area} {luck.randint(0, 9)}{letters}"
