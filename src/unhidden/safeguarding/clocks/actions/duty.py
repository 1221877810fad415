"""The Duty to Notify runs from an organisation’s own belief, recorded by itself."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import LONDON
from unhidden.safeguarding.clocks.actions.moving import start_duty_clock
from unhidden.safeguarding.clocks.rules import states
from unhidden.safeguarding.frame.actions import hold_open_case


class NoDutyHere(ActionRefused):
    """The organisation has no Duty to Notify of this person, or its clock runs."""


@action
def record_belief(
    *, case_id: UUID, believed_on: date, actor: Actor, at: datetime
) -> None:
    """Say since when one's own organisation believes that somebody may be a victim.

    Its month runs from that day. Raises NoDutyHere and StateNotYet.
    """
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    if believed_on > at.astimezone(LONDON).date():
        raise states.StateNotYet
    if not start_duty_clock(case, day=believed_on, actor=actor, at=at):
        raise NoDutyHere
