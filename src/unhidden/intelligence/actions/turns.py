"""One after the other at the items of one report."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

_TURN = "select pg_advisory_xact_lock(hashtextextended('items of ' || %s, 0))"


def alone_with(report_id: UUID) -> None:
    """Until the transaction ends, nobody else who asks changes the report's items.

    Who grades, checks, adds to, replaces or gives an item asks before reading how it
    stands: the rows themselves may not be locked by a role that may not change them.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TURN, [str(report_id)])
