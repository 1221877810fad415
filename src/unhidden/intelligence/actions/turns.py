"""One after the other: what decides which mentions are one, and what rests on that."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

_JUDGING = "judgements of mentions"
_TURN = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"


def in_turn() -> None:
    """Wait until nobody else decides, and keep the turn until the transaction ends.

    Subjects reach across reports. Who disposes of one must see what was joined to it,
    linked or set to another group until then; and who comes later must find it gone.
    """
    _wait_for(_JUDGING)


def in_turn_on(item_id: UUID) -> None:
    """The same, with whoever links what one item names; after ``in_turn``, if both."""
    _wait_for(f"links of {item_id}")


def _wait_for(what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TURN, [what])
