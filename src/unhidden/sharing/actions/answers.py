"""What the receiver of an offer does: accepts it for a team, declines, cleans up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from unhidden.access import grants
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit.actions import Verb
from unhidden.sharing.actions import faults
from unhidden.sharing.actions.shares import hold_share, tell_share_event

ANSWER = "sharing.answer_shares"


@action
def accept_share(
    *,
    domain: str,
    share_id: UUID,
    version: int,
    people: Iterable[UUID],
    actor: Actor,
    at: datetime,
) -> None:
    """Take the record on for a team of one's organisation: only now it is in view.

    Raises ShareMoved, CannotBeLetIn and the faults of a share.
    """
    actor.must(ANSWER)
    share = hold_share(domain, share_id)
    team = list(people)
    faults.raise_fault(
        grants.ask_procedure("accept_share", share_id, version, team, at)
    )
    tell_share_event(
        "sharing.share_accepted",
        domain,
        share.record_id,
        share_id,
        actor=actor,
        at=at,
        verb=Verb.DISCLOSURE,
        recipients=(share.to_organisation_id, *team),
    )


@action
def decline_share(
    *,
    domain: str,
    share_id: UUID,
    version: int,
    reason: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Say that one's organisation does not take it on, and why. Raises ShareMoved."""
    actor.must(ANSWER)
    share = hold_share(domain, share_id)
    faults.raise_fault(
        grants.ask_procedure("decline_share", share_id, version, reason, at)
    )
    tell_share_event(
        "sharing.share_declined",
        domain,
        share.record_id,
        share_id,
        actor=actor,
        at=at,
    )


@action
def add_readers(
    *,
    domain: str,
    share_id: UUID,
    people: Iterable[UUID],
    actor: Actor,
    at: datetime,
) -> None:
    """Let more colleagues read it, never oneself. Raises ShareMoved, CannotBeLetIn."""
    actor.must(ANSWER)
    share = hold_share(domain, share_id)
    team = list(people)
    faults.raise_fault(grants.ask_procedure("add_to_share", share_id, team, at))
    tell_share_event(
        "sharing.readers_added",
        domain,
        share.record_id,
        share_id,
        actor=actor,
        at=at,
        verb=Verb.DISCLOSURE,
        recipients=tuple(team),
    )


@action
def confirm_deletion(
    *, domain: str, share_id: UUID, actor: Actor, at: datetime
) -> None:
    """Say that one's organisation keeps nothing of what was shared; ShareMoved."""
    actor.must(ANSWER)
    share = hold_share(domain, share_id)
    faults.raise_fault(grants.ask_procedure("confirm_deletion", share_id, at))
    tell_share_event(
        "sharing.deletion_confirmed",
        domain,
        share.record_id,
        share_id,
        actor=actor,
        at=at,
        verb=Verb.ERASURE,
    )
