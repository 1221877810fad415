"""The clock of a request for what somebody holds, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dateutil.relativedelta import relativedelta

from unhidden.lib.working_days import nearest_working_day

WRITTEN, WAITS, LATE, ENDED = "written", "waits", "late", "ended"
LAST = frozenset({"answered", "partly", "nothing_held", "refused", "taken_back"})
#: What may follow what: a letter is sent before it is answered.
_AFTER_SENDING = LAST | {"extended"}


def find_due_day(sent_on: date, *, is_extended: bool) -> date:
    """One calendar month on, three where they said that they need longer.

    The last day of a shorter month, and the next working day where that is none
    (UK GDPR article 12(3)).
    """
    months = 3 if is_extended else 1
    return nearest_working_day(sent_on + relativedelta(months=months), step=1)


def find_state(steps: Mapping[str, date], day: date) -> str:
    """How a request stands on a day, by its steps and their days."""
    if LAST & steps.keys():
        return ENDED
    if "sent" not in steps:
        return WRITTEN
    due = find_due_day(steps["sent"], is_extended="extended" in steps)
    return LATE if day > due else WAITS


def may_step(steps: Mapping[str, date], code: str, on: date, day: date) -> bool:
    """Whether a step may be recorded: in order, once, and not of a day to come."""
    if code in steps or LAST & steps.keys() or on > day:
        return False
    if code in {"sent", "taken_back"}:
        return True
    return code in _AFTER_SENDING and "sent" in steps and on >= steps["sent"]
