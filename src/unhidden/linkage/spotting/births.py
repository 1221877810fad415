"""Dates of birth after a word that says so, in English and in Welsh."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from unhidden.linkage.spotting.found import SpottedCandidate, SpottingText

EARLIEST_YEAR = 1900
_CUE = (
    r"(?:date of birth|d\.?o\.?b\.?|born|birthday|dyddiad geni|d\.?g\.?|ganed|ganwyd|"
    r"wedi['’]i eni|wedi['’]i geni|geni)"
)
_BETWEEN = (
    r"\s{0,2}(?:[:=-]\s{0,2}|(?:is|was|on|in|the|yw|ar|yn|ef?|hi|f?o|about|around|c\.|tua|circa)"
    r"\s{1,2}){0,4}"
)
_NAMES = (
    "january|jan|ionawr|ion", "february|feb|chwefror|chwe", "march|mar|mawrth|maw",
    "april|apr|ebrill|ebr", "may|mai", "june|jun|mehefin|meh",
    "july|jul|gorffennaf|gor", "august|aug|awst", "september|sept|sep|medi",
    "october|oct|hydref|hyd", "november|nov|tachwedd|tach", "december|dec|rhagfyr|rhag",
)  # fmt: skip
MONTHS = {name: n for n, names in enumerate(_NAMES, 1) for name in names.split("|")}
_NAMED = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b{_CUE}{_BETWEEN}(?P<date>"
    r"(?P<iso>\d{4})-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2})"
    r"|(?P<day>\d{1,2})\s{0,1}[./-]\s{0,1}(?P<month>\d{1,2})\s{0,1}[./-]\s{0,1}(?P<year>\d{4}|\d{2})"
    rf"|(?:(?P<said_day>\d{{1,2}})(?:st|nd|rd|th|af|ail|ydd|fed|eg)?\s{{1,2}}(?:of\s{{1,2}}|o\s{{1,2}})?)?"
    rf"(?P<said_month>{_NAMED})\.?,?\s{{1,2}}(?P<said_year>\d{{4}})"
    r"|(?P<only_year>\d{4}))\b",
    re.IGNORECASE,
)
_CENTURY = 100


def spot_births(text: SpottingText, today: date) -> Iterator[SpottedCandidate]:
    """``1990-02-28``, ``1990-02`` or ``1990``, or the reason why a date cannot be one.

    ``no_such_day``, ``too_long_ago`` (before 1900) or ``not_yet`` (after ``today``).
    Days are read before months, as here; a year of two digits is the last such year.
    """
    for found in _DATE.finditer(text.plain):
        year, month, day = _parts(found, today)
        problem = _problem(year, month, day, today)
        value = (
            ""
            if problem
            else "-".join([f"{year:04}", *(f"{n:02}" for n in (month, day) if n)])
        )
        yield text.candidate("born", *found.span("date"), value, problem)


def _parts(found: re.Match[str], today: date) -> tuple[int, int, int]:
    said = found.groupdict()
    if said["iso"]:
        return int(said["iso"]), int(said["iso_month"]), int(said["iso_day"])
    if said["year"]:
        return _full(said["year"], today), int(said["month"]), int(said["day"])
    if said["said_month"]:
        month = MONTHS[said["said_month"].casefold()]
        return int(said["said_year"]), month, int(said["said_day"] or 0)
    return int(said["only_year"]), 0, 0


def _full(year: str, today: date) -> int:
    number = int(year)
    if len(year) > len("90"):
        return number
    century = today.year - today.year % _CENTURY
    return (
        century + number
        if century + number <= today.year
        else century - _CENTURY + number
    )


def _problem(year: int, month: int, day: int, today: date) -> str:
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return "no_such_day"
    if year < EARLIEST_YEAR:
        return "too_long_ago"
    return "not_yet" if first > today else ""
