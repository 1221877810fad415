"""The debriefs of an operation."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.agencies.queries import Colleague
from unhidden.operations.debriefs.queries.cards import DebriefCard, HotDebriefCard
from unhidden.operations.debriefs.queries.reach import filter_visible_hot
from unhidden.operations.frame.queries.operations import get_operation
from unhidden.operations.models import Operation, StructuredDebrief, TeamMember
from unhidden.operations.policies import SEE

PRINCIPLES = (
    "co_location",
    "communication",
    "co_ordination",
    "joint_risk",
    "awareness",
)


@query
def list_hot_debriefs(*, viewer: Actor, operation_id: UUID) -> list[HotDebriefCard]:
    """Those that the viewer meets: what is urgent first, then the latest."""
    viewer.must(SEE)
    rows = filter_visible_hot(viewer).filter(operation_id=operation_id)
    known = rows.select_related("team", "written_by").order_by("-written_at", "id")
    cards = [
        HotDebriefCard(
            id=row.id,
            team=row.team.name if row.team else "",
            on=row.on,
            is_everybody_safe=row.is_everybody_safe,
            safety=row.safety,
            worked=row.worked,
            learnt=row.learnt,
            urgent=row.urgent,
            written_by=row.written_by.name,
            written_at=row.written_at,
        )
        for row in known
    ]
    return sorted(cards, key=lambda card: card.is_everybody_safe and not card.urgent)


@query
def find_debrief(*, viewer: Actor, operation_id: UUID) -> DebriefCard | None:
    """The structured debrief, for whoever reads the operation; None before it is."""
    viewer.must(SEE)
    if not Operation.objects.filter(id=operation_id).exists():
        raise Absent
    rows = StructuredDebrief.objects.select_related("written_by")
    row = rows.filter(operation_id=operation_id).first()
    if row is None:
        return None
    return DebriefCard(
        held_on=row.held_on,
        facilitator=row.facilitator,
        present=row.present,
        worked=row.worked,
        improve=row.improve,
        principles=tuple((code, getattr(row, code)) for code in PRINCIPLES),
        is_for_national_learning=row.is_for_national_learning,
        revision=row.revision,
        written_by=row.written_by.name,
        written_at=row.written_at,
    )


@query
def list_own_teams(*, viewer: Actor, operation_id: UUID) -> list[tuple[UUID, str]]:
    """The teams for which the viewer may write a hot debrief, by name.

    A crew's own, until the operation is closed; all of them, for who manages it.
    """
    view = get_operation(viewer=viewer, operation_id=operation_id)
    if view.is_managed:
        return [(team.id, team.name) for team in view.teams]
    if not view.is_open:
        return []
    mine = TeamMember.objects.filter(
        person_id=viewer.person,
        organisation_id=viewer.organisation,
        team__operation_id=operation_id,
    )
    own = set(mine.order_by("id").values_list("team_id", flat=True))
    return [(team.id, team.name) for team in view.teams if team.id in own]


@query
def list_possible_owners(
    *, viewer: Actor, operation_id: UUID, day: date
) -> list[Colleague]:
    """Who may own an action or a check: those of its organisations who see it."""
    view = get_operation(viewer=viewer, operation_id=operation_id)
    known = agencies.list_colleagues(day=day, permission=SEE)
    return [one for one in known if one.organisation_id in view.organisation_ids]
