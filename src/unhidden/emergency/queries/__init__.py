"""What the emergency module's other modules and pages ask it."""

from unhidden.emergency.queries.accesses import (
    EmergencyCard,
    Standing,
    mine,
    of_record,
    one,
    standing,
    told,
    waiting,
)
from unhidden.emergency.queries.oversight import Dashboard, Line, dashboard

__all__ = [
    "Dashboard",
    "EmergencyCard",
    "Line",
    "Standing",
    "dashboard",
    "mine",
    "of_record",
    "one",
    "standing",
    "told",
    "waiting",
]
