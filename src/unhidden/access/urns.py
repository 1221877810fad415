"""Reference numbers that people read out to each other."""

from __future__ import annotations

from django.db import connection


def next_urn(*, prefix: str, sequence: str, year: int) -> str:
    """``next_urn(prefix="NW-INT", sequence="intelligence_urn", year=2016)``.

    Gives ``NW-INT-2016-000123``. Numbers come from a database sequence: two
    writers never share one, and a rolled-back write leaves a gap.
    """
    with connection.cursor() as cursor:
        cursor.execute("select nextval(%s::regclass)", [sequence])
        (number,) = cursor.fetchone()
    return f"{prefix}-{year}-{number:06d}"
