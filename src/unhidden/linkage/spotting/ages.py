"""Ages, as the years between which somebody of that age was born.

``aged 28``, ``28 oed`` and ``28-year-old`` are two years; ``about 28`` and ``tua 28
oed`` a tenth of the age more on either side, two years at least: people guess no
better. ``in her 30s`` and ``yn ei dridegau`` are ten years and one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from unhidden.linkage.spotting.births import MONTHS
from unhidden.linkage.spotting.found import SpottedCandidate, SpottingText

OLDEST, _LEAST_DOUBT, _SHARE_OF_DOUBT = 110, 2, 10
_TEENS = {"early": (13, 15), "cynnar": (13, 15), "late": (17, 19), "hwyr": (17, 19)}
_ALL_TEENS = (13, 19)
#: "She was two" is rarely of an age, "she was 28" mostly.
_GROWN = 10

_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9,
}  # fmt: skip
_ALONE = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "deg": 10, "deuddeg": 12, "pymtheg": 15, "deunaw": 18, "ugain": 20,
    "hanner cant": 50, "trigain": 60,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
# In Welsh a first letter changes after "her" and "his".
_DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
    "seventies": 70, "eighties": 80, "nineties": 90,
    "hugeiniau": 20, "ugeiniau": 20, "thridegau": 30, "dridegau": 30, "tridegau": 30,
    "phedwardegau": 40, "bedwardegau": 40, "pedwardegau": 40, "phumdegau": 50,
    "bumdegau": 50, "pumdegau": 50, "chwedegau": 60, "saithdegau": 70,
    "wythdegau": 80, "nawdegau": 90,
}  # fmt: skip
_TEEN_WORDS = frozenset(["teens", "arddegau", "harddegau"])


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_WORDS = (
    rf"(?:{_any_of(_TENS)})(?:[ -](?:{_any_of(_UNITS)}))?"
    rf"|{_any_of(_ALONE)}|{_any_of(_UNITS)}"
)
_N = rf"(?:\d{{1,3}}|{_WORDS})"
_DOUBT = (
    r"(?:about|around|approximately|approx\.?|roughly|maybe|perhaps|probably|possibly"
    r"|nearly|almost|circa|c\.|tua|oddeutu|rhyw|efallai|bron(?:\s{1,2}yn)?)"
)
# "4 and 28" are one number and another, unless they are between each other.
_TO = (
    r"(?:(?<=\d)\s?[-–/]\s?(?=\d)|\s{1,2}(?:to|or|i|neu)\s{1,2}"
    r"|(?<=\w)(?(between)\s{1,2}(?:and|a)\s{1,2}|(?!)))"
)
_TWO = rf"(?P<between>(?:between|rhwng)\s{{1,2}})?(?P<low>{_N}){_TO}(?P<high>{_N})"
_ONE = rf"(?:(?P<doubt>{_DOUBT})\s{{1,2}})?(?P<age>{_N})"
_HOW_OLD = (
    r"(?:[\s-]{1,2}(?:years?|yrs?|y)\.?[\s-]{1,2}olds?\b|\s?y\.?/?o\b"
    r"|\s{1,2}years?\s{1,2}of\s{1,2}age\b|\s{1,2}(?:mlwydd\s{1,2})?oed\b"
    r"|\s{1,2}blwydd\s{1,2}oed\b)"
)
# What is so many years old, and nobody.
_NO_PERSON = (
    r"(?!\s{1,2}(?:car|van|lorry|vehicle|truck|house|building|boat|phone|caravan|bike"
    r"|business|company|firm|case|law|lease|whisky|whiskey|dog|horse|fan|tŷ|adeilad"
    r"|cwmni|ffôn|ci|ceffyl)\b)"
)
_OLD = re.compile(
    rf"(?<![\w.,£$€-])(?:{_TWO}|{_ONE}){_HOW_OLD}{_NO_PERSON}", re.IGNORECASE
)
# Of several, whose ages are told together: 9 and 11 years old.
_BESIDE = re.compile(
    r"(?<![\w.,£$€-])(?P<age>\d{1,3})"
    rf"(?=(?:,\s{{1,2}}\d{{1,3}}){{0,3}}\s{{1,2}}(?:and|a)\s{{1,2}}\d{{1,2}}{_HOW_OLD}{_NO_PERSON})"
)
_AGED = re.compile(
    rf"\b(?:aged?|oedran|oed)(?:\s?[:=]\s?|\s{{1,2}}(?:is\s{{1,2}}|was\s{{1,2}}|yw\s{{1,2}}|of\s{{1,2}})?)"
    rf"(?:{_TWO}|{_ONE})\b(?!\s?[:%/]|[.,]\d)",
    re.IGNORECASE,
)
_SEEMED = re.compile(
    r"\b(?:(?:s?he|i)(?:\s{1,2}(?:is|was|looks?|looked|seems?|seemed|turned"
    r"|(?:must|may|might|could|would)\s{1,2}be|said\s{1,2}s?he\s{1,2}was)|['’]s)"
    r"|they\s{1,2}(?:look(?:ed)?|seem(?:ed)?)"
    r"|mae\s{1,2}(?:hi|e|o|fe|fo)(?:['’]n|\s{1,2}yn)?"
    r"|roedd\s{1,2}(?:hi|e|o|fe|fo)(?:['’]n|\s{1,2}yn)?)\s{1,2}"
    rf"(?:{_TWO}|{_ONE})"
    # What ends a sentence, or goes on without a thing that is counted.
    r"(?=\s{0,2}(?:[.,;)!?]|$)(?!\d)|\s{1,2}(?:and|or|but|when|at the time|now|then"
    r"|last|this|next|yesterday|today|a|ac|ond|pan)\b)",
    re.IGNORECASE,
)
# After a name, as papers print it: Lan Anh Nguyen, 28, or (about 28).
_APPOSED = re.compile(
    r"(?<![^\W\d_])(?P<word>[^\W\d_]{2,30})(?:,\s{1,2}|\s{1,2}\()"
    rf"(?P<said>(?:(?P<doubt>{_DOUBT})\s{{1,2}})?(?P<age>\d{{2}}))(?=,\s|\)|;|\.(?:\s|$)|$)",
    re.IGNORECASE,
)
_DECADE = re.compile(
    r"\b(?:in\s{1,2})?(?:(?:his|her|their|the|yn\s{1,2}ei|yn\s{1,2}eu|ei|eu)\s{1,2})?"
    r"(?:(?P<part>early|mid|middle|late)[\s-]{0,2}(?:to[\s-](?:mid|late)[\s-])?)?"
    rf"(?P<decade>[2-9]0['’]?s|{_any_of(_DECADES)}|{_any_of(_TEEN_WORDS)})\b"
    r"(?:\s{1,2}(?P<after>cynnar|canol|hwyr))?",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"\b(?:his|her|their|ei|eu)\b", re.IGNORECASE)
_OF_A_CENTURY = re.compile(r"\bthe\b|[89]0['’]?s", re.IGNORECASE)
_DAYS = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
     "llun", "mawrth", "mercher", "iau", "gwener", "sadwrn", "sul", *MONTHS]
)  # fmt: skip
_PARTS = {
    "early": (0, 4), "cynnar": (0, 4), "mid": (3, 7), "middle": (3, 7),
    "canol": (3, 7), "late": (6, 9), "hwyr": (6, 9),
}  # fmt: skip


def spot_ages(text: SpottingText, today: date) -> Iterator[SpottedCandidate]:
    """Each age of a person as ``born``: ``1997/1998`` for 28 on 30 June 2026."""
    for (start, end), (youngest, oldest) in _find_ages(text.plain):
        if 0 < youngest <= oldest <= OLDEST:
            value = f"{today.year - oldest - 1}/{today.year - youngest}"
            yield text.candidate("born", start, end, value)


def _find_ages(plain: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where an age stands, and the ages between which somebody is."""
    for pattern in (_OLD, _AGED, _BESIDE):
        for found in pattern.finditer(plain):
            yield found.span(), _span_of(found)
    for found in _SEEMED.finditer(plain):
        if (ages := _span_of(found))[0] >= _GROWN:
            yield found.span(), ages
    for found in filter(_is_apposed, _APPOSED.finditer(plain)):
        yield found.span("said"), _around(found)
    for found in _DECADE.finditer(plain):
        if decade := _decade_of(found):
            yield found.span(), decade


