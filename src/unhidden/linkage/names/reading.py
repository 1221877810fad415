"""A name as it was typed, read into its parts in plain letters.

Every part keeps its form in the script it came in beside the plain letters (anyascii)
that all comparing and keying is done on. Nothing here raises for any text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from unhidden.linkage.lettering import clean_lettering
from unhidden.linkage.names.words import is_title, is_weak, without_servant

LONGEST_NAME = 256
MOST_PARTS = 12
_PAIR = 2

_CAMEL = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})")
_MAC = re.compile(r"\b(?:Fitz|Mac|Van|Von)[A-Z]")
_HAN = re.compile(r"^[\u3400-\u9fff\uf900-\ufaff]{2,5}$")
_HANGUL = re.compile(r"^[\uac00-\ud7a3]{2,5}$")
SYLLABIC = re.compile("[\u3400-\u9fff\uac00-\ud7a3]")
_TWO_SIGN_SURNAMES = frozenset(
    re.findall(
        "..",
        "欧阳歐陽司马司馬诸葛諸葛上官夏侯东方東方皇甫尉迟尉遲公孙公孫慕容令狐长孙長孫"
        "宇文端木남궁황보제갈사공선우독고",
    )
)
_THE = "\u0627\u0644"
_ARABIC_THE = re.compile(f"^{_THE}(?=\\w{{3}})")
_GOD = frozenset({"allah", "llah", "ullah", "llh", "allh"})
_ARTICLES = frozenset({"al", "ad", "ed", "ud", "id", "el"})
_FAITH = frozenset({"din", "dine", "deen", "dyn"})
_SERVANT = frozenset({"abd", "abdul", "abdel"})
# Letters of the Arabic script that stand for vowels, and waw where it does: it is a
# consonant at the beginning of a word, beside an alef and before a ya (Yusuf is written
# y-w-s-f). Jim is j in Baghdad and g in Cairo.
_WAW = re.compile("(?<![\\W\u0627])\u0648(?![\u0627\u064a\u06cc])")
_VOWELS = {
    **dict.fromkeys("\u0627\u0623\u0625\u0622\u0671\u0639\u0649", "a"),
    **dict.fromkeys("\u06d5\u06ce", "e"),
    "\u06c6": "o",
    "\u0626": "",
    "\u062c": "gj",
    "\u0638": "z",
    "\u0621": "",
}
_ARABIC_VOWELS = str.maketrans(_VOWELS)
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_UKRAINIAN_H = str.maketrans("гГ", "hH")
_LOOKS_LIKE = str.maketrans("0134579", "oieastg")


class NamePart(NamedTuple):
    """One word of a name: as written, and in plain small letters and digits."""

    written: str
    plain: str
    is_weak: bool = False

    @property
    def is_initial(self) -> bool:
        """Whether it is one letter that stands for a name."""
        return len(self.plain) == 1 and self.plain.isalpha()


class ParsedName(NamedTuple):
    """A name in its parts, in the order written (what follows a comma first).

    ``strong`` are the parts that say who it is and ``small`` the others, each in
    order; ``joined`` is all plain letters without a space.
    """

    parts: tuple[NamePart, ...]
    strong: tuple[NamePart, ...]
    small: tuple[NamePart, ...]
    joined: str


def made_of(parts: tuple[NamePart, ...]) -> ParsedName:
    """A name of these parts."""
    strong = _strong(parts)
    small = tuple(part for part in parts if part not in strong)
    return ParsedName(parts, strong, small, "".join(part.plain for part in parts))


def _strong(parts: tuple[NamePart, ...]) -> tuple[NamePart, ...]:
    """The small words count, too, where there are few others.

    Ben is a word for "son of", and a forename where only a surname follows. A title
    stands first, and is a name where it comes last: Janan Agha.
    """
    strong = tuple(
        part
        for at, part in enumerate(parts)
        if not part.is_weak or (at and at == len(parts) - 1 and is_title(part.plain))
    )
    return _enough(strong, parts)


def _enough(
    strong: tuple[NamePart, ...], parts: tuple[NamePart, ...]
) -> tuple[NamePart, ...]:
    """These parts where they are more than one, else small words beside them."""
    if len(strong) > 1:
        return strong
    least = 1 if len(parts) == _PAIR else _PAIR
    spoken = tuple(p for p in parts if not p.is_weak or len(p.plain) > least)
    return spoken or parts


@lru_cache(maxsize=65_536)
def read_name(text: str) -> ParsedName:
    """``text`` in its parts; no parts where it holds no letter or digit.

    Reads the first 256 characters and at most twelve parts: no name is longer, and
    what is pasted beside it must not cost time.
    """
    return made_of(tuple(_of_the_faith(_list_parts(text))))


@lru_cache(maxsize=4_096)
def list_parts_apart(text: str) -> tuple[NamePart, ...]:
    """The strong parts as they stand: Salah al-Din is two, and Haji at the end a title.

    Marks that were kept before names were read better were made of these.
    """
    parts = tuple(_list_parts(text))
    return _enough(tuple(part for part in parts if not part.is_weak), parts)


def _list_parts(text: str) -> list[NamePart]:
    clean = _cleaned(text[:LONGEST_NAME])
    family, comma, given = clean.partition(",")
    ordered = f"{given} {family}" if comma and given.strip() else clean
    spaced = _CAMEL.sub(" ", _MAC.sub(lambda found: found[0].lower(), ordered))
    parts = [part for word in _words(spaced) for part in _parts(word)]
    return _servants_of_god(parts[:MOST_PARTS])


def _servants_of_god(parts: list[NamePart]) -> list[NamePart]:
    """Abd Allah as the one name it is, however it was spaced."""
    joined: list[NamePart] = []
    for part in parts:
        servant = joined and joined[-1].plain in _SERVANT
        if servant and part.plain in _GOD:
            joined[-1] = NamePart(joined[-1].written + part.written, "abdullah")
        elif not (servant and part.plain == "al" and part.written == _THE):
            joined.append(part)
    return joined


def _of_the_faith(parts: list[NamePart]) -> list[NamePart]:
    """Salah al-Din as the one name it is, Salahuddin."""
    for at in range(2, len(parts)):
        name, article, faith = parts[at - 2 : at + 1]
        if article.plain in _ARTICLES and faith.plain in _FAITH and not name.is_weak:
            whole = name.written + article.written + faith.written
            one = NamePart(whole, f"{name.plain}uddin")
            return [*parts[: at - 2], one, *_of_the_faith(parts[at + 1 :])]
    return parts


def _cleaned(text: str) -> str:
    """Letters only; the Ukrainian G as the H it is, where a letter tells Ukrainian."""
    clean = clean_lettering(text)
    return clean.translate(_UKRAINIAN_H) if _UKRAINIAN.search(clean) else clean


def _words(text: str) -> list[str]:
    """Runs of letters, marks and digits."""
    spaced = "".join(
        sign if sign.isalnum() or unicodedata.category(sign)[0] == "M" else " "
        for sign in text
    )
    return spaced.split()


def _parts(word: str) -> list[NamePart]:
    """The parts that one written word holds."""
    if _HAN.match(word) or _HANGUL.match(word):
        cut = 2 if word[:2] in _TWO_SIGN_SURNAMES and len(word) > 2 else 1
        return [_part(word[:cut]), _part(word[cut:])]
    if _ARABIC_THE.match(word):
        return [NamePart(_THE, "al", is_weak=True), _part(word[2:])]
    plain = plain_letters(word)
    if not plain:
        return []
    pieces = without_servant(plain)
    if len(pieces) > 1:
        return [NamePart(piece, piece, is_weak(piece)) for piece in pieces]
    return [NamePart(word, plain, is_weak(plain))]


def _part(word: str) -> NamePart:
    plain = plain_letters(word)
    return NamePart(word, plain or word, is_weak=False)


def plain_letters(word: str) -> str:
    """``word`` in a to z and 0 to 9; digits within letters become what they imitate."""
    latin = anyascii(_arabic_vowels(word)).casefold()
    plain = re.sub("[^a-z0-9]", "", latin)
    if plain.isalpha() or plain.isdigit():
        return plain
    letters = sum(sign.isalpha() for sign in plain)
    return plain.translate(_LOOKS_LIKE) if letters >= 2 else plain


def _arabic_vowels(word: str) -> str:
    """Arabic letters that stand for vowels as vowels; ain begins a name as one."""
    return _WAW.sub("u", word).translate(_ARABIC_VOWELS)
