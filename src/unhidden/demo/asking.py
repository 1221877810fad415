"""Who has to do with a survivor, and what organisations were asked that they hold."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from unhidden.demo.region import Region
from unhidden.safeguarding import actions as safeguarding

HELD = (
    "This answer is synthetic. We hold one call to our line, of last month, with the "
    "town it came from. Nobody was given it. It is kept for six years."
)


def ask_what_is_held(
    region: Region, *, case_id: UUID, worker: str, at: datetime
) -> None:
    """The police are asked and have not answered; the Red Cross has."""
    support = region.actor(worker, at.date())
    for code in ("police", "red_cross"):
        safeguarding.note_involved(
            case_id=case_id,
            organisation_id=region.organisations[code],
            is_involved=True,
            day=at.date(),
            actor=support,
            at=at,
        )
    letters = {}
    for code in ("police", "red_cross"):
        request_id = safeguarding.ask_holdings(
            case_id=case_id,
            organisation_id=region.organisations[code],
            actor=support,
            at=at,
        )
        letters[code] = safeguarding.send_letter(
            case_id=case_id, holdings_id=request_id, actor=support, at=at
        )
    later = at + timedelta(hours=1)
    safeguarding.answer_letter(
        letter_id=letters["red_cross"],
        how="partly",
        words=HELD,
        is_redacted=True,
        actor=region.actor("red_cross_manager", later.date()),
        at=later,
    )
