"""What the pages of planned visits say: hours that are taken, what was planned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unhidden.operations.visits.queries.cards import TakenDay
from unhidden.ui import dates
from unhidden.ui.parts import SummaryRow


def taken(days: Iterable[TakenDay]) -> list[SummaryRow]:
    """The hours of each day at which something is planned, and no more of it."""
    return [SummaryRow(dates.format_weekday(day.on), _taken(day)) for day in days]


def _taken(day: TakenDay) -> str:
    hours = [
        _("%(first)s to %(last)s")
        % {
            "first": dates.format_clock(_hour(first)),
            "last": dates.format_clock(_hour(last)),
        }
        for first, last in day.hours
    ]
    return _("Taken, %(hours)s") % {"hours": ", ".join(hours)}


def _hour(number: int) -> time:
    """The hour on the clock; the end of the day is its beginning."""
    return time(number % 24)


def planned_message(count: int) -> str:
    text = ngettext("%(count)s visit is planned", "%(count)s visits are planned", count)
    return text % {"count": dates.format_number(count)}
