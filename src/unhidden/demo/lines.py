"""The lines that the public may call: when each was last checked with its provider."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import cycle

from unhidden.demo.region import Region
from unhidden.lib.working_days import LONDON
from unhidden.reporting import actions as reporting
from unhidden.reporting import queries

#: Days ago, by turns; of every seven lines the last has not been checked in time.
DAYS_AGO = (12, 26, 41, 55, 63, 78, 96)


def check_lines(region: Region, *, today: date) -> None:
    """Each line was checked, as invented people would; a few are due again."""
    now = datetime.combine(today, time(3), LONDON)
    viewer = region.actor("analyst", today)
    groups = queries.list_kept_channels(viewer=viewer, at=now)
    lines = [line for group in groups for line in group.channels]
    for line, days in zip(lines, cycle(DAYS_AGO)):
        at = datetime.combine(today - timedelta(days=days), time(14), LONDON)
        reporting.check_channel(
            channel_id=line.id,
            version=line.version,
            actor=region.actor("analyst", at.date()),
            at=at,
        )
