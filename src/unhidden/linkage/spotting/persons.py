"""Names after the words that announce one, in English and in Welsh."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unhidden.linkage.spotting.found import SpottedCandidate, SpottingText
from unhidden.linkage.towns import TOWNS
from unhidden.linkage.unsaid import is_unsaid

_APOSTROPHE = "['’]"
_CUE = re.compile(
    r"\b(?:(?:calls|called|calling) (?:him|her|them)sel(?:f|ves)|called|named"
    r"|known (?:only )?as|goes by(?: the name(?: of)?)?|by the name of|answers to"
    r"|introduced (?:him|her)self as"
    r"|(?:his|her|their|my|the|whose) (?:real |full |first )?names? (?:is|was|are|were)"
    r"|name(?:\s?[:=]|\s(?:is|was))|alias|a\.?k\.?a\.?|nicknamed"
    rf"|o{_APOSTROPHE}r enw|a elwir yn|(?:yn )?cael ei [ag]+lw(?:{_APOSTROPHE}n| yn)"
    rf"|(?:fe{_APOSTROPHE}i )?gelwir (?:(?:ef|e|o|hi|nhw) )?yn"
    rf"|(?:ei|fy|eu) h?enwa?u? (?:hi |ef? |o |nhw )?(?:yw|ydy|oedd)|enw\s?[:=]"
    rf"|enw{_APOSTROPHE}r [^\W\d_]{{2,20}} (?:yw|ydy|oedd)"
    r"|mai(?=(?: [^\W\d_][\w'’-]{0,39}){1,5} (?:yw|ydy|oedd) (?:ei|fy|eu) h?enw)"
    rf"|yn ei alw{_APOSTROPHE}n|llysenw)[\s:=\"“‘]{{1,3}}",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Bnr|Bns|Mme|Herr|Frau|Sheikh|Haji|Imam|Pastor"
    r"|MR|MRS|MS|MISS|DR)\b\.?\s{1,2}"
)
# Only with a capital behind it: "calls her lazy" names nobody.
_CAPITAL_CUE = re.compile(
    r"\b(?:calls? (?:him|her|them)|called (?:him|her|them)|down as)[ ]", re.IGNORECASE
)
_NAMED = r"(?=(?:[ ][^\W\d_][\w'’-]{0,39}){1,4}[ ]"
# It was Dilwyn who drove; mai Dilwyn oedd yn gyrru.
_SINGLED_OUT = re.compile(
    rf"\b(?:it(?:['’]s|[ ](?:is|was)){_NAMED}(?:who|whom|whose)\b)"
    rf"|(?:mai|taw){_NAMED}(?:sydd|oedd|a|wnaeth)\b))[ ]",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_](?:[\w'’\u0300-\u036f-]{0,39}[\w\u0300-\u036f])?")
_BETWEEN = re.compile(r"[ \u00a0]{1,2}|・")
_OTHER_NAME = re.compile(r"[ ]{1,2}(?:and|or|a|ac|neu|&)[ ]{1,2}|,[ ]{1,2}")
_PARTICLES = frozenset(
    ["ap", "ab", "ferch", "verch", "bin", "ibn", "bint", "ben", "al", "el", "ul", "ud",
     "de", "da", "do", "dos", "das", "di", "du", "van", "von", "der", "den", "del",
     "la", "le", "abu", "abd", "y", "zu", "ter"]
)  # fmt: skip
# Small words within a family's name, but only behind these: Mac an Bhaird, Ó na.
_IRISH_SONS = frozenset(["mac", "mag", "mic", "mhic", "nic", "ó", "o", "uí", "ní"])
_OF_IRISH_SONS = frozenset(["an", "na", "giolla"])
# With a hyphen or an apostrophe behind them, and a capital: al-Bashir, d'Arcy.
_JOINED = frozenset(
    [*_PARTICLES, "ad", "an", "ar", "as", "ash", "at", "az", "ur", "uz", "d", "l", "n",
     "o", "m", "t"]
)  # fmt: skip
_JOINED_WORD = re.compile(r"([^\W\d_]{1,4})['’-]([^\W\d_])")
_IRISH = re.compile(r"[bdfghmnt][A-ZÁÉÍÓÚ]")
# What is shortened with a full stop, and goes on: St. Asaph, Mohd. Faisal.
_SHORTENED = frozenset(
    ["st", "ste", "mohd", "muhd", "moh", "md", "wm", "chas", "geo", "thos", "jas",
     "jos", "robt", "jr", "sr", "fr"]
)  # fmt: skip
# Words that follow a cue in ordinary sentences, or a name in capitals.
_NO_NAME = frozenset(
    ["himself", "herself", "themselves", "the", "a", "an", "me", "us", "him", "her",
     "them", "it", "he", "she", "they", "i", "we", "you", "to", "on", "in", "at", "by",
     "for", "from", "of", "off", "out", "back", "round", "over", "again", "and", "or",
     "but", "not", "that", "this", "police", "999", "today", "yesterday", "my", "his",
     "their", "our", "your", "after", "before", "something", "someone", "somebody",
     "because", "when", "if", "is", "was", "are", "were", "has", "had", "have", "who",
     "which", "with", "will", "can", "says", "said", "told", "lives", "lived", "works",
     "worked", "drives", "drove", "runs", "owns", "went", "came", "comes", "aged",
     "born", "then", "there", "here", "one", "no", "nobody", "yr", "yn", "ar", "gan",
     "am", "ond", "ac", "hi", "fe", "ef", "nhw", "ni", "chi", "mae", "roedd", "oedd",
     "yw", "sydd", "sy", "sy'n", "mai", "called", "named", "known", "alias"]
)  # fmt: skip
_TOWN = re.compile(rf"(?:{'|'.join(map(re.escape, TOWNS))})\b", re.IGNORECASE)
_MOST_WORDS = 7
_MOST_IN_CAPITALS = 4
_MOST_NAMES = 6
_AROUND = 60


def spot_names(text: SpottingText) -> Iterator[SpottedCandidate]:
    """Each name that a cue or a title announces, and those joined to it by *and*."""
    for pattern in (_CUE, _TITLE, _CAPITAL_CUE):
        for cue in pattern.finditer(text.plain):
            yield from _from(text, cue.end(), may_be_small=pattern is _CUE)
    for cue in _SINGLED_OUT.finditer(text.plain):
        if not _TOWN.match(text.plain, cue.end()):
            yield from _from(text, cue.end(), may_be_small=False)


def _from(
    text: SpottingText, start: int, *, may_be_small: bool
) -> Iterator[SpottedCandidate]:
    for _ in range(_MOST_NAMES):
        end = end_of_name(text.plain, start)
        if end == start and may_be_small:
            end = _end_of_small(text.plain, start)
        if end == start:
            return
        if not is_unsaid(text.plain[start:end]):
            yield text.candidate("name", start, end, text.plain[start:end])
        further = _OTHER_NAME.match(text.plain, end)
        if not further:
            return
        title = _TITLE.match(text.plain, further.end())
        start, may_be_small = (title or further).end(), False


def end_of_name(plain: str, start: int) -> int:
    """Where the words end that look like a name's: large, of a script without, small.

    A particle counts only where a further word follows it. A full stop ends a name, but
    for an initial's and that of a word that is written short.
    """
    end, at, before = start, start, ""
    most = _MOST_IN_CAPITALS if _is_shouted(plain, start) else _MOST_WORDS
    for _ in range(most):
        word = _WORD.match(plain, at)
        if not word:
            break
        at = word.end()
        is_stopped = plain[at : at + 1] == "."
        if not (is_particle(word[0]) or _is_of_a_son(before, word[0])):
            if not _may_be_named(word[0]):
                break
            end = at + int(is_stopped and len(word[0]) == 1)
            if is_stopped and not _is_short(word[0]):
                break
        gap = _BETWEEN.match(plain, at + is_stopped)
        if not (gap or is_stopped):
            break
        at, before = gap.end() if gap else at + 1, word[0]
    return end


def _is_of_a_son(before: str, word: str) -> bool:
    return word in _OF_IRISH_SONS and before.casefold() in _IRISH_SONS


def _may_be_named(word: str) -> bool:
    return is_large(word) and word.casefold() not in _NO_NAME


def _is_short(word: str) -> bool:
    return len(word) == 1 or word.casefold() in _SHORTENED


def _is_shouted(plain: str, at: int) -> bool:
    """Whether all around is in capitals, which then say nothing of a name."""
    around = plain[max(0, at - _AROUND) : at + _AROUND]
    return around.isupper()


def _end_of_small(plain: str, start: int) -> int:
    """One word in small letters, as people type in haste."""
    word = _WORD.match(plain, start)
    if not word or word[0].casefold() in _NO_NAME:
        return start
    return word.end()


def is_particle(word: str) -> bool:
    """Whether it is a small word within names, such as ap, bin or de."""
    return word in _PARTICLES


def is_large(word: str) -> bool:
    """Whether it begins with a capital, or with a letter that knows none.

    Or has one behind what is joined to it: al-Bashir, d'Arcy, tSaoir.
    """
    if word[0].isupper() or not word[0].islower():
        return True
    if _IRISH.match(word):
        return True
    joined = _JOINED_WORD.match(word)
    return joined is not None and joined[1] in _JOINED and joined[2].isupper()
