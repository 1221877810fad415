"""When a child turns 18, from a birth date as it was told."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from dateutil import parser

from unhidden.safeguarding.clocks.rules.timing import add_years_to_birth

#: What is lacking of a date is taken from these: where they differ, it was not whole.
_ONE, _OTHER = datetime(1901, 2, 3), datetime(1902, 3, 4)  # noqa: DTZ001  # no moments
#: Days before the birthday of each clock.
_LEADS = (("age_18_90", 90), ("age_18_30", 30), ("age_18_0", 0))


def read_birth_date(text: str) -> date | None:
    """A birth date that was told to the day; None of any other, as "about 2010"."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        pass
    try:
        one, other = (
            parser.parse(text, default=default, dayfirst=True).date()
            for default in (_ONE, _OTHER)
        )
    except (ValueError, OverflowError):
        return None
    return one if one == other else None


def find_month_of_18(born: str, today: date) -> date | None:
    """The first day of the month in which a child turns 18; None once they have.

    Of who was not born yet, or is told to the year alone, there is none either.
    """
    born_on = read_birth_date(born)
    if born_on is None or born_on > today:
        return None
    turns_on = add_years_to_birth(born_on)
    return turns_on.replace(day=1) if turns_on > today else None


def list_ahead(month: date, today: date) -> tuple[str, ...]:
    """The clocks of a birthday that are still ahead; the last of them always is."""
    return tuple(
        code
        for code, days in _LEADS
        if days == 0 or month - timedelta(days=days) >= today
    )
