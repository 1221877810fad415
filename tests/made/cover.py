"""A night: somebody on duty, and what the lead of a case wrote for them."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from tests.cast import Cast
from unhidden.safeguarding.cover import actions
from unhidden.safeguarding.cover.actions import NewSheet

HOUR = timedelta(hours=1)
SECTIONS = {
    "tonight": "Her brother has found out where she works.",
    "safe_contact": "Text first, then call.",
    "safety_plan": "",
    "people": "",
}


def make_duty(
    cast: Cast,
    *,
    at: datetime,
    who: str = "support_manager",
    by: str = "support_manager",
    lasts: int = 9,
) -> UUID:
    """A duty that began an hour ago."""
    return actions.add_duty(
        person_id=cast.people[who],
        from_at=at - HOUR,
        until_at=at + lasts * HOUR,
        actor=cast.actor(by),
        at=at,
    )


def make_sheet(
    cast: Cast,
    case_id: UUID,
    *,
    at: datetime,
    by: str = "support_worker",
    before: UUID | None = None,
    hours: int = 2,
    days: int = 3,
    called: str = "Robin",
) -> UUID:
    """What BAWSO's worker wrote of a case, for the next nights."""
    return actions.write_sheet(
        case_id=case_id,
        new=NewSheet(
            called=called,
            hours=hours,
            from_at=at - HOUR,
            until_at=at + timedelta(days=days),
            sections=SECTIONS,
        ),
        before=before,
        actor=cast.actor(by),
        at=at,
    )
