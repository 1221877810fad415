"""Who answers these nights, what a lead wrote for them, and talks about the work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from unhidden.demo.region import Region
from unhidden.demo.support import OpenedCase
from unhidden.lib.working_days import LONDON
from unhidden.safeguarding.cover import actions
from unhidden.safeguarding.cover.actions import NewSheet
from unhidden.safeguarding.supervision import actions as supervision

WORKER, MANAGER = "bawso_worker", "bawso_manager"
_TONIGHT = "Moves on Friday, and is afraid of the evening before (synthetic)."
_CONTACT = "A text first, then a call. Never before nine (synthetic)."
_CALL = (
    "Rang at two: heard steps. We stayed on the line until it was light (synthetic)."
)


def answer_at_night(
    region: Region, cases: Sequence[OpenedCase], *, today: date
) -> None:
    """BAWSO's manager answers now, and has opened one sheet of two.

    It began an hour ago: the wall goes by the clock of this transaction's beginning.
    """
    now = timezone.now()
    since = now - timedelta(hours=1)
    mine = [case for case in cases if case.worker == WORKER]
    keeper, lead = region.actor(MANAGER, today), region.actor(WORKER, today)
    for who, begins in (
        (MANAGER, since),
        (WORKER, _evening(today + timedelta(days=1))),
    ):
        actions.add_duty(
            person_id=region.people[who],
            from_at=begins,
            until_at=begins + timedelta(hours=14),
            actor=keeper,
            at=now,
        )
    for case, called in zip(mine, ("Robin", "Wren"), strict=False):
        actions.write_sheet(
            case_id=case.id,
            new=NewSheet(
                called=called,
                hours=8,
                from_at=since,
                until_at=now + timedelta(days=13),
                sections={"tonight": _TONIGHT, "safe_contact": _CONTACT},
            ),
            before=None,
            actor=lead,
            at=now,
        )
    opening = actions.open_sheet(
        case_id=mine[0].id, reason="called", actor=keeper, at=now
    )
    actions.write_call(opening_id=opening, text=_CALL, actor=keeper, at=now)


def talk_about_work(region: Region, *, today: date) -> None:
    """BAWSO's manager and worker have talked, and will again."""
    held_on = today - timedelta(days=18)
    supervision.keep_talk(
        worker_id=region.people[WORKER],
        held_on=held_on,
        next_on=today + timedelta(days=220),
        words="Eight cases, two of them heavy. Fewer nights until June (synthetic).",
        actor=region.actor(MANAGER, held_on),
        at=datetime.combine(held_on, time(15), LONDON),
    )


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(18), LONDON)
