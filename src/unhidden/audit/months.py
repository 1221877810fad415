"""The tables of the months: made ahead, with an alarm before the last one is used."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

AHEAD = 6  # months for which there are tables, beside the present one
ALARM = timedelta(days=62)  # before the end of the last one


def make_month_tables() -> int:
    """Make the tables that are missing; gives how many.

    An event of a month without a table would lie with the rest: nothing is lost, but
    the record grows slow.
    """
    with connection.cursor() as cursor:
        cursor.execute("select wall.make_months(%s)", [AHEAD])
        return int(cursor.fetchone()[0])


def are_running_out(lasts_until: datetime | None, at: datetime) -> bool:
    """Whether it is time for the alarm."""
    return lasts_until is None or lasts_until - at < ALARM
