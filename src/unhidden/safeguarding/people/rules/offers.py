"""How long the offer of a person waits for an answer, and who holds them meanwhile."""

from __future__ import annotations

from datetime import datetime, timedelta

OFFERED, ACCEPTED, DECLINED = "offered", "accepted", "declined"
WITHDRAWN, PASSED_ON = "withdrawn", "passed_on"

#: Hours by how soon the person needs somebody.
HOURS_OF_URGENCY = {"tonight": 2, "today": 12, "three_days": 72}


def find_answer_by(urgency: str, offered_at: datetime) -> datetime:
    """When somebody is to have answered; then the next organisation is asked."""
    return offered_at + timedelta(hours=HOURS_OF_URGENCY[urgency])


def is_late(state: str, answer_by: datetime, at: datetime) -> bool:
    """Whether nobody answered in time: it may still be accepted, until passed on."""
    return state == OFFERED and answer_by <= at


def may_pass_on(state: str, answer_by: datetime, at: datetime) -> bool:
    """Whether the next organisation may be asked: after a no, or without an answer."""
    return state in {DECLINED, WITHDRAWN} or is_late(state, answer_by, at)
