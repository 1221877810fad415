"""Which briefs somebody meets, and which paper of them: one rule for every query.

The rows of the database say the same (``models.briefing``).
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from unhidden.access import context
from unhidden.access.actor import Actor
from unhidden.access.policy import (
    Action,
    Domain,
    Purpose,
    RecordMatter,
    TeamRole,
    matters_of,
    rights_of,
)
from unhidden.access.rls import rows
from unhidden.agencies import queries as agencies
from unhidden.operations.briefing.rules import FULL, SAFETY, audience_of
from unhidden.operations.models import OperationBrief, OperationStatus, TeamMember

_LEADING = (TeamRole.LEAD, TeamRole.SUPERVISOR)


def filter_visible_briefs(viewer: Actor) -> QuerySet[OperationBrief]:
    """The briefs that the viewer may read: as planner, or because they go."""
    viewer = context.at_work(viewer)
    if viewer.purpose != Purpose.OPERATION_DELIVERY:
        return OperationBrief.objects.none()
    return OperationBrief.objects.filter(
        make_leading_condition(viewer) | make_crew_condition(viewer)
    )


def filter_own_briefs(viewer: Actor) -> QuerySet[OperationBrief]:
    """Those of the teams that the viewer is on."""
    viewer = context.at_work(viewer)
    return OperationBrief.objects.filter(make_crew_condition(viewer))


def make_leading_condition(viewer: Actor) -> Q:
    """Rows of operations that the viewer plans, or keeps safe for who leads them."""
    viewer = context.at_work(viewer)
    rights = rights_of(viewer.role).organisation
    is_known = RecordMatter.SAFEGUARDING_PLAN in matters_of(viewer.role, viewer.purpose)
    found = Q(pk__in=[])
    if not is_known or not rows.is_in_view(viewer, Domain.VISIT):
        return found
    if Action.MANAGE in rights.get(Domain.OPERATION, frozenset()):
        by_name = rows.let_in(viewer, Domain.OPERATION).filter(team_role__in=_LEADING)
        found |= Q(operation_id__in=by_name)
    if Action.READ in rights.get(Domain.VISIT, frozenset()):
        found |= Q(operation__lead_id=viewer.organisation)
    return found


def make_crew_condition(viewer: Actor) -> Q:
    """Rows of teams that the viewer is on, or of an operation that they go for."""
    if context.at_work(viewer).purpose != Purpose.OPERATION_DELIVERY:
        return Q(pk__in=[])
    mine = TeamMember.objects.filter(
        person_id=viewer.person, organisation_id=viewer.organisation
    )
    on_team = Exists(mine.filter(team_id=OuterRef("team_id")))
    on_any = Exists(mine.filter(team__operation_id=OuterRef("operation_id")))
    is_open = ~Q(operation__status=OperationStatus.CLOSED)
    return is_open & (Q(on_team) | (Q(team__isnull=True) & Q(on_any)))


def find_audience(viewer: Actor, brief: OperationBrief) -> str:
    """Which of a brief's two papers the viewer reads."""
    if viewer.organisation_id is None:
        return SAFETY
    if OperationBrief.objects.filter(
        make_leading_condition(viewer), id=brief.id
    ).exists():
        return FULL
    kinds = {one.id: one.kind for one in agencies.list_organisation_names()}
    return audience_of(kinds.get(viewer.organisation_id, ""), is_leading=False)
