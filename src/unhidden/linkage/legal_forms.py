"""What stands beside a business's own name: its legal form, ``the``, ``trading as``.

The forms are those of company registers (Companies House in English and Welsh, and the
registers of the countries that traders come from), written from general knowledge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from unhidden.linkage.lettering import clean_lettering

# Each line: the form by its common short name, then what it is written as.
_FORMS = """
ltd: ltd | limited | cyf | cyfyngedig | private limited company | pvt ltd | co ltd
plc: plc | public limited company | ccc | cwmni cyfyngedig cyhoeddus
llp: llp | limited liability partnership | pac
cic: cic | community interest company | cbc
cio: cio | charitable incorporated organisation
lp: lp | limited partnership
llc: llc | limited liability company | limited liability co | ooo | tov
inc: inc | incorporated
corp: corp | corporation
co: co | company
jsc: jsc | joint stock company | oao | ojsc | open joint stock company | pao | pjsc | ao
 | zao | cjsc | closed joint stock company | public joint stock company | ad | ead
gmbh: gmbh | gesellschaft mit beschrankter haftung
ag: ag | aktiengesellschaft | aktiengeselschaft
sa: sa | societe anonyme | sociedad anonima | societatea pe actiuni
srl: srl | societatea cu raspundere limitata | sociedad de responsabilidad limitada
sarl: sarl
sas: sas
sl: sl
bv: bv | besloten vennootschap
bvba: bvba
nv: nv
ab: ab | aktiebolag
as: as | aksjeselskap
oy: oy | oyj
kg: kg
spzoo: sp z o o | sp z oo | spzoo | spolka z ograniczona odpowiedzialnoscia
ood: ood | eood
doo: doo
shpk: shpk | sh p k
kft: kft
sro: sro
pty: pty ltd | pty limited | pty
pte: pte ltd | pte limited | pte
"""
_SURE = frozenset(
    {"ltd", "plc", "llp", "llc", "inc", "corp", "jsc", "gmbh", "ag", "co"}
)
_UNSURE_WORDS = frozenset({"ad", "ao", "ead", "tov", "co", "ag", "pac"})
_TRADING = re.compile(
    r"\b(?:trading as|t/a|t\.a\.|also known as|a\.?k\.?a\.?|(?:yn )?masnachu fel)"
    r"(?=\W)",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"\b(?:[^\W\d_][./]\s?){1,}[^\W\d_]\b\.?")
_RUN_ON = re.compile(r"(?<=[a-z]{3})(?=[A-Z])")
_WORDS = re.compile(r"[^\W_]+")
_ONES = """zero sero|one|two dau|three tri|four pedwar|five pump|six chwech|seven saith
|eight wyth|nine naw|ten deg""".replace("\n", "").split("|")
_TEN_TIMES = """twenty|thirty|forty fourty|fifty|sixty|seventy|eighty
|ninety""".replace("\n", "").split("|")
_NUMBERS = {
    word: str(number)
    for number, words in [
        *enumerate(_ONES),
        *((10 * tens, words) for tens, words in enumerate(_TEN_TIMES, 2)),
    ]
    for word in words.split()
}
_ORDINALS = {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th"
}  # fmt: skip
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class BusinessName:
    """The words of a business's own name in plain letters, and its legal forms."""

    words: tuple[str, ...]
    forms: frozenset[str]

    @property
    def is_surely_business(self) -> bool:
        """Whether a form says that it cannot be a person."""
        return not self.forms.isdisjoint(_SURE)


def trading_names(text: str) -> tuple[str, ...]:
    """``Jones Ltd t/a Best Nails`` as its two names; any other text as itself."""
    names = tuple(
        name
        for part in _TRADING.split(text[:_LONGEST])
        if (name := part.strip(" ,;()"))
    )
    return names or (text[:_LONGEST],)


@lru_cache(maxsize=65_536)
def read_business(text: str) -> BusinessName:
    """One name without its forms; where nothing else is left, they are it."""
    words = _plain_words(text[:_LONGEST])
    forms: set[str] = set()
    rest = _without_forms(words, forms)
    rest = rest[1:] if rest[:1] == ["the"] and len(rest) > 1 else rest
    rest = rest[:-1] if rest[-1:] == ["and"] and len(rest) > 1 else rest
    return BusinessName(tuple(rest or words), frozenset(forms))


def _plain_words(text: str) -> list[str]:
    text = _RUN_ON.sub(" ", text)
    joined = _DOTTED.sub(lambda found: re.sub(r"[\s./]", "", found[0]) + " ", text)
    spelt = anyascii(clean_lettering(joined.replace("&", " and "))).casefold()
    words = _WORDS.findall(spelt)
    return _with_digits([_ORDINALS.get(word, word) for word in words])


def _with_digits(words: list[str]) -> list[str]:
    """Number words as digits; forty four as 44."""
    out: list[str] = []
    for word in words:
        digits = _NUMBERS.get(word, word)
        if out and len(digits) == 1 and digits.isdigit() and out[-1] in _TENS:
            out[-1] = out[-1][0] + digits
        else:
            out.append(digits)
    return out


def _without_forms(words: list[str], forms: set[str]) -> list[str]:
    """``words`` less every legal form among them; theirs go to ``forms``."""
    out: list[str] = []
    at = 0
    while at < len(words):
        size, form = _form_at(words, at)
        if form:
            forms.add(form)
        else:
            out.append(words[at])
        at += size
    return out


def _form_at(words: list[str], at: int) -> tuple[int, str]:
    for size in range(min(_LONGEST_FORM, len(words) - at), 0, -1):
        spelt = " ".join(words[at : at + size])
        form = _TABLE.get(spelt, "")
        if form and not (spelt in _UNSURE_WORDS and 0 < at < len(words) - 1):
            return size, form
    return 1, ""


def _table() -> dict[str, str]:
    lines = _FORMS.replace("\n |", " |").strip().splitlines()
    return {
        spelt.strip(): form
        for form, _, spellings in (line.partition(":") for line in lines)
        for spelt in spellings.split("|")
    }


_TENS = frozenset({"20", "30", "40", "50", "60", "70", "80", "90"})
_TABLE = _table()
_LONGEST_FORM = max(len(spelt.split()) for spelt in _TABLE)
