"""Days, times and numbers as people write them, in English and in Welsh.

The names are our own: Django's Welsh catalogue spells July wrongly, and its times
("2:30 y.h.") are not how public services write them. Of the further languages, which
few pages have, there are days alone, with the month's name from CLDR.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time

from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import get_language, to_locale

_MONTHS = {
    "en": "January February March April May June July August September October "
    "November December",
    "cy": "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref "
    "Tachwedd Rhagfyr",
}
_WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "cy": "Llun Mawrth Mercher Iau Gwener Sadwrn Sul",
}
# CLDR's patterns of a day, where "25 November 2026" is not the order or lacks a word;
# made to stand within a sentence, before a full stop too.
_WRITTEN = "d MMMM y"
_WRITTEN_IN = {
    "ckb": "d'ی' MMMM'ی' y",
    "uk": "d MMMM y 'року'",
    "vi": "'ngày' d MMMM 'năm' y",
    "zh-hans": "y年M月d日",
}
_WEEKDAY = {"en": "{}", "cy": "Dydd {}"}
_AT = {"en": "at", "cy": "am"}
_TO = {"en": "to", "cy": "i"}
_NOON = {"en": "midday", "cy": "canol dydd"}
_MIDNIGHT = {"en": "midnight", "cy": "canol nos"}

_SHORTEST_MONTH = 3
_NOON_HOUR = 12
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.]?(?P<minute>[0-5]\d))?\s*(?P<half>[ap])?\.?m?\.?"
)


def format_day(value: date) -> str:
    """``17 October 2016``, ``17 Hydref 2016``; an aware moment by the local clock.

    In a further language as that one writes it: ``2016年10月17日``.
    """
    local, language = _local(value), get_language() or "en"
    if language.partition("-")[0] not in _MONTHS:
        pattern = _WRITTEN_IN.get(language, _WRITTEN)
        return format_date(local, pattern, locale=to_locale(language))
    return f"{local.day} {_month(local)} {local.year}"


def format_weekday(value: date) -> str:
    """``Monday 17 October 2016``, ``Dydd Llun 17 Hydref 2016``."""
    local = _local(value)
    language = _language()
    name = _WEEKDAYS[language].split()[local.weekday()]
    return f"{_WEEKDAY[language].format(name)} {format_day(local)}"


def list_weekdays() -> list[str]:
    """The days of a week from Monday, for scripts: few browsers know the Welsh ones."""
    language = _language()
    return [_WEEKDAY[language].format(each) for each in _WEEKDAYS[language].split()]


def list_months() -> list[str]:
    """The months' names from January, for scripts too."""
    return _MONTHS[_language()].split()


def format_month(value: date) -> str:
    """``October 2016``, ``Hydref 2016``."""
    local = _local(value)
    return f"{_month(local)} {local.year}"


def format_clock(value: time | datetime) -> str:
    """``9am``, ``2:30pm``, ``midday``; Welsh services write hours the same way."""
    local = _at_home(value) if isinstance(value, datetime) else value
    language = _language()
    if local.minute == 0 and local.hour in (0, _NOON_HOUR):
        return _NOON[language] if local.hour else _MIDNIGHT[language]
    minutes = f":{local.minute:02}" if local.minute else ""
    half = "am" if local.hour < _NOON_HOUR else "pm"
    return f"{local.hour % _NOON_HOUR or _NOON_HOUR}{minutes}{half}"


def day_and_time(value: datetime) -> str:
    """``17 October 2016 at 2:30pm``, ``17 Hydref 2016 am 2:30pm``."""
    return f"{format_day(value)} {_AT[_language()]} {format_clock(value)}"


def format_moment(value: datetime) -> str:
    """As ``day_and_time``; the day alone where a moment only stands for its day.

    Of what the public did nothing is kept but the day: the moment at which it began.
    """
    is_a_day = _at_home(value).time() == time(0)
    return format_day(value) if is_a_day else day_and_time(value)


def format_days(first: date, last: date) -> str:
    """``17 to 21 October 2016``, ``31 Hydref i 4 Tachwedd 2016``; one day is one."""
    start, end = _local(first), _local(last)
    if start == end:
        return format_day(start)
    if start.year != end.year:
        shown = format_day(start)
    elif start.month != end.month:
        shown = f"{start.day} {_month(start)}"
    else:
        shown = str(start.day)
    return f"{shown} {_TO[_language()]} {format_day(end)}"


def format_number(value: int) -> str:
    """``1,234``: both languages group by thousands with a comma."""
    return f"{value:,}"


def format_signed(value: float) -> str:
    """``+1.5``, ``−1.5``, or ``0.0`` without a sign."""
    rounded = round(value, 1)
    return f"{rounded:+.1f}".replace("-", "\N{MINUS SIGN}") if rounded else "0.0"


def month_number(text: str) -> int | None:
    """1 to 12 from ``10``, ``Oct``, ``October``, ``Hydref`` or ``hyd``; else None."""
    written = text.strip().rstrip(".").casefold()
    if written.isdecimal():
        found = int(written)
        return found if 1 <= found <= _NOON_HOUR else None
    if len(written) < _SHORTEST_MONTH:
        return None
    for names in _MONTHS.values():
        for position, name in enumerate(names.split(), start=1):
            if name.casefold().startswith(written):
                return position
    return None


def time_from(text: str) -> time | None:
    """The time in ``14:30``, ``2.30pm``, ``9am``, ``midday``, ``canol dydd``."""
    written = " ".join(text.split()).casefold()
    if written in {"noon", *_NOON.values()}:
        return time(_NOON_HOUR)
    if written in _MIDNIGHT.values():
        return time(0)
    match = _CLOCK.fullmatch(written)
    if match is None or not (match["minute"] or match["half"]):
        return None
    return _on_the_clock(int(match["hour"]), int(match["minute"] or 0), match["half"])


def _on_the_clock(hour: int, minute: int, half: str | None) -> time | None:
    if half:
        if not 1 <= hour <= _NOON_HOUR:
            return None
        hour = hour % _NOON_HOUR + (_NOON_HOUR if half == "p" else 0)
    return time(hour, minute) if hour < 2 * _NOON_HOUR else None


def _language() -> str:
    return "cy" if (get_language() or "").startswith("cy") else "en"


def _month(value: date) -> str:
    return _MONTHS[_language()].split()[value.month - 1]


def _local(value: date) -> date:
    """The day itself; of an aware moment, the day it is here."""
    return _at_home(value).date() if isinstance(value, datetime) else value


def _at_home(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value
