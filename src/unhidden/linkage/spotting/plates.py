"""Plates: whole, misread, half seen, and those of other countries.

Britain's forms are DVLA's (INF104), Ireland's those of its Revenue Commissioners since
1987. The others', by what letters and digits stand where, are as "European vehicle
registration plate" and its pages for each country tell them (Wikipedia, 2026). Forms
that ordinary text has, too, are read only near a word that says so: a plate, or whose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from unhidden.linkage.plates import SHORTEST_PARTIAL, count_seen_characters, read_plate
from unhidden.linkage.spotting.found import SpottedCandidate, SpottingText

_FEWEST, _MOST = 4, 9
#: Shorter ones are halves, most of them: "the reg was CX12".
_SHORTEST_WHOLE = 5
_MOST_SLIPS = 2
_PLATE = re.compile(
    r"\b(?:[A-Z]{2}\d{2}\s?[A-Z]{3}|[A-Z]\d{1,3}\s?[A-Z]{3}|[A-Z]{3}\s?\d{1,3}[A-Z]"
    r"|(?=[A-Z]{0,2}[IZ])[A-Z]{3}\s?\d{3,4})\b",
    re.IGNORECASE,
)
# Of today's form, with letters and digits that are mistaken for each other.
_MISREAD = re.compile(
    r"\b[A-Z012568]{2}[\dOQDILSBZG]{2}\s?[A-Z012568]{3}\b", re.IGNORECASE
)
_OF_TODAY = "LLDDLLL"
_LIKE_A_POSTCODE = re.compile(r"[A-Z]{1,2}\d{1,2}\s?\d[A-Z]{2}", re.IGNORECASE)
_WORDS = frozenset(
    ["and", "are", "but", "can", "car", "did", "for", "got", "had", "has", "her", "him",
     "his", "man", "men", "not", "now", "off", "one", "our", "out", "she", "the", "too",
     "two", "van", "was", "who", "you", "all", "any", "ond", "bod", "yma", "oed", "yno",
     "dyn", "dim", "mae", "lle", "tua", "hyd", "ers"]
)  # fmt: skip
_CUE = (
    r"(?:(?:number\s?)?plates?|reg(?:istration)?s?|vrm|index|plât|plat(?:iau)?|blât|phlât"
    r"|(?:rhif\s{1,2})?cofrestru|rhif\s{1,2}y\s{1,2}(?:car|fan))"
)
_AFTER_CUE = re.compile(
    rf"\b{_CUE}\b(?:(?<=reg)\.)?(?:\s{{1,2}}(?:number|no\.?|mark|nr)\b)?[\s:,;\"“-]{{1,3}}"
    r"(?:(?!(?-i:[A-Z\d]+)\b|post|cod)[^\W\d_]{1,15}[\s:,\"“]{1,2}){0,3}"
    r"(?P<plate>(?-i:[A-Z\d]{1,4}(?:[\s-]?[A-Z\d]{1,6}){0,3}|(?!\d{1,2}(?:st|nd|rd|th)\b)(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{2,4}\s?[a-z\d]{3}))(?!\w)",
    re.IGNORECASE,
)
_NEAR = re.compile(rf"\b{_CUE}\b[^.\n]{{0,24}}$", re.IGNORECASE)
_SEES = 40

# The letters that Cyrillic and Latin share (Vienna Convention, annex 2).
_SHARED = "[ABCEHIKMOPTXY]"
_IRISH = (
    r"\d{2}[12]?-(?:CE|CN|CW|DL|KE|KK|KY|LD|LH|LK|LM|LS|MH|MN|MO|OY|RN|SO|TN|TS|WD|WH"
    r"|WW|WX|[CDGLTW])-\d{1,6}"
)
_ROMANIAN = (
    r"(?:A[BGR]|B[CHNRVZT]?|C[JLSTV]|D[BJ]|G[JLR]|H[DR]|I[FLS]|M[HMS]|NT|OT|PH|S[BJMV]"
    r"|T[LMR]|V[LNS])\s\d{2,3}\s[A-Z]{3}"
)
#: Forms that are nothing else, in capitals.
_ALONE = re.compile(
    rf"(?<![\w-])(?:{_IRISH}|{_ROMANIAN}|{_SHARED}{{1,2}}\s?\d{{4}}\s?{_SHARED}{{2}}"
    r"|[A-Z]{2}-\d{3}-[A-Z]{2}|[A-Z]{2}\s\d{3}\s[A-Z]{2})(?![\w-])"
)
_COUNTRIES = (
    r"(?:Irish|Ireland|Iwerddon|Gwyddelig|Romanian?|R[wo]mania|Polish|Poland|Pwyl(?:aidd)?"
    r"|Bulgarian?|Bwlgaria|Lithuanian?|Lithwania|Latvian?|Latfia|Estonian?|Estonia"
    r"|Albanian?|Ukrain(?:e|ian)|W[cg]r[aá]in|French|France|Ffrengig|Ffrainc|German|Germany"
    r"|Almaen(?:ig)?|Spanish|Spain|Sbaen(?:eg)?|Italian|Italy|Eidal(?:aidd)?|Dutch"
    r"|Netherlands|Iseldir(?:oedd)?|Belgian|Belgium|Hungarian|Hungary|Slovak(?:ia)?|Czech"
    r"|Portuguese|Portugal|Greek|Greece|Foreign|Tramor)"
)
_OF_A_COUNTRY = re.compile(
    rf"\b(?i:{_COUNTRIES})\b[^.\n]{{0,40}}?(?<![\w-])"
    r"(?P<plate>[A-Z]{1,3}[\s-]?\d{2,5}[\s-]?[A-Z]{0,3}|\d{1,4}[\s-]?[A-Z]{1,3}[\s-]?\d{0,5}"
    r"|[A-Z]{1,3}-[A-Z]{1,2}\s?\d{1,4})(?![\w-])"
)
_GAPPED = re.compile(
    r"(?<![\w?*])(?!(?-i:[A-Z]?[a-z]{1,4})\s)(?=[A-Z0-9?*]{0,4}\s?[A-Z0-9?*]{0,4}[?*])"
    r"[A-Z0-9?*]{1,4}(?:\s?[A-Z0-9?*]{2,5})(?![\w?*])",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"\b([A-Z]{2}\d{2}|[A-Z]\d{2,3})\s{0,2}(?:something|rhywbeth|\.{2,3}|…|-{2,3}|_{2,3})",
    re.IGNORECASE,
)
_ENDS = re.compile(
    rf"\b(?:{_CUE}|car|van|fan|lorry|lori)\b[^.\n]{{0,24}}?\b"
    r"(?:(start(?:s|ing|ed)?|begin(?:s|ning)?|began|dechrau)"
    r"|(?:end(?:s|ing|ed)?|gorffen))"
    r"\s{1,2}(?:(?:with|in|by|gydag?|â|ag|efo|mewn)\s{1,2})?"
    r"((?=[A-Z]{0,3}\d|[A-Z]{3}\b)[A-Z0-9]{3,4})\b",
    re.IGNORECASE,
)


def spot_plates(text: SpottingText) -> Iterator[SpottedCandidate]:
    """Whole plates, plates with ``?`` and ``*``, and halves said to be such."""
    yield from _spot_halves(text)
    yield from _spot(text, _READINGS)


def spot_said_plates(text: SpottingText) -> Iterator[SpottedCandidate]:
    """Plates behind a word that says so: surer than a postcode of the same shape."""
    yield from _spot(text, _SAID)


def _spot(
    text: SpottingText, readings: Iterable[_Reading]
) -> Iterator[SpottedCandidate]:
    for pattern, group, is_one in readings:
        for found in pattern.finditer(text.plain):
            if is_one(found, text.plain):
                value = read_plate(found[group])
                rest = "*" if len(value) < _SHORTEST_WHOLE else ""
                yield text.candidate("plate", *found.span(group), f"{value}{rest}")


def _spot_halves(text: SpottingText) -> Iterator[SpottedCandidate]:
    for found in _HALF.finditer(text.plain):
        yield text.candidate("plate", *found.span(), f"{read_plate(found[1])}*")
    for found in _ENDS.finditer(text.plain):
        part = read_plate(found[2])
        value = f"{part}*" if found[1] else f"*{part}"
        yield text.candidate("plate", *found.span(2), value)
    for found in _GAPPED.finditer(text.plain):
        if _is_partial(read := read_plate(found[0]), found[0]):
            yield text.candidate("plate", *found.span(), read)


def _is_near_a_cue(plain: str, at: int) -> bool:
    """Whether a word before says that it is a plate."""
    return bool(_NEAR.search(plain[max(0, at - _SEES) : at]))


def _is_in_one_case(typed: str) -> bool:
    """Not "A55 was": people write a plate in large letters, or in small ones."""
    return typed.isupper() or typed.islower()


def _is_written_as_one(found: re.Match[str], plain: str) -> bool:
    """Whether it is typed as a plate is, and not as a road and a word, or the like."""
    typed = found[0]
    if not _is_in_one_case(typed):
        return False
    words = {part.casefold() for part in re.findall(r"[A-Za-z]+", typed)}
    is_of_today = typed[:2].isalpha() and typed[2:4].isdecimal()
    is_doubtful = not words.isdisjoint(_WORDS) or (typed.islower() and not is_of_today)
    return not is_doubtful or _is_near_a_cue(plain, found.start())


def _is_misread(found: re.Match[str], plain: str) -> bool:
    """Whether one or two signs of today's form are taken for others that look alike.

    Without a word that says it is a plate, only in capitals, with a digit where one
    must be, and not what may be a postcode.
    """
    typed = found[0].replace(" ", "")
    wrong = sum(
        sign.isdigit() != (kind == "D")
        for sign, kind in zip(typed, _OF_TODAY, strict=False)
    )
    if len(typed) != len(_OF_TODAY) or not 0 < wrong <= _MOST_SLIPS:
        return False
    if not (_is_in_one_case(found[0]) and any(sign.isdigit() for sign in typed)):
        return False
    is_sure = typed.isupper() and any(sign.isdigit() for sign in typed[2:4])
    is_sure = is_sure and not _LIKE_A_POSTCODE.fullmatch(found[0])
    return is_sure or _is_near_a_cue(plain, found.start())


def _is_whole(found: re.Match[str], plain: str) -> bool:
    """Letters and digits, as many as plates have."""
    read = read_plate(found["plate"])
    has_both = any(c.isdigit() for c in read) and any(c.isalpha() for c in read)
    return has_both and _FEWEST <= len(read) <= _MOST


def _is_partial(read: str, typed: str) -> bool:
    """Three characters seen, a letter and a digit, typed as people type plates."""
    has_both = any(c.isdigit() for c in read) and any(c.isalpha() for c in read)
    is_question = typed.endswith("?") and "?" not in typed[:-1] and "*" not in typed
    return (
        has_both and count_seen_characters(read) >= SHORTEST_PARTIAL and not is_question
    )


#: The pattern, the part of it that is the plate, what must hold.
_Reading = tuple[re.Pattern[str], str | int, Callable[[re.Match[str], str], bool]]
_SAID: tuple[_Reading, ...] = ((_AFTER_CUE, "plate", _is_whole),)
#: The surest first.
_READINGS: tuple[_Reading, ...] = (
    (_PLATE, 0, _is_written_as_one),
    (_MISREAD, 0, _is_misread),
    (_ALONE, 0, lambda found, plain: True),
    (_OF_A_COUNTRY, "plate", _is_whole),
)
