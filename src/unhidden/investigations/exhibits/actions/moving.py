"""Moving exhibits: many at once, from hand to hand; and on again after a gap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.investigations.exhibits.actions import refusals
from unhidden.investigations.exhibits.actions.digests import rehash_files
from unhidden.investigations.exhibits.actions.hands import (
    answer_for_oneself,
    name_hand,
)
from unhidden.investigations.exhibits.queries.rows import (
    find_exhibits,
    find_last_moves,
)
from unhidden.investigations.exhibits.rules.custody import LEAVES, SEALS
from unhidden.investigations.frame.actions import hold_open_investigation, tell_event
from unhidden.investigations.models import (
    CustodyGap,
    Exhibit,
    ExhibitMove,
    Investigation,
    MovePurpose,
)

MOST_AT_ONCE = 500
#: What is chosen when exhibits pass on; the others have pages of their own.
PASSES = ("stored", "handed_on", "opened", "resealed", "examined", "court")


@dataclass(frozen=True, slots=True)
class NewMove:
    """A move of exhibits with both hands named; ``seal`` is what is on it afterwards,
    where it was opened or sealed again.

    A ``receiver`` of the team is named by their account, and confirms it; somebody who
    ``is_outside`` signs on paper.
    """

    moved_at: datetime
    from_holder: str
    to_holder: str
    purpose: str
    seal: str = ""
    condition: str = ""
    witnesses: tuple[str, ...] = ()
    receiver: UUID | None = None
    is_outside: bool = False


@dataclass(frozen=True, slots=True)
class FoundExhibit:
    """Where an exhibit is now; for what time nobody can say who held it, and why."""

    holder: str
    found_at: datetime
    missing_from: datetime
    why: str
    seal: str = ""
    condition: str = ""
    witnesses: tuple[str, ...] = ()
    receiver: UUID | None = None
    is_outside: bool = False


@action
def move_exhibits(
    *,
    investigation_id: UUID,
    references: Sequence[str],
    new: NewMove,
    actor: Actor,
    at: datetime,
) -> int:
    """Move exhibits together, or none of them; gives how many moved.

    What stands at the very same move already is not moved again. Files kept of them are
    hashed again. Raises NoExhibits, TooManyExhibits, MoveInFuture, SameHolder,
    NotTheHolder, MovedBefore, ExhibitGone, SealNeedsOne, SealMissing, HandUnknown,
    InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    new = replace(new, to_holder=name_hand(head, new.receiver, new.to_holder, actor))
    _check_move(new, len(references), at)
    found = _find_all(head, references)
    last = find_last_moves(head, [each.id for each in found])
    going = [each for each in found if not _is_done(last[each.id], new, actor)]
    _check_each(going, last, new)
    rows = [_follow(last[each.id], new, actor, at) for each in going]
    ExhibitMove.objects.bulk_create(rows)
    answer_for_oneself(rows, actor, at)
    for exhibit, row in zip(going, rows, strict=True):
        _note(row, exhibit, actor, at)
    rehash_files(head, rows, actor=actor, at=at)
    return len(rows)


