"""The forums that anyone may come to: one was held, one is still to come.

Nobody has signed up: the database lets the public sign up by its own clock, and the
demonstration may be of any day.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from unhidden.demo.region import Region
from unhidden.demo.weeks import PlannedWeek
from unhidden.operations import actions as operations


def announce_events(
    region: Region, week: PlannedWeek, data: dict[str, Any], *, at: datetime
) -> None:
    """Tell the public of those events of the week that have words for it."""
    planner = region.actor("planner", at.date())
    for row, (event_id, _day, _attended) in zip(
        data["events"], week.events, strict=True
    ):
        if "public" in row:
            words = operations.PublicWords(
                version=0,
                starts_at=time(18, 30),
                ends_at=time(20),
                takes_sign_ups=True,
                **row["public"],
            )
            operations.publish_event(event_id=event_id, new=words, actor=planner, at=at)
