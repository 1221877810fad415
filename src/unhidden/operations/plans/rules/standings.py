"""How a search for a plan stands, by what its row says and the hour."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

#: A search that was not heard of for so long has lost its worker.
SILENCE = timedelta(seconds=30)


class SearchStanding(StrEnum):
    """Where a search is, from waiting to what came of it."""

    WAITING = "waiting"
    RUNNING = "running"
    STOPPING = "stopping"
    WITHDRAWN = "withdrawn"
    SILENT = "silent"
    DONE = "done"
    STOPPED = "stopped"
    BROKEN_OFF = "broken_off"
    CHILD_ENDED = "child_ended"
    FAULTY = "faulty"

    @property
    def is_going(self) -> bool:
        """Whether something may still come of it by itself."""
        return self in (self.WAITING, self.RUNNING, self.STOPPING)

    @property
    def may_be_repeated(self) -> bool:
        """Whether it ended without all that was asked for."""
        return self in (
            self.WITHDRAWN,
            self.SILENT,
            self.STOPPED,
            self.BROKEN_OFF,
            self.CHILD_ENDED,
        )


def judge_search(
    *,
    begun_at: datetime | None,
    beat_at: datetime | None,
    stop_asked_at: datetime | None,
    outcome: str,
    at: datetime,
) -> SearchStanding:
    """The standing of a search at a moment."""
    if outcome:
        return SearchStanding(outcome)
    if begun_at is None:
        is_wanted = stop_asked_at is None
        return SearchStanding.WAITING if is_wanted else SearchStanding.WITHDRAWN
    if beat_at is None or at - beat_at > SILENCE:
        return SearchStanding.SILENT
    return SearchStanding.STOPPING if stop_asked_at else SearchStanding.RUNNING
