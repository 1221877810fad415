"""One after the other: what decides which mentions are one, and what rests on that."""

from __future__ import annotations

from uuid import UUID

from unhidden.access.rls.procedures import call_procedure


def in_turn() -> None:
    """Wait until nobody else decides, and keep the turn until the transaction ends.

    Subjects reach across reports. Who disposes of one must see what was joined to it,
    linked or set to another group until then; and who comes later must find it gone.
    """
    call_procedure("desk_turn", "judging")


def alone_with(report_id: UUID) -> None:
    """Nobody else changes the report's items; after ``in_turn``, if both are asked.

    Who grades, checks, links, adds to, replaces or gives an item asks before reading
    how it stands: the rows themselves may not be locked by a role that may not change
    them. Raises Absent for whoever does not read the report.
    """
    call_procedure("report_turn", report_id)
