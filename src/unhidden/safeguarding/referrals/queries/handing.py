"""Which First Responders were asked to refer, and what they said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.agencies import queries as agencies
from unhidden.safeguarding.frame.queries import work_on
from unhidden.safeguarding.models import HandoverStep, ReferralHandover
from unhidden.safeguarding.referrals.rules import handing


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """``steps`` are what became of it, in words, each with its day."""

    id: UUID
    responder: str
    asked_on: date
    due_on: date
    by: str
    steps: tuple[tuple[str, date], ...]
    next_steps: tuple[tuple[str, str], ...]
    is_late: bool
    is_responder_today: bool


@query
@of_one_record("case_id")
def list_handovers(
    *, viewer: Actor, case_id: UUID, day: date
) -> tuple[HandoverLine, ...]:
    """The handovers of a case, the last first, for who works on it."""
    work_on(viewer=viewer, case_id=case_id)
    rows = ReferralHandover.objects.filter(case_id=case_id).order_by("-number")
    found = rows.select_related("responder", "asked_by").prefetch_related("events")
    able = {each.id for each in agencies.list_first_responders(day=day)}
    return tuple(_line(row, day, able) for row in found)


def _line(row: ReferralHandover, day: date, able: set[UUID]) -> HandoverLine:
    events = sorted(row.events.all(), key=lambda each: (each.day, each.noted_at))
    codes = [each.step for each in events]
    return HandoverLine(
        id=row.id,
        responder=agencies.name_of(row.responder),
        asked_on=row.asked_on,
        due_on=row.due_on,
        by=row.asked_by.name,
        steps=tuple((each.get_step_display(), each.day) for each in events),
        next_steps=tuple(
            (code, str(HandoverStep(code).label))
            for code in handing.list_next_steps(codes)
        ),
        is_late=handing.is_late(row.due_on, codes, day),
        is_responder_today=row.responder_id in able,
    )
