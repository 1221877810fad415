"""An exhibit leaves custody: by two people, or lost by the word of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.investigations.exhibits.actions import refusals
from unhidden.investigations.exhibits.actions.digests import rehash_files
from unhidden.investigations.exhibits.actions.hands import answer_for_oneself
from unhidden.investigations.exhibits.actions.moving import get_exhibit_of
from unhidden.investigations.exhibits.queries.rows import find_last_moves
from unhidden.investigations.exhibits.rules.custody import LEAVES
from unhidden.investigations.frame.actions import hold_open_investigation, tell_event
from unhidden.investigations.models import (
    Exhibit,
    ExhibitLeaving,
    ExhibitMove,
    Investigation,
    MovePurpose,
)


@dataclass(frozen=True, slots=True)
class NewLeaving:
    """How an exhibit leaves custody, to whom or where, and on whose word."""

    purpose: str
    to_holder: str
    authority: str


@action
def ask_leaving(
    *,
    investigation_id: UUID,
    exhibit_id: UUID,
    new: NewLeaving,
    actor: Actor,
    at: datetime,
) -> None:
    """Ask that an exhibit be returned or destroyed; what is lost, is lost at once.

    Asked twice, it is asked once. Raises LeavingAuthorityMissing, ExhibitGone,
    InvestigationClosed and Absent.
    """
    head, exhibit, last = _hold(investigation_id, exhibit_id, actor)
    if not new.authority.strip():
        raise refusals.LeavingAuthorityMissing
    if new.purpose not in LEAVES:
        raise Absent
    if new.purpose == MovePurpose.LOST:
        _leave(head, exhibit, last, new, None, actor, at)
        return
    asked = find_asked(exhibit, last)
    told = (new.purpose, new.to_holder, new.authority, actor.person)
    if asked is not None and told == (
        asked.purpose,
        asked.to_holder,
        asked.authority,
        asked.asked_by_id,
    ):
        return
    ExhibitLeaving(
        investigation=head,
        exhibit=exhibit,
        after_turn=last.turn,
        purpose=new.purpose,
        to_holder=new.to_holder,
        authority=new.authority,
        asked_by_id=actor.person,
        asked_at=at,
    ).save(force_insert=True)
    _note("exhibit_leaving_asked", new.purpose, exhibit, actor, at)


@action
def agree_leaving(
    *,
    investigation_id: UUID,
    exhibit_id: UUID,
    asked_id: UUID,
    actor: Actor,
    at: datetime,
) -> None:
    """Agree, as another person, that an exhibit leaves custody: it is recorded.

    Raises LeavingAskedByYou, NothingToAgree, ExhibitGone, InvestigationClosed, Absent.
    """
    head, exhibit, last = _hold(investigation_id, exhibit_id, actor)
    asked = find_asked(exhibit, last)
    if asked is None or asked.id != asked_id:
        raise refusals.NothingToAgree
    if asked.asked_by_id == actor.person:
        raise refusals.LeavingAskedByYou
    new = NewLeaving(asked.purpose, asked.to_holder, asked.authority)
    _leave(head, exhibit, last, new, asked, actor, at)


def find_asked(exhibit: Exhibit, last: ExhibitMove) -> ExhibitLeaving | None:
    """What was last asked for an exhibit, while nothing has moved it since."""
    rows = ExhibitLeaving.objects.filter(exhibit=exhibit, after_turn=last.turn)
    return rows.order_by("-asked_at", "id").first()


def _hold(
    investigation_id: UUID, exhibit_id: UUID, actor: Actor
) -> tuple[Investigation, Exhibit, ExhibitMove]:
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    exhibit = get_exhibit_of(head, exhibit_id)
    last = find_last_moves(head, [exhibit.id])[exhibit.id]
    if last.purpose in LEAVES:
        raise refusals.ExhibitGone([exhibit.reference])
    return head, exhibit, last


def _leave(
    head: Investigation,
    exhibit: Exhibit,
    last: ExhibitMove,
    new: NewLeaving,
    asked: ExhibitLeaving | None,
    actor: Actor,
    at: datetime,
) -> None:
    row = ExhibitMove.objects.create(
        investigation=head,
        exhibit=exhibit,
        turn=last.turn + 1,
        moved_at=at,
        from_holder=last.to_holder,
        to_holder=new.to_holder,
        giver_id=last.receiver_id,
        # It leaves to somebody outside, who signs on paper; what is lost, to nobody.
        is_outside=new.purpose == MovePurpose.RETURNED,
        seal_before=last.seal_after,
        seal_after=last.seal_after,
        purpose=new.purpose,
        authority=new.authority,
        leaving=asked,
        recorded_by_id=actor.person,
        recorded_at=at,
    )
    answer_for_oneself([row], actor, at)
    _note("exhibit_moved", new.purpose, exhibit, actor, at)
    if new.purpose == MovePurpose.RETURNED:
        rehash_files(head, [row], actor=actor, at=at)


def _note(name: str, purpose: str, row: Exhibit, actor: Actor, at: datetime) -> None:
    tell_event(name, row, actor=actor, at=at, purpose=purpose)
