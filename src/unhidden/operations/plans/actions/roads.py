"""Correcting the roads that travel times count on: a row more, never one changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.operations import policies
from unhidden.operations.models import TravelLeg
from unhidden.operations.plans.actions import refusals
from unhidden.operations.plans.queries.roads import list_shipped_legs


@dataclass(frozen=True, slots=True)
class RoadChange:
    """A road and its minutes; None closes it.

    ``is_as_shipped``: it is again as the program has it.
    """

    start: str
    end: str
    minutes: int | None
    is_as_shipped: bool
    reason: str


@action
def change_road(*, change: RoadChange, actor: Actor, at: datetime) -> UUID:
    """Say how long a road takes from now on, for every plan that is asked for later.

    Gives the id of what was said. Raises LegUnknown and LegReasonMissing.
    """
    actor.must(policies.PLAN)
    start, end = sorted((change.start, change.end))
    if (start, end) not in list_shipped_legs():
        raise refusals.LegUnknown
    if not change.reason.strip():
        raise refusals.LegReasonMissing
    row = TravelLeg(
        start=start,
        end=end,
        minutes=None if change.is_as_shipped else change.minutes,
        is_as_shipped=change.is_as_shipped,
        reason=change.reason.strip(),
        organisation_id=actor.organisation,
        said_by_id=actor.person,
        said_at=at,
    )
    row.save(force_insert=True)
    audit.record_event(
        name="operations.travel_changed",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=row,
        at=at,
    )
    return row.id