def _span_of(found: re.Match[str]) -> tuple[int, int]:
    """The ages between which somebody is, as it was said or as people guess."""
    said = found.groupdict()
    if said.get("low"):
        return _number(said["low"]), _number(said["high"])
    return _around(found)


def _around(found: re.Match[str]) -> tuple[int, int]:
    """One age, or the ages around it where it was guessed."""
    age = _number(found["age"])
    is_guessed = found.groupdict().get("doubt")
    doubt = max(_LEAST_DOUBT, (age + 5) // _SHARE_OF_DOUBT) if is_guessed else 0
    return max(age - doubt, 1), age + doubt


def _is_apposed(found: re.Match[str]) -> bool:
    """Whether a number after a comma may be an age: a name stands before it.

    Behind any other word only in brackets, and with a word that says it is a guess.
    """
    word = found["word"]
    is_named = word[0].isupper() and word.casefold() not in _DAYS
    is_guessed = found["doubt"] and "(" in found[0]
    return bool(is_named or is_guessed) and int(found["age"]) >= _GROWN


def _decade_of(found: re.Match[str]) -> tuple[int, int] | None:
    """The ages of ``in her early 30s``; the early 30s may be those of a century."""
    word = found["decade"].casefold()
    part = (found["part"] or found["after"] or "").casefold()
    is_somebodys = _WHOSE.search(found[0])
    if not is_somebodys and (not part or _OF_A_CENTURY.search(found[0])):
        return None
    if word in _TEEN_WORDS:
        return _TEENS.get(part, _ALL_TEENS)
    tens = int(word[:2]) if word[0].isdecimal() else _DECADES[word]
    first, last = _PARTS.get(part, (0, 9))
    return tens + first, tens + last


def _number(said: str) -> int:
    """A number in digits or in words."""
    if said.isdecimal():
        return int(said)
    word = said.casefold()
    if word in _ALONE:
        return _ALONE[word]
    tens, _, units = word.replace("-", " ").partition(" ")
    return _TENS.get(tens, 0) + _UNITS.get(units or tens, 0)
