"""Who is on a case's team, and who may be."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import rows
from unhidden.agencies import queries as agencies
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.frame.actions import (
    hold_case,
    list_kept,
    list_sealed,
    organisations_of,
)
from unhidden.safeguarding.models import Case
from unhidden.safeguarding.people.actions.refusals import CannotWorkCases
from unhidden.sharing import actions as sharing
from unhidden.vault import actions as vault


@action
def add_member(
    *, case_id: UUID, person_id: UUID, role: str, actor: Actor, at: datetime
) -> None:
    """Let a colleague onto the case; raises CannotWorkCases
    and, of sharing, AlreadyOnTeam."""
    actor.must("safeguarding.manage_team")
    case = hold_case(case_id, actor)
    check_worker(person_id, at)
    before = organisations_of(case, actor, at)
    sharing.add_member(record=case, person_id=person_id, role=role, actor=actor, at=at)
    for organisation_id in organisations_of(case, actor, at) - before:
        # What was written under a former lead keeps its scope.
        vault.let_in(
            record_ids=list_sealed(case),
            team_id=organisation_id,
            by=actor,
            skips_closed=True,
        )


@action
def end_member(*, case_id: UUID, person_id: UUID, actor: Actor, at: datetime) -> None:
    """Take a colleague off the case; the row stays. Raises TeamNeedsSomebody."""
    actor.must("safeguarding.manage_team")
    case = hold_case(case_id, actor)
    before = organisations_of(case, actor, at)
    sealed = set(list_sealed(case))
    sharing.end_member(record=case, person_id=person_id, actor=actor, at=at)
    gone = before - organisations_of(case, actor, at)
    if gone:
        _end_keys(case, gone, sealed, actor=actor, at=at)


def _end_keys(
    case: Case, gone: set[UUID], sealed: set[UUID], *, actor: Actor, at: datetime
) -> None:
    """Organisations that left the team open what is shared with them, and no more.

    And what was theirs when they led the case: the database knows every move of it,
    and whoever leads it now only the last.
    """
    if rows.may_act_on(case, "write"):
        sharing.end_unconsented(record=case, actor=actor, at=at)
        return
    for organisation_id in gone:
        vault.let_out(
            record_ids=sealed - list_kept(case, organisation_id),
            team_id=organisation_id,
            keeps_last=True,
        )
        sharing.let_in_again(record=case, organisation_id=organisation_id, actor=actor)


def check_worker(
    person_id: UUID, at: datetime, *, organisation_id: UUID | None = None
) -> None:
    """Raise CannotWorkCases for who does not support people today, or not there."""
    able = agencies.list_colleagues(
        day=day_in_london(at), permission="safeguarding.work_case"
    )
    for colleague in able:
        if colleague.person_id == person_id and organisation_id in {
            None,
            colleague.organisation_id,
        }:
            return
    raise CannotWorkCases