@action
def record_where_now(
    *,
    investigation_id: UUID,
    exhibit_id: UUID,
    new: FoundExhibit,
    actor: Actor,
    at: datetime,
) -> None:
    """Go on from where an exhibit is now: the gap is written, and stays.

    Raises GapUnsaid, GapTooEarly, GapEndsEarly, MoveInFuture, MovedBefore,
    HandUnknown, InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    new = replace(new, holder=name_hand(head, new.receiver, new.holder, actor))
    exhibit = get_exhibit_of(head, exhibit_id)
    last = find_last_moves(head, [exhibit.id])[exhibit.id]
    if _is_found_again(last, new, actor):
        return
    _check_gap(exhibit, last, new, at)
    row = _follow(last, _as_move(last, new), actor, at)
    # Before its move: so the database takes what is found again.
    CustodyGap(
        investigation=head,
        move_id=row.id,
        from_at=new.missing_from,
        to_at=new.found_at,
        why=new.why.strip(),
        told_by_id=actor.person,
        told_at=at,
    ).save(force_insert=True)
    row.save(force_insert=True)
    answer_for_oneself([row], actor, at)
    _note(row, exhibit, actor, at)
    rehash_files(head, [row], actor=actor, at=at)


def get_exhibit_of(head: Investigation, exhibit_id: UUID) -> Exhibit:
    """An exhibit of an investigation in view; raises Absent."""
    row = Exhibit.objects.filter(investigation=head, id=exhibit_id).first()
    if row is None:
        raise Absent
    return row


def _check_move(new: NewMove, count: int, at: datetime) -> None:
    if new.moved_at > at:
        raise refusals.MoveInFuture
    if not count:
        raise refusals.NoExhibits
    if count > MOST_AT_ONCE:
        raise refusals.TooManyExhibits
    if new.purpose not in PASSES:
        raise Absent
    if new.purpose == MovePurpose.HANDED_ON and new.from_holder == new.to_holder:
        raise refusals.SameHolder
    if new.seal and count > 1:
        raise refusals.SealNeedsOne
    if new.purpose == MovePurpose.RESEALED and not new.seal:
        raise refusals.SealMissing


def _find_all(head: Investigation, references: Sequence[str]) -> list[Exhibit]:
    found = find_exhibits(head, references)
    missing = [each for each in references if each not in found]
    if missing:
        raise refusals.NoExhibits(missing)
    return [found[each] for each in dict.fromkeys(references)]


def _is_done(last: ExhibitMove, new: NewMove, actor: Actor) -> bool:
    same = (last.moved_at, last.from_holder, last.to_holder, last.purpose)
    asked = (new.moved_at, new.from_holder, new.to_holder, new.purpose)
    return same == asked and last.recorded_by_id == actor.person


def _is_found_again(last: ExhibitMove, new: FoundExhibit, actor: Actor) -> bool:
    return (
        last.purpose == MovePurpose.FOUND_AGAIN
        and (last.moved_at, last.to_holder) == (new.found_at, new.holder)
        and last.recorded_by_id == actor.person
    )


def _check_each(
    going: Sequence[Exhibit], last: dict[UUID, ExhibitMove], new: NewMove
) -> None:
    def find_those(is_wrong: Callable[[ExhibitMove], bool]) -> list[Exhibit]:
        return [each for each in going if is_wrong(last[each.id])]

    if gone := find_those(lambda move: move.purpose in LEAVES):
        raise refusals.ExhibitGone([each.reference for each in gone])
    if others := find_those(lambda move: move.to_holder != new.from_holder):
        raise refusals.NotTheHolder(
            [each.reference for each in others],
            [last[each.id].to_holder for each in others],
        )
    if early := find_those(lambda move: move.moved_at > new.moved_at):
        raise refusals.MovedBefore([each.reference for each in early])
    if new.seal and new.purpose not in SEALS:
        sealed = find_those(lambda move: move.seal_after != new.seal)
        if sealed:
            raise refusals.SealsDiffer(
                [each.reference for each in sealed],
                [last[each.id].seal_after for each in sealed],
            )


def _check_gap(
    exhibit: Exhibit, last: ExhibitMove, new: FoundExhibit, at: datetime
) -> None:
    if not new.why.strip():
        raise refusals.GapUnsaid
    if new.found_at > at:
        raise refusals.MoveInFuture
    if new.found_at < last.moved_at:
        raise refusals.MovedBefore([exhibit.reference])
    if new.missing_from < last.moved_at:
        raise refusals.GapTooEarly
    if new.missing_from > new.found_at:
        raise refusals.GapEndsEarly


def _as_move(last: ExhibitMove, new: FoundExhibit) -> NewMove:
    return NewMove(
        moved_at=new.found_at,
        from_holder=last.to_holder,
        to_holder=new.holder,
        purpose=MovePurpose.FOUND_AGAIN,
        seal=new.seal,
        condition=new.condition,
        witnesses=new.witnesses,
        receiver=new.receiver,
        is_outside=new.is_outside,
    )


def _follow(last: ExhibitMove, new: NewMove, actor: Actor, at: datetime) -> ExhibitMove:
    """The move after the last one; its seal stays, but where it was opened."""
    changes = new.purpose in SEALS
    return ExhibitMove(
        investigation_id=last.investigation_id,
        exhibit_id=last.exhibit_id,
        turn=last.turn + 1,
        moved_at=new.moved_at,
        from_holder=new.from_holder,
        to_holder=new.to_holder,
        giver_id=None if new.purpose == MovePurpose.FOUND_AGAIN else last.receiver_id,
        receiver_id=new.receiver,
        is_outside=new.is_outside,
        seal_before=last.seal_after,
        seal_after=new.seal if changes else last.seal_after,
        purpose=new.purpose,
        condition=new.condition,
        witnesses=list(new.witnesses),
        recorded_by_id=actor.person,
        recorded_at=at,
    )


def _note(row: ExhibitMove, exhibit: Exhibit, actor: Actor, at: datetime) -> None:
    tell_event(
        "exhibit_moved", exhibit, actor=actor, at=at, purpose=row.purpose, turn=row.turn
    )
