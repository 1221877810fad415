"""What phones sent for a register and nobody can keep yet: how many, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query, with_purpose
from unhidden.access.policy import Purpose
from unhidden.access.rls import procedures
from unhidden.safeguarding.safety.queries.registers import KEEP


@dataclass(frozen=True, slots=True)
class WaitingEntries:
    """Submissions that wait for one reason; ``register_id`` is None where they name
    none of the viewer's organisation."""

    register_id: UUID | None
    reason: str
    entries: int
    since: datetime


@query
@with_purpose(Purpose.SAFEGUARDING_SUPPORT)
def list_waiting_entries(*, viewer: Actor) -> Sequence[WaitingEntries]:
    """What waits of the registers that the viewer keeps, the oldest first."""
    viewer.must(KEEP)
    rows = [WaitingEntries(*each) for each in procedures.ask_rows("entries_that_wait")]
    return sorted(rows, key=lambda row: (row.since, row.reason, str(row.register_id)))


@query
@with_purpose(Purpose.SAFEGUARDING_SUPPORT)
def count_waiting_entries(*, viewer: Actor) -> int:
    """How many of them there are, for the first page."""
    return sum(each.entries for each in list_waiting_entries(viewer=viewer))
