"""Who is on an investigation's team, and closing it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.investigations.frame.actions import (
    hold_open_investigation,
    organisations_of,
)
from unhidden.investigations.models import Investigation, InvestigationStatus
from unhidden.investigations.origins.actions.refusals import CannotInvestigate
from unhidden.investigations.posts.actions.keys import let_in_newcomers, let_out_with
from unhidden.investigations.posts.actions.posts import (
    end_posts_of,
    manage_investigation,
)
from unhidden.investigations.posts.actions.statuses import step_to
from unhidden.sharing import actions as sharing
from unhidden.sharing import queries as sharing_queries


@action
def add_member(
    *, investigation_id: UUID, person_id: UUID, actor: Actor, at: datetime
) -> None:
    """Let a colleague onto the team; their organisation opens what was sealed for it.

    Raises CannotInvestigate, InvestigationClosed and, of sharing, AlreadyOnTeam.
    """
    actor.must("investigations.manage_team")
    investigation = hold_open_investigation(investigation_id, actor)
    _check_investigator(person_id, at)
    before = organisations_of(investigation, actor, at)
    sharing.add_member(
        record=investigation, person_id=person_id, role="worker", actor=actor, at=at
    )
    let_in_newcomers(investigation, before, actor=actor, at=at)


@action
def end_member(
    *, investigation_id: UUID, person_id: UUID, actor: Actor, at: datetime
) -> None:
    """Take a colleague off the team, and end their posts; the rows stay.

    Raises SioStays for the senior investigating officer, TeamNeedsSomebody for the last
    one, InvestigationClosed and Absent.
    """
    actor.must("investigations.manage_team")
    investigation = manage_investigation(investigation_id, actor)
    team = sharing_queries.find_team(viewer=actor, record=investigation)
    if any(each.ended_at is None and each.person_id != person_id for each in team):
        end_posts_of(investigation, person_id, actor=actor, at=at)
        let_out_with(investigation, person_id, actor=actor, at=at)
    sharing.end_member(record=investigation, person_id=person_id, actor=actor, at=at)


def leave_team(
    investigation: Investigation, person_id: UUID, *, actor: Actor, at: datetime
) -> None:
    """Take somebody off the team of an investigation that is held, with their posts.

    Raises SioStays and, of sharing, TeamNeedsSomebody.
    """
    end_posts_of(investigation, person_id, actor=actor, at=at)
    let_out_with(investigation, person_id, actor=actor, at=at)
    sharing.end_member(record=investigation, person_id=person_id, actor=actor, at=at)


@action
def close_investigation(*, investigation_id: UUID, actor: Actor, at: datetime) -> None:
    """Close an investigation; raises InvestigationClosed the second time."""
    actor.must("investigations.manage_team")
    investigation = hold_open_investigation(investigation_id, actor)
    step_to(
        investigation,
        InvestigationStatus.CLOSED,
        "",
        actor=actor,
        at=at,
        event="closed",
    )


def _check_investigator(person_id: UUID, at: datetime) -> None:
    able = agencies.list_colleagues(day=at.date(), permission="investigations.see_own")
    if person_id not in {colleague.person_id for colleague in able}:
        raise CannotInvestigate
