"""Sessions whose time is over, deleted by the worker, which reads none."""

from __future__ import annotations

from django.db import connection


def forget_ended_sessions() -> int:
    """Delete what is left of them at once, since nothing opens them; gives how many.

    The list of where somebody is signed in follows within a day.
    """
    with connection.cursor() as cursor:
        cursor.execute("select wall.forget_ended_sessions()")
        return int(cursor.fetchone()[0])
