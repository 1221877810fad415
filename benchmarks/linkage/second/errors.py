"""What a source says of a person, wrong as often as was published elsewhere.

``RATES`` was written before any model was measured on this population, and does not
move: docs/decisions/a-second-population.md says why.
"""

from __future__ import annotations

import random
import re
import string
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from anyascii import anyascii

from benchmarks.linkage.second.people import Resident
from benchmarks.linkage.second.sources import FEMALE, read_rows, surnames


@dataclass(frozen=True, slots=True)
class ErrorRates:
    """Shares of what sources say; a share of another is of those alone.

    Of first name, surname, day, month and year: how often two records of one person
    disagree, or one has nothing, in the Australian census and the register of deaths
    (ABS 3302.0.55.004, 2011-12, table C.1; the year's is the age's). How such a name
    came about: 399,000 double patients (Just et al. 2016, PMC4832129), whose middle
    names differ in 58.3 of 100: here it is left out. Names turned
    round: Febrl's generator (Christen). Day and month turned round, years, digits:
    pseudopeople 1.3.1. Postcode: hospitals against the NHS's own list (Harron et al.
    2017, PMC5297137), of which half unknown and half another is ours, as are the
    telephone's, for which nothing was found, and writing without accents.
    """

    first_missing: float = 0.003
    first_wrong: float = 0.158
    first_misspelt: float = 0.5314  # of the wrong; half of the rest is an initial
    last_missing: float = 0.006
    last_wrong: float = 0.041
    last_misspelt: float = 0.3362  # of the wrong; the rest is another surname
    middle_missing: float = 0.583
    turned_round: float = 0.05
    birth_missing: float = 0.006
    day_missing: float = 0.052  # with the month: 0.058 with those that have no year
    day_wrong: float = 0.039
    month_wrong: float = 0.019
    year_wrong: float = 0.019
    day_for_month: float = 0.01
    postcode_missing: float = 0.265
    postcode_other: float = 0.265
    phone_missing: float = 0.265
    phone_other: float = 0.265
    digit_wrong: float = 0.01
    without_accents: float = 0.5


RATES = ErrorRates()
#: Years off: pseudopeople's ages. Slips: Damerau 1964, those of one letter.
_YEARS, _YEARS_SHARES = (-2, -1, 1, 2), (1, 4, 4, 1)
_SLIPS, _SLIPS_SHARES = ("other", "lost", "swapped", "added"), (59, 16, 2, 10)
_TWICE = 0.13
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

Known = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a source says: ``born`` is a year, or year, month and day, or nothing."""

    resident: int
    origin: str
    name: str
    born: Known
    phone: str
    postcode: str


def tell_exactly(of: Resident) -> Report:
    """A person as they are."""
    return Report(of.number, of.origin, of.name.full, of.born, of.phone, of.postcode)


def tell(of: Resident, luck: random.Random) -> Report:
    """A person as one more source has them."""
    return Report(
        of.number,
        of.origin,
        _name(of, luck),
        _born(of.born, luck),
        _phone(of.phone, luck),
        _postcode(of.postcode, luck),
    )


def tell_name_and_year(of: Resident, luck: random.Random) -> Report:
    """The name as it is, or without its accents, and the year alone."""
    return Report(
        of.number, of.origin, _accents(of.name.full, luck), of.born[:1], "", ""
    )


def _name(of: Resident, luck: random.Random) -> str:
    name = of.name
    if luck.random() < RATES.middle_missing and not name.is_first:
        name = replace(name, middle="")
    name = replace(name, given=_given(name.given, luck), families=_families(of, luck))
    if not name.given and not name.families:
        name = of.name
    if luck.random() < RATES.turned_round:
        name = replace(name, is_first=not name.is_first)
    return _accents(name.full, luck)


def _accents(text: str, luck: random.Random) -> str:
    return anyascii(text) if luck.random() < RATES.without_accents else text


def _given(given: str, luck: random.Random) -> str:
    chance = luck.random()
    if chance < RATES.first_missing:
        return ""
    if chance >= RATES.first_missing + RATES.first_wrong:
        return given
    if luck.random() < RATES.first_misspelt:
        return misspell(given, luck)
    other = _other_forms("firstname_uk_variant.csv").get(given.lower())
    if luck.random() < 0.5:
        return given[0]
    if other:
        return luck.choice(other).title()
    parts = re.split("[- ]", given)
    return luck.choice((" ", "-", "")).join(parts) if parts[1:] else given[0]


def _families(of: Resident, luck: random.Random) -> tuple[str, ...]:
    families, chance = of.name.families, luck.random()
    if chance < RATES.last_missing:
        return ()
    if chance >= RATES.last_missing + RATES.last_wrong:
        return families
    if luck.random() < RATES.last_misspelt:
        return (*families[:-1], misspell(families[-1], luck))
    return (_another_family(of, luck),)


def _another_family(of: Resident, luck: random.Random) -> str:
    """One of two, another form of it, a woman's other name, or else a slip."""
    families = of.name.families
    if families[1:]:
        return luck.choice(families)
    other = _other_forms("lastname_uk_variant.csv").get(families[0].lower())
    if other and luck.random() < 0.5:
        return luck.choice(other).title()
    if of.sex == FEMALE and of.origin != "arabic":
        return surnames(of.origin).draw(luck)
    return misspell(families[0], luck)


