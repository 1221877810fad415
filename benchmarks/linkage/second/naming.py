"""How people of an origin are called: whose name a child has, and in what order."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from benchmarks.linkage.second.sources import (
    FEMALE,
    MALE,
    Tally,
    given_names,
    middle_names,
    recent_names,
    surnames,
)

_RECENT = 1996
_PATRONYMIC = 0.02
_JOINED = ("-", " ", "")


@dataclass(frozen=True, slots=True)
class Custom:
    """``family`` says which names a child has, and how they are written.

    ``father``: his. ``both``: his first and hers. ``hers-his``: her last and his last.
    ``fathers``: no family, but the father's name and the grandfather's. ``gendered``:
    his, with a woman's ending. ``is_first`` writes the family before the given name.
    """

    family: str = "father"
    wife_takes: bool = True
    middle: float = 0.0
    is_first: bool = False


#: Half have a middle name in England and Wales: ours, as are the other shares here.
CUSTOMS = {
    "english": Custom(middle=0.5),
    "welsh": Custom(middle=0.5),
    "korean": Custom(wife_takes=False),
    "chinese": Custom(wife_takes=False),
    "vietnamese": Custom(wife_takes=False, middle=1.0, is_first=True),
    "south asian": Custom(middle=0.2),
    "arabic": Custom("fathers", wife_takes=False),
    "romanian": Custom(middle=0.2),
    "polish": Custom("gendered"),
    "bulgarian": Custom("gendered"),
    "russian": Custom("gendered"),
    "latin american": Custom("both", wife_takes=False, middle=0.3),
    "portuguese": Custom("hers-his", wife_takes=False, middle=0.3),
}
_HERS = (("ski", "ska"), ("cki", "cka"), ("dzki", "dzka"), ("ov", "ova"), ("ev", "eva"),
         ("in", "ina"), ("sky", "skaya"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class BearerName:
    """A name in its parts; ``families`` are as the bearer writes them."""

    given: str
    middle: str
    families: tuple[str, ...]
    is_first: bool = False

    @property
    def family(self) -> str:
        """All of the family's part."""
        return " ".join(self.families)

    @property
    def full(self) -> str:
        """As the bearer writes it."""
        own = [self.given, self.middle]
        if self.is_first:
            own = [self.family, self.middle, self.given]
        else:
            own.append(self.family)
        return " ".join(filter(None, own))


def name_newcomer(origin: str, sex: str, year: int, luck: random.Random) -> BearerName:
    """Somebody whose parents are not told of."""
    custom = CUSTOMS[origin]
    if custom.family == "fathers":
        return _named(
            origin,
            sex,
            year,
            tuple(_given(origin, MALE, year, luck) for _ in range(2)),
            luck,
        )
    families = [surnames(origin).draw(luck)]
    if custom.family in ("both", "hers-his"):
        families.append(surnames(origin).draw(luck))
    if origin == "welsh" and luck.random() < _PATRONYMIC:
        families = [f"ap {given_names(origin, MALE).draw(luck)}" if sex == MALE else
                    f"ferch {given_names(origin, MALE).draw(luck)}"]  # fmt: skip
    return _named(origin, sex, year, tuple(families), luck)


def name_wife(wife: BearerName, husband: BearerName, origin: str) -> BearerName:
    """Her name in marriage."""
    custom = CUSTOMS[origin]
    if not custom.wife_takes or husband.family.startswith("ap "):
        return wife
    return replace(
        wife, families=tuple(_ended(origin, FEMALE, each) for each in husband.families)
    )


def name_child(
    origin: str,
    sex: str,
    year: int,
    parents: tuple[BearerName, BearerName],
    luck: random.Random,
) -> BearerName:
    """A child of a father and a mother."""
    father, mother = parents
    families = {
        "both": (father.families[0], mother.families[0]),
        "hers-his": (mother.families[-1], father.families[-1]),
        "fathers": (father.given, father.families[0]),
    }.get(CUSTOMS[origin].family, father.families)
    if father.family.startswith("ap "):
        families = (f"{'ap' if sex == MALE else 'ferch'} {father.given}",)
    return _named(origin, sex, year, families, luck)


def _named(
    origin: str, sex: str, year: int, families: tuple[str, ...], luck: random.Random
) -> BearerName:
    custom = CUSTOMS[origin]
    middle = ""
    if luck.random() < custom.middle:
        middle = middle_names(origin, sex).draw(luck).replace("+", " ")
    return BearerName(
        _given(origin, sex, year, luck),
        middle,
        tuple(_ended(origin, sex, each) for each in families),
        custom.is_first,
    )


def _given(origin: str, sex: str, year: int, luck: random.Random) -> str:
    tally: Tally = given_names(origin, sex)
    if origin == "english" and year >= _RECENT:
        tally = recent_names(sex)
    return _join_syllables(tally.draw(luck), luck)


def _join_syllables(name: str, luck: random.Random) -> str:
    """Two syllables that some join, some part, and some hyphenate."""
    joined = luck.choice(_JOINED).join(name.split("+"))
    return joined if " " in joined or "-" in joined else joined.capitalize()


def _ended(origin: str, sex: str, family: str) -> str:
    """A surname as a woman bears it, where women's end otherwise."""
    if CUSTOMS[origin].family != "gendered" or sex != FEMALE:
        return family
    for his, hers in _HERS:
        if family.endswith(his):
            return family.removesuffix(his) + hers
    return family
