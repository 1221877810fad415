"""Telephone numbers, whole, or the first and the last digits that somebody kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import phonenumbers

from unhidden.linkage.keys import phone_key
from unhidden.linkage.spotting.found import SpottedCandidate, SpottingText

GAP = "…"
_FEWEST_DIGITS = 9
_TRIES, _MOST = 2_000, 500
# Cards and accounts have numbers that end, too.
_NO_PHONE = (
    r"(?:account|card|case|reference|ref|order|house|flat|room|passport|invoice|crime"
    r"|bus|route|serial|plate|reg|registration|index|sort|document|licence|policy)"
)
_PHONE = (
    r"(?:(?:tele)?phones?|tel|mobiles?|mob|cell|handset|sim|whatsapp|line"
    r"|numbers?|no\.|rang|rings?|ringing|texts?|texted|caller"
    r"|ffôn|ffon|ffonau|symudol"
    r"|rhif(?:au)?(?!\s{1,2}(?:cofrestru|cyfrif|cerdyn|y plât)))"
)
_DIGITS = r"\+?\d(?:[\s-]?\d){2,8}(?![\s-]?\d|\w|[.,:/]\d)"
_WITH = (
    r"\s{1,2}(?:(?:with|in|by|on|as|at|gydag?|â|ag|efo|mewn|yn|ar)\s{1,2})?"
    r"(?:(?:the\s{1,2})?digits\s{1,2}|y\s{1,2}digidau\s{1,2})?"
)
_BEGINS = r"(?:start(?:s|ing|ed)?|begin(?:s|ning)?|began|(?:yn\s)?dechrau|dechreuodd)"
_ENDS = (
    r"(?:end(?:s|ing|ed)?|finish(?:es|ing|ed)?|(?:yn\s)?gorffen|gorffennodd|gorffennai)"
)
_HIDDEN = r"(?:\.{2,3}|…|\*{2,6}|x{2,6})\s?"
_SAID = re.compile(
    rf"\b(?:(?P<other>{_NO_PHONE})\s{{1,2}})?{_PHONE}\b(?P<between>[^.\n!?\d]{{0,40}}?)"
    rf"(?:(?<!\w){_BEGINS}{_WITH}(?P<first>{_DIGITS})"
    rf"(?:,?\s{{0,2}}(?:and|a|ac)?\s{{1,2}}{_ENDS}{_WITH}(?P<then>{_DIGITS}))?"
    rf"|(?<!\w){_ENDS}{_WITH}(?P<last>{_DIGITS})"
    rf"|{_HIDDEN}(?P<seen>{_DIGITS})"
    rf"|(?P<at_end>{_DIGITS})\s{{1,2}}(?:at\s{{1,2}}the\s{{1,2}}end|ar\s{{1,2}}y\s{{1,2}}diwedd)\b)",
    re.IGNORECASE,
)
_LAST_DIGITS = re.compile(
    r"\b(?:(?P<which>last|final|first)\s{1,2}(?:\w{1,6}\s{1,2})?(?:digits?|numbers)"
    r"|(?:digid(?:au)?|rhifau?)\s{1,2}(?P<welsh>olaf|cyntaf))\b"
    rf"(?P<between>[^.\n!?\d]{{0,40}}?)\s(?P<said>{_DIGITS})",
    re.IGNORECASE,
)
_CARD = re.compile(rf"\b{_NO_PHONE}\b", re.IGNORECASE)
# 07700 9xx xx45: each digit that was not seen has a mark of its own.
_HALF_SEEN = re.compile(
    r"(?<![\w+])\+?\d(?:[\s-]?\d){2,6}(?:[\s-]?[\dxX*?]){4,9}(?![\s-]?\d|\w)"
)
_MARKS = re.compile(r"[xX*?]")
_NOT_SEEN = re.compile(
    r"(?<![\w+])(?P<first>\+?\d(?:[\s-]?\d){3,6})\s?(?:\.{2,3}|…|\*{2,6}|[xX?]{2,6})"
    r"(?:\s?(?:\*{2,6}|[xX?]{2,6})){0,2}\s?(?P<then>\d(?:[\s-]?\d){2,5})(?![\s-]?\d|\w)"
)


def spot_phones(text: SpottingText) -> Iterator[SpottedCandidate]:
    """Numbers of any country, those without a country code read as British.

    Then what was kept of a number: ``…0123`` its end, ``07700…`` its beginning,
    ``07700…123`` both.
    """
    matcher = phonenumbers.PhoneNumberMatcher(
        text.plain, "GB", leniency=phonenumbers.Leniency.POSSIBLE, max_tries=_TRIES
    )
    for match in islice(matcher, _MOST):
        digits = sum(sign.isdigit() for sign in match.raw_string)
        if digits >= _FEWEST_DIGITS and (key := phone_key(match.raw_string)):
            yield text.candidate("phone", match.start, match.end, key)
    for found in _HALF_SEEN.finditer(text.plain):
        if len(_MARKS.findall(found[0])) > 1:
            first, *_, last = _MARKS.split(found[0])
            yield text.candidate("phone", *found.span(), _pattern(first, last))
    for found in _NOT_SEEN.finditer(text.plain):
        value = _pattern(found["first"], found["then"])
        yield text.candidate("phone", *found.span(), value)
    yield from _spot_ends(text)


def _spot_ends(text: SpottingText) -> Iterator[SpottedCandidate]:
    for found in _SAID.finditer(text.plain):
        if found["other"] or _CARD.search(found["between"]):
            continue
        last = next(filter(None, (found[n] for n in ("last", "seen", "at_end"))), "")
        start = _start_of(found, ("first", "last", "seen", "at_end"))
        end = max(found.end(n) for n in ("first", "then", "last", "seen", "at_end"))
        value = _pattern(found["first"] or "", last or found["then"] or "")
        yield text.candidate("phone", start, end, value)
    for found in _LAST_DIGITS.finditer(text.plain):
        if _CARD.search(found["between"]):
            continue
        is_first = (found["which"] or found["welsh"]).casefold() in {"first", "cyntaf"}
        said = found["said"]
        value = _pattern(said, "") if is_first else _pattern("", said)
        yield text.candidate("phone", *found.span("said"), value)


def _start_of(found: re.Match[str], groups: tuple[str, ...]) -> int:
    return next(found.start(name) for name in groups if found[name])


def _pattern(first: str, last: str) -> str:
    """What is known of a number, with a mark for what is not."""
    return f"{_digits(first)}{GAP}{_digits(last)}"


def _digits(text: str) -> str:
    return re.sub(r"[^\d+]", "", text)
