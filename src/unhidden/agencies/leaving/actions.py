"""Ending an engagement: its caseload goes to colleagues first, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import procedures
from unhidden.agencies.actions import PERMISSION, OwnEngagement
from unhidden.agencies.key_teams import leave_key_teams
from unhidden.agencies.leaving import caseload
from unhidden.agencies.models import Engagement
from unhidden.agencies.sign_in import sessions
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.vault.actions import LastMember

__all__ = [
    "EndedAlready",
    "LastMember",
    "MayNotTakeIt",
    "NoHome",
    "OwnEngagement",
    "end_engagement",
]


class NoHome(ActionRefused):
    """A place on a team would be left to nobody; ``args`` has its id."""


class MayNotTakeIt(ActionRefused):
    """The colleague chosen may not take this place; ``args`` has its id."""


class EndedAlready(ActionRefused):
    """Somebody has ended this engagement meanwhile."""


_RULES = {
    "every_place_of_a_leaver_has_a_home": NoHome,
    "who_takes_a_place_may_take_it": MayNotTakeIt,
}


@action
def end_engagement(
    *,
    engagement_id: UUID,
    homes: Mapping[UUID, UUID | None],
    actor: Actor,
    at: datetime,
) -> None:
    """End it now, with everything that it opened; taking it back is a new one.

    ``homes`` says who takes each place on a team, by the grant's id; None where the
    team goes on without. Raises NoHome, MayNotTakeIt, LastMember when nobody else
    holds keys that they hold, OwnEngagement, EndedAlready, Absent.
    """
    engagement = _open(engagement_id, actor)
    places = {each.id: each for each in caseload.list_open_places(engagement_id)}
    listed = [
        {"grant": str(place), "person": str(taker) if taker else None}
        for place, taker in homes.items()
    ]
    try:
        procedures.call_procedure(
            "leave_engagement", engagement_id, json.dumps(listed), at
        )
    except procedures.RuleBroken as broken:
        rule, place = broken.args
        raise _RULES[rule](UUID(place)) from broken
    leave_key_teams(engagement, at)
    audit.record_event(
        name="agencies.engagement_ended",
        actor=actor,
        subject=engagement,
        at=at,
        detail={"places": len(places)},
    )
    for each in places.values():
        taker = homes.get(each.id)
        audit.record_event(
            name="agencies.place_handed_over",
            actor=actor,
            subject=each.record,
            at=at,
            detail={
                "from": str(engagement.person_id),
                "to": str(taker) if taker else None,
                "role": each.team_role,
            },
        )
    sessions.end_all(engagement.person)


def _open(engagement_id: UUID, actor: Actor) -> Engagement:
    actor.must(PERMISSION)
    rows = Engagement.objects.select_related("person")
    engagement = rows.filter(id=engagement_id).first()
    if engagement is None or engagement.approved_at is None:
        raise Absent
    if engagement.person_id == actor.person_id:
        raise OwnEngagement
    if engagement.ended_at is not None:
        raise EndedAlready
    return engagement
