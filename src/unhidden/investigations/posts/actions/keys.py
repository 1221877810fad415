"""Which organisations open what is sealed of an investigation, as its team changes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.investigations.frame.actions import AT_HOME, organisations_of
from unhidden.investigations.models import Investigation
from unhidden.sharing import actions as sharing
from unhidden.sharing import queries as sharing_queries
from unhidden.vault import actions as vault


def let_in_newcomers(
    investigation: Investigation,
    before: Collection[UUID],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Organisations that are new on the team open what was sealed for it before them.

    ``before`` are those that had people on it. What is sealed for the investigation's
    own organisation stays so. Raises KeysLocked.
    """
    new = organisations_of(investigation, actor, at) - set(before)
    if not new:
        return
    sealed = sharing_queries.list_sealed_rows(record=investigation, without=AT_HOME)
    for organisation_id in sorted(new):
        vault.let_in(
            record_ids=sealed, team_id=organisation_id, by=actor, skips_closed=True
        )


def let_out_with(
    investigation: Investigation, person_id: UUID, *, actor: Actor, at: datetime
) -> None:
    """Organisations whose last colleague on the team this is open it no more.

    What is shared with them by an agreement they keep. To be asked before the person
    leaves the team: who takes themselves off it sees nothing of it afterwards.
    """
    before = organisations_of(investigation, actor, at)
    gone = before - organisations_of(investigation, actor, at, without=person_id)
    if not gone:
        return
    sealed = sharing_queries.list_sealed_rows(record=investigation)
    for organisation_id in sorted(gone):
        vault.let_out(record_ids=sealed, team_id=organisation_id, keeps_last=True)
        sharing.let_in_again(
            record=investigation, organisation_id=organisation_id, actor=actor
        )
