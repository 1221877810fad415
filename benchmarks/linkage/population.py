"""A population that nobody is part of, and what sources say of its people.

Everything is synthetic and the same for the same seed: names of ten origins in the
shares of ``origins.txt``, dates of birth, telephone numbers under a country code that
no country has, postcodes of made-up outcodes. A tenth of the people stand in the file
twice.

A *saying* is what a source says of a person: other spellings of the list (written by
hand, not with the folds and forms by which the program makes keys; the bench prints how
many of them its table of forms knows, too), slips of the fingers on a keyboard, parts
dropped, run together or in another order, a date of birth wrong, guessed, turned round,
cut to its month or its year or put to 1 January, another number, another address, and
things not known at all.
"""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from benchmarks.linkage.origins import Origin, Written, origins
from unhidden.linkage.people import BirthDate, PersonRecord

YOUNGEST, OLDEST = 1936, 2004
_NOWHERE = "+999"
TWICE = 0.1
_OUTCODES = tuple(f"{a}{b}{n}" for a in "LSCN" for b in "LYHP" for n in range(1, 80))
_BESIDE = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij",
    "i": "uok", "o": "ipl", "p": "o", "a": "qsz", "s": "adw", "d": "sfe", "f": "dgr",
    "g": "fht", "h": "gjy", "j": "hku", "k": "jli", "l": "ko", "z": "xa", "x": "zcs",
    "c": "xvd", "v": "cbf", "b": "vng", "n": "bmh", "m": "n",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Human:
    """Who somebody is, before anybody writes it down."""

    number: int
    origin: str
    given: Written
    family: Written
    middle: Written | None
    person: PersonRecord


@dataclass(frozen=True, slots=True)
class Saying:
    """What one source says of a human."""

    human: int
    origin: str
    person: PersonRecord


def humans(many: int, seed: int = 1) -> Iterator[Human]:
    """So many people."""
    luck = random.Random(seed)  # noqa: S311  # the same each time is wanted
    known = origins()
    shares = list(accumulate(origin.share for origin in known))
    for number in range(many):
        origin = luck.choices(known, cum_weights=shares)[0]
        yield _human(number, origin, luck)


def records(many: int, seed: int = 1) -> Iterator[Saying]:
    """A file of so many records: people as they are, a tenth of them said twice."""
    luck = random.Random(seed + 1)  # noqa: S311
    left = many
    for human in humans(many, seed):
        yield Saying(human.number, human.origin, human.person)
        left -= 1
        if left and luck.random() < TWICE:
            yield said(human, luck)
            left -= 1
        if not left:
            return


def said(human: Human, luck: random.Random) -> Saying:
    """The human as one more source has them."""
    person = human.person
    return Saying(
        human.number,
        human.origin,
        replace(
            person,
            name=_said_name(human, luck),
            born=_said_born(person.born, luck),
            phones=_said_phones(person.phones, luck),
            emails=_said_emails(human, luck),
            postcode=_said_postcode(person.postcode, luck),
        ),
    )


def _human(number: int, origin: Origin, luck: random.Random) -> Human:
    given, family = origin.a_given(luck), origin.a_family(luck)
    middle = origin.a_given(luck) if luck.random() < 0.25 else None
    names = [given.usual, *([middle.usual] if middle else []), family.usual]
    phone = _NOWHERE + "".join(luck.choices(string.digits, k=9))
    has_phone, has_email = luck.random() < 0.6, luck.random() < 0.2
    person = PersonRecord(
        name=" ".join(names),
        born=BirthDate(
            luck.randint(YOUNGEST, OLDEST), luck.randint(1, 12), luck.randint(1, 28)
        ),
        phones=(phone,) if has_phone else (),
        emails=(f"{given.usual}{number}@example.org".lower(),) if has_email else (),
        postcode=_postcode(luck) if luck.random() < 0.8 else "",
    )
    return Human(number, origin.name, given, family, middle, person)