@cache
def _other_forms(file: str) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in read_rows(file):
        one, other, *_ = row.values()
        found[one].append(other)
    return found


def misspell(text: str, luck: random.Random) -> str:
    """A slip of the fingers, of the ear, or of a machine that reads: a third each."""
    kind = luck.randrange(3)
    if kind:
        rules = _rules("pho_rules.csv" if kind == 1 else "ocr_rules.csv")
        fitting = [rule for rule in rules if _fits(rule, text)]
        if fitting:
            return _ruled(luck.choice(fitting), text)
    made = _slip(text, luck)
    return _slip(made, luck) if luck.random() < _TWICE else made


Rule = tuple[str, str, str]


@cache
def _rules(file: str) -> list[Rule]:
    """Where, what, and what for it; of letters alone, whatever stands beside them."""
    found = []
    for row in read_rows(file):
        where, what, instead, *_ = row.values()
        if what.isalpha() and (instead == "@" or instead.isalpha()):
            found.append((where, what.lower(), instead.replace("@", "").lower()))
    return found


def _fits(rule: Rule, text: str) -> bool:
    where, what, instead = rule
    low = text.lower()
    if what == instead or len(low) <= len(what):
        return False
    return {
        "START": low.startswith(what),
        "END": low.endswith(what),
        "MIDDLE": what in low[1:-1],
    }.get(where, what in low)


def _ruled(rule: Rule, text: str) -> str:
    where, what, instead = rule
    low = text.lower()
    start = {"END": low.rfind(what), "MIDDLE": low.find(what, 1)}.get(
        where, low.find(what)
    )
    return (low[:start] + instead + low[start + len(what) :]).title()


def _slip(text: str, luck: random.Random) -> str:
    """One letter is another, lost, swapped or too many."""
    at = luck.randrange(len(text))
    kind = luck.choices(_SLIPS, _SLIPS_SHARES)[0]
    if kind == "lost" and len(text) > 2:
        return text[:at] + text[at + 1 :]
    if kind == "swapped" and at + 1 < len(text):
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    letter = _near(text[at], luck)
    return text[:at] + letter + text[at + (kind != "added") :]


def _near(letter: str, luck: random.Random) -> str:
    row = next((row for row in _ROWS if letter.lower() in row), string.ascii_lowercase)
    at = row.find(letter.lower())
    beside = row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
    return luck.choice(beside or string.ascii_lowercase)


def _born(born: Known, luck: random.Random) -> Known:
    chance = luck.random()
    if chance < RATES.birth_missing:
        return ()
    year, month, day = born
    if luck.random() < RATES.year_wrong:
        year += luck.choices(_YEARS, _YEARS_SHARES)[0]
    if chance < RATES.birth_missing + RATES.day_missing:
        return (year,)
    if day <= 12 and luck.random() < RATES.day_for_month:
        return year, day, month
    if luck.random() < RATES.day_wrong:
        day = luck.randint(1, 28)
    if luck.random() < RATES.month_wrong:
        month = luck.randint(1, 12)
    return year, month, day


def _phone(phone: str, luck: random.Random) -> str:
    chance = luck.random()
    if not phone or chance < RATES.phone_missing:
        return ""
    if chance < RATES.phone_missing + RATES.phone_other:
        return phone[:-10] + f"{luck.randrange(10**10):010}"
    if luck.random() < RATES.digit_wrong:
        at = luck.randrange(6, len(phone))
        return phone[:at] + luck.choice(string.digits) + phone[at + 1 :]
    return phone


def _postcode(postcode: str, luck: random.Random) -> str:
    chance = luck.random()
    if chance < RATES.postcode_missing:
        return ""
    if chance < RATES.postcode_missing + RATES.postcode_other:
        area, _ = postcode.split()
        letters = "".join(luck.choices("ABDEFGHJLNPQRSTUWXYZ", k=2))
        town = area.rstrip(string.digits)
        return f"{town}{luck.randint(1, 70)} {luck.randint(0, 9)}{letters}"
    return postcode
