"""What may happen in which state of an operation, and when it is ready to run.

How teams and visits meet (what lacks something needed is
not tasked):

* A visit may be planned long before anybody knows who goes: its team stays open.
* Naming a team for a visit is tasking it. The team must then have everybody that
  the kind of visit needs, and be free at that hour.
* While the operation is being planned, people may still leave a team; what is
  lacking is shown, and the operation does not start until nothing is.
* While it runs, nobody leaves a team whose visits would then lack somebody. New
  visits may still be planned; only their team can record them, so a visit without
  a team is never made by chance.
* A closed operation is a record: nothing in it changes.
"""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from unhidden.planning.composition import PlannedMember

PLANNED = "planned"
RUNNING = "running"
CLOSED = "closed"
# Whoever came may say how it was for a month.
FEEDBACK_DAYS = 30
MOST_PLACES = 10
Members: TypeAlias = tuple[PlannedMember, ...]


def is_within(day: date, first: date, last: date) -> bool:
    return first <= day <= last
