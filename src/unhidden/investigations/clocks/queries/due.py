"""The clocks that run in an investigation, for its front page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from unhidden.investigations.clocks.queries.clocks import ClockRow, read_clocks
from unhidden.investigations.clocks.rules.law import say_words
from unhidden.investigations.clocks.rules.states import ClockState
from unhidden.investigations.frame.queries import WaitingItem
from unhidden.investigations.models import Investigation
from unhidden.lib.working_days import day_in_london

_RUNS = frozenset({ClockState.RUNNING, ClockState.OVERDUE})


def list_due_clocks(
    *, head: Investigation, people: Mapping[UUID, int], at: datetime
) -> list[WaitingItem]:
    """Each clock of an investigation in view that runs or is overdue; ``people`` are
    numbers by id."""
    return [
        WaitingItem(
            day=day_in_london(row.due_at),
            what=_name(row),
            page="investigations:clock",
            numbers=(row.id,),
            at=row.due_at,
            is_late=row.state is ClockState.OVERDUE,
        )
        for row in read_clocks(head, at, people)
        if row.state in _RUNS
    ]


def _name(row: ClockRow) -> str:
    words = say_words(row.rule.label, get_language() or "en")
    named = f"{row.of_label}: {words}"
    if row.person is None:
        return named
    whose = _("Person %(number)d") % {"number": row.person}
    return f"{named} · {whose}"
