"""Which day of the board, which crew, and in which state."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import QueryDict

from unhidden.operations.board.rules import STATES


def read_day(given: QueryDict, today: date) -> date:
    """The day that was asked for; else today."""
    try:
        return date.fromisoformat(given.get("on", ""))
    except ValueError:
        return today


def read_team(given: QueryDict) -> UUID | None:
    """The team to narrow the board to; None for all."""
    try:
        return UUID(given.get("team", ""))
    except ValueError:
        return None


def read_state(given: QueryDict) -> str:
    """The state to narrow the list to, "" for all."""
    wanted = given.get("state", "")
    return wanted if wanted in STATES else ""
