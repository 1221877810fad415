"""One after the other: what decides which mentions are one, and what rests on that."""

from __future__ import annotations

from django.db import connection

_TURN = "select pg_advisory_xact_lock(hashtextextended('judgements of mentions', 0))"


def in_turn() -> None:
    """Wait until nobody else decides, and keep the turn until the transaction ends.

    Subjects reach across reports. Who disposes of one must see what was joined to it,
    linked or set to another group until then; and who comes later must find it gone.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TURN)