def _postcode(luck: random.Random) -> str:
    return f"{luck.choice(_OUTCODES)} {luck.randint(0, 9)}{_letters(luck)}"


def _letters(luck: random.Random) -> str:
    return "".join(luck.choices("ABDEFGHJLNPQRSTUWXYZ", k=2))


def _said_name(human: Human, luck: random.Random) -> str:
    given, family = _spelt(human.given, luck), _spelt(human.family, luck)
    middle = [human.middle.usual] if human.middle and luck.random() < 0.5 else []
    chance = luck.random()
    if chance < 0.04:
        given = given[0]
    elif chance < 0.05 and " " not in family:
        return given if luck.random() < 0.5 else family
    words = [given, *middle, family]
    if luck.random() < 0.08:
        words.reverse()
    if luck.random() < 0.02:
        words[:2] = ["".join(words[:2]).lower()]
    return " ".join(words)


def _spelt(name: Written, luck: random.Random) -> str:
    text = name.usual
    if name.others and luck.random() < 0.3:
        text = luck.choice(name.others)
    return slip(text, luck) if luck.random() < 0.12 else text


def slip(text: str, luck: random.Random) -> str:
    """One slip of the fingers: a letter lost, doubled, swapped or the key beside it."""
    at = luck.randrange(len(text))
    kind, letter = luck.randrange(4), text[at]
    if kind == 0 and len(text) > 3:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + letter + text[at:]
    if kind == 2 and at + 1 < len(text):
        return text[:at] + text[at + 1] + letter + text[at + 2 :]
    beside = luck.choice(_BESIDE.get(letter.lower(), letter))
    return text[:at] + beside + text[at + 1 :]


def _said_born(born: BirthDate | None, luck: random.Random) -> BirthDate | None:
    chance = luck.random()
    if born is None or chance < 0.1:
        return None
    if chance < 0.3:
        return _partly(born, luck)
    if chance < 0.34 and born.day and born.day <= 12:
        return BirthDate(born.year, born.day, born.month)
    return _mistyped(born, luck) if chance < 0.42 else born


def _partly(born: BirthDate, luck: random.Random) -> BirthDate:
    chance = luck.random()
    if chance < 0.4:
        return BirthDate(born.year)
    if chance < 0.6:
        return BirthDate(born.year, 1, 1)
    if chance < 0.8:
        return BirthDate(
            born.year, born.month if chance < 0.785 else luck.randint(1, 12)
        )
    return BirthDate(born.year + luck.choice((-2, -1, 1, 2)))


def _mistyped(born: BirthDate, luck: random.Random) -> BirthDate:
    where = luck.randrange(3)
    if where == 0:
        return replace(born, year=born.year + luck.choice((-10, 10, 1, -1)))
    if where == 1:
        return replace(born, month=luck.randint(1, 12))
    return replace(born, day=luck.randint(1, 28))


def _said_phones(phones: tuple[str, ...], luck: random.Random) -> tuple[str, ...]:
    chance = luck.random()
    if not phones or chance < 0.35:
        return ()
    if chance < 0.55:
        return (_NOWHERE + "".join(luck.choices(string.digits, k=9)),)
    if chance < 0.6:
        at = luck.randrange(4, len(phones[0]))
        digit = luck.choice(string.digits)
        return (phones[0][:at] + digit + phones[0][at + 1 :],)
    return phones


def _said_emails(human: Human, luck: random.Random) -> tuple[str, ...]:
    """Half say none, a fifth another address: people have more than one."""
    chance = luck.random()
    if not human.person.emails or chance < 0.5:
        return ()
    if chance < 0.7:
        return (f"{human.given.usual}.{luck.randrange(10**6)}@example.net".lower(),)
    return human.person.emails


def _said_postcode(postcode: str, luck: random.Random) -> str:
    chance = luck.random()
    if not postcode or chance < 0.3:
        return ""
    if chance < 0.5:
        return _postcode(luck)
    if chance < 0.6:
        return postcode.split()[0]
    return postcode
