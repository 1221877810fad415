"""The fork between adult and child, the first clocks, the states of the NRM."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from unhidden.lib.working_days import (
    LONDON,
    add_months,
    add_working_days,
    end_of_day,
)

ADULT = "adult"

# Which state may follow which. The rest of the NRM comes later.
NEXT_STATES: dict[str, frozenset[str]] = {
    "identified": frozenset({"consent_pending", "not_required_child"}),
    "consent_pending": frozenset({"consent_given", "consent_refused"}),
    "consent_given": frozenset({"submitted", "consent_refused"}),
    "consent_refused": frozenset({"dtn_submitted", "consent_given"}),
    "not_required_child": frozenset({"submitted"}),
    "submitted": frozenset(),
    "dtn_submitted": frozenset({"consent_given"}),
}


@dataclass(frozen=True, slots=True)
class DeadlineClock:
    """A deadline before it is a row: what it is for, and when it is due."""

    code: str
    due_at: datetime


def is_treated_as_child(age_group: str) -> bool:
    """A person who may be under 18 is presumed a child (MSA 2015 s.51)."""
    return age_group != ADULT


def first_state(age_group: str) -> str:
    """Adults decide; for a child, or whoever may be one, referral is mandatory."""
    child = is_treated_as_child(age_group)
    return "not_required_child" if child else "consent_pending"


def may_follow(from_state: str, to_state: str) -> bool:
    return to_state in NEXT_STATES.get(from_state, frozenset())


def first_clocks(age_group: str, opened_at: datetime) -> tuple[DeadlineClock, ...]:
    """The clocks that start when a possible victim is identified.

    A child's council is told the same day, and the guardian service as soon as
    possible, which we read as by the end of the next day. For an adult the Duty
    to Notify falls due in one month. Everyone is seen again within 72 hours.
    """
    follow_up = DeadlineClock("follow_up", end_of_day(opened_at, days=3))
    if is_treated_as_child(age_group):
        return (
            DeadlineClock("child_la_referral", end_of_day(opened_at)),
            DeadlineClock("ictg_referral", end_of_day(opened_at, days=1)),
            follow_up,
        )
    return (follow_up, DeadlineClock("dtn_due", add_months(opened_at, 1)))


def decision_clock(submitted_at: datetime) -> DeadlineClock:
    """Reasonable grounds are aimed at within 5 working days."""
    day = add_working_days(submitted_at.astimezone(LONDON).date(), 5)
    return DeadlineClock("rg_expected", datetime.combine(day, time(23, 59), LONDON))


def state_after_consent(state: str, answer: str) -> str:
    """Where an adult's answer about the NRM leads; ``not_yet`` leads nowhere."""
    wanted = {"yes": "consent_given", "no": "consent_refused"}.get(answer, state)
    return wanted if may_follow(state, wanted) else state
