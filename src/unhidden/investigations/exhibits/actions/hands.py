"""Who gave or received an exhibit says so by their own act, or that it was not so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.investigations.exhibits.actions import refusals
from unhidden.investigations.exhibits.queries.hands import find_unanswered, name_team
from unhidden.investigations.frame.actions import hold_open_investigation
from unhidden.investigations.models import (
    Exhibit,
    ExhibitHand,
    ExhibitMove,
    HandAnswer,
    Investigation,
)

_CONFIRMED = "investigations.exhibit_hand_confirmed"
_DENIED = "investigations.exhibit_hand_denied"


@action
def answer_moves(
    *,
    investigation_id: UUID,
    moves: Collection[UUID],
    is_so: bool,
    actor: Actor,
    at: datetime,
) -> int:
    """Say of moves through one's own hands that they were so, or were not.

    What was answered already, or is not one's own, is left as it is. Gives how many
    were answered. Raises NothingToAnswer, InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    waiting = [
        (move, hand)
        for move, hand in find_unanswered(head, actor.person)
        if move.id in set(moves)
    ]
    if not waiting:
        raise refusals.NothingToAnswer
    _answer(waiting, is_so, actor, at)
    name = _CONFIRMED if is_so else _DENIED
    for move, hand in waiting:
        audit.record_event(
            name=name,
            actor=actor,
            subject=Exhibit(id=move.exhibit_id),
            at=at,
            detail={"turn": move.turn, "hand": hand},
        )
    return len(waiting)


def answer_for_oneself(rows: Sequence[ExhibitMove], actor: Actor, at: datetime) -> None:
    """Whoever records a move through their own hands has said that it is so."""
    _answer([*_own(rows, actor.person)], True, actor, at)


def name_hand(
    head: Investigation, person: UUID | None, typed: str, actor: Actor
) -> str:
    """The name of a hand: of a colleague on the team, or as it was typed.

    Raises HandUnknown where there is neither.
    """
    if person is None:
        if not typed.strip():
            raise refusals.HandUnknown
        return typed
    name = name_team(head, actor).get(person)
    if name is None:
        raise refusals.HandUnknown
    return name


def _own(
    rows: Sequence[ExhibitMove], person: UUID
) -> Iterator[tuple[ExhibitMove, str]]:
    for row in rows:
        if row.receiver_id == person:
            yield row, ExhibitHand.RECEIVER
        elif row.giver_id == person:
            yield row, ExhibitHand.GIVER


def _answer(
    hands: Sequence[tuple[ExhibitMove, str]], is_so: bool, actor: Actor, at: datetime
) -> None:
    HandAnswer.objects.bulk_create(
        HandAnswer(
            investigation_id=move.investigation_id,
            move=move,
            hand=hand,
            is_so=is_so,
            said_by_id=actor.person,
            said_at=at,
        )
        for move, hand in hands
    )
