"""Names after the words that announce one, in English and in Welsh."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unhidden.linkage.spotting.found import SpottedCandidate, SpottingText

_APOSTROPHE = "['’]"
_CUE = re.compile(
    r"\b(?:(?:calls|called|calling) (?:him|her|them)sel(?:f|ves)|called|named"
    r"|known (?:only )?as|goes by(?: the name(?: of)?)?|by the name of"
    r"|introduced (?:him|her)self as"
    r"|(?:his|her|their|my|the|whose) (?:real |full |first )?names? (?:is|was|are|were)"
    r"|name(?:\s?[:=]|\s(?:is|was))|alias|a\.?k\.?a\.?|nicknamed"
    rf"|o{_APOSTROPHE}r enw|a elwir yn|(?:yn )?cael ei [ag]+lw(?:{_APOSTROPHE}n| yn)"
    rf"|(?:ei|fy|eu) h?enwa?u? (?:hi |e |o |nhw )?(?:yw|ydy|oedd)|enw\s?[:=]"
    rf"|yn ei alw{_APOSTROPHE}n|llysenw)[\s:=\"“‘]{{1,3}}",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Bnr|Bns|Mme|Herr|Sheikh|Haji)\b\.?\s{1,2}"
)
_WORD = re.compile(r"[^\W\d_](?:[\w'’.\u0300-\u036f-]{0,39}[^\W_])?\.?")
_BETWEEN = re.compile(r"[ \u00a0]{1,2}|・")
_OTHER_NAME = re.compile(r"[ ]{1,2}(?:and|or|a|ac|neu|&)[ ]{1,2}|,[ ]{1,2}")
_PARTICLES = frozenset(
    ["ap", "ab", "ferch", "bin", "ibn", "bint", "al", "el", "de", "da", "do", "di",
     "van", "von", "der", "den", "del", "la", "le", "abu", "y", "o"]
)  # fmt: skip
# Words that follow a cue in ordinary sentences.
_NO_NAME = frozenset(
    ["himself", "herself", "themselves", "the", "a", "an", "me", "us", "him", "her",
     "them", "it", "he", "she", "they", "i", "we", "you", "to", "on", "in", "at", "by",
     "for", "from", "off", "out", "back", "round", "over", "again", "and", "or", "but",
     "not", "that", "this", "police", "999", "today", "yesterday", "my", "his",
     "their", "our", "your", "after", "before", "something", "someone", "because",
     "when", "if", "is", "was", "yr", "yn", "ar", "gan", "am", "ond", "ac", "hi", "fe",
     "nhw", "ni", "chi", "called", "named", "known", "alias"]
)  # fmt: skip
_MOST_WORDS = 5
_MOST_NAMES = 6


def spot_names(text: SpottingText) -> Iterator[SpottedCandidate]:
    """Each name that a cue or a title announces, and those joined to it by *and*."""
    for pattern in (_CUE, _TITLE):
        for cue in pattern.finditer(text.plain):
            yield from _from(text, cue.end(), may_be_small=pattern is _CUE)


def _from(
    text: SpottingText, start: int, *, may_be_small: bool
) -> Iterator[SpottedCandidate]:
    for _ in range(_MOST_NAMES):
        end = _end_of_name(text.plain, start)
        if end == start and may_be_small:
            end = _end_of_small(text.plain, start)
        if end == start:
            return
        yield text.candidate("name", start, end, text.plain[start:end])
        further = _OTHER_NAME.match(text.plain, end)
        if not further:
            return
        start, may_be_small = further.end(), False


def _end_of_name(plain: str, start: int) -> int:
    """Where the words end that look like a name's: large, of a script without, small.

    A particle counts only where a further word follows it.
    """
    end, at = start, start
    for _ in range(_MOST_WORDS):
        word = _WORD.match(plain, at)
        if not word:
            break
        written = word[0].rstrip(".")
        if not _is_particle(written):
            if not _is_large(written) or written.casefold() in _NO_NAME:
                break
            end = at + len(written) + (len(written) == 1 and word[0].endswith("."))
        gap = _BETWEEN.match(plain, max(end, at + len(word[0])))
        if not gap:
            break
        at = gap.end()
    return end


def _end_of_small(plain: str, start: int) -> int:
    """One word in small letters, as people type in haste."""
    word = _WORD.match(plain, start)
    if not word or word[0].rstrip(".").casefold() in _NO_NAME:
        return start
    return start + len(word[0].rstrip("."))


def _is_particle(word: str) -> bool:
    return word in _PARTICLES


def _is_large(word: str) -> bool:
    """Whether it begins with a capital, or with a letter that knows none."""
    return word[0].isupper() or not word[0].islower()
