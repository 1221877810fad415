"""The teams of an operation, and who is on them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.agencies.queries import Colleague
from unhidden.audit import actions as audit
from unhidden.operations import policies
from unhidden.operations.frame.actions.locking import open_operation_of
from unhidden.operations.frame.queries.operations import list_organisations_of
from unhidden.operations.models import (
    Operation,
    PlannedVisit,
    PlanStatus,
    Team,
    TeamMember,
)
from unhidden.operations.rules import RUNNING
from unhidden.operations.teams import rules
from unhidden.operations.teams.actions import refusals
from unhidden.operations.teams.actions.diary import makes_busy
from unhidden.operations.teams.actions.locking import team_in_open
from unhidden.planning.composition import PlannedMember


@action
def add_team(*, operation_id: UUID, name: str, actor: Actor, at: datetime) -> UUID:
    """Add a team that has nobody in it yet; gives its id.

    Raises OperationClosed and TeamNameTaken (capital letters make no difference).
    """
    actor.must(policies.PLAN)
    operation = open_operation_of(operation_id)
    tidy = " ".join(name.split())
    if operation.teams.filter(name__iexact=tidy).exists():
        raise refusals.TeamNameTaken
    team = Team.objects.create(operation=operation, name=tidy)
    audit.record_event(
        name="operations.team_added",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=team,
        at=at,
        detail={"operation": str(operation_id)},
    )
    return team.id


@action
def add_member(
    *, team_id: UUID, person_id: UUID, is_leader: bool, actor: Actor, at: datetime
) -> None:
    """Put a person on a team; a new leader takes over from the one before.

    They must act for the lead or a partner, in a role that lets them visit, on the
    operation's first day or, once it is past, today. Raises OperationClosed,
    AlreadyOnTeam, MemberMayNotVisit, OrganisationIsNotPartner and MemberIsBusy.
    """
    actor.must(policies.PLAN)
    operation, team = team_in_open(team_id)
    if team.members.filter(person_id=person_id).exists():
        raise refusals.AlreadyOnOperationTeam
    colleague = _visiting(operation, person_id, at)
    if makes_busy(team, person_id):
        raise refusals.MemberIsBusy
    if is_leader:
        team.members.filter(is_leader=True).update(is_leader=False)
    TeamMember.objects.create(
        team=team,
        person_id=person_id,
        organisation_id=colleague.organisation_id,
        is_leader=is_leader,
    )
    _record("operations.member_added", team, person_id, actor, at)
    if is_leader:
        _record("operations.leader_chosen", team, person_id, actor, at)


@action
def choose_leader(
    *, team_id: UUID, person_id: UUID, actor: Actor, at: datetime
) -> None:
    """Let a member lead the team; the leader before stays in it.

    Raises OperationClosed, and Absent for who is not on the team.
    """
    actor.must(policies.PLAN)
    _operation, team = team_in_open(team_id)
    member = team.members.filter(person_id=person_id).first()
    if member is None:
        raise Absent
    if member.is_leader:
        return
    team.members.filter(is_leader=True).update(is_leader=False)
    member.is_leader = True
    member.save(update_fields=["is_leader"])
    _record("operations.leader_chosen", team, person_id, actor, at)


@action
def remove_member(
    *, team_id: UUID, person_id: UUID, actor: Actor, at: datetime
) -> None:
    """Take a person off a team.

    Raises OperationClosed, Absent for who is not on the team, and, while the
    operation runs, MemberStillNeeded when its visits would lack somebody.
    """
    actor.must(policies.PLAN)
    operation, team = team_in_open(team_id)
    members = list(team.members.select_related("organisation").order_by("id"))
    leaving = next((one for one in members if one.person_id == person_id), None)
    if leaving is None:
        raise Absent
    if operation.status == RUNNING:
        _check_not_needed(team, [one for one in members if one is not leaving])
    leaving.delete()
    _record("operations.member_removed", team, person_id, actor, at)


def _visiting(operation: Operation, person_id: UUID, at: datetime) -> Colleague:
    """The person in the role that lets them go, for an organisation taking part."""
    day = max(timezone.localdate(at), operation.starts_on)
    may_visit = [
        one
        for one in agencies.list_colleagues(day=day, permission=policies.VISIT)
        if one.person_id == person_id
    ]
    if not may_visit:
        raise refusals.MemberMayNotVisit
    taking_part = list_organisations_of(operation)
    for colleague in may_visit:
        if colleague.organisation_id in taking_part:
            return colleague
    raise refusals.OrganisationIsNotPartner


def _check_not_needed(team: Team, remaining: list[TeamMember]) -> None:
    visits = PlannedVisit.objects.filter(team=team, status=PlanStatus.PLANNED)
    members = tuple(
        PlannedMember(one.person_id, one.organisation.kind) for one in remaining
    )
    wanted = visits.order_by("id").values_list("kind", "power")
    if lacking := rules.still_needed(wanted, members):
        raise refusals.MemberStillNeeded(lacking)


def _record(name: str, team: Team, person_id: UUID, actor: Actor, at: datetime) -> None:
    detail = {"operation": str(team.operation_id), "person": str(person_id)}
    audit.record_event(name=name, actor=actor, subject=team, at=at, detail=detail)
