"""Hands of moves that have an account here, and what they have not said yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.investigations.exhibits.queries.exhibits import may_change, sort_key
from unhidden.investigations.frame.queries import (
    InvestigationCard,
    describe_head,
    read_head,
)
from unhidden.investigations.models import (
    ExhibitHand,
    ExhibitMove,
    HandAnswer,
    Investigation,
)
from unhidden.sharing import queries as sharing


@dataclass(frozen=True, slots=True)
class WaitingHand:
    """A move that its giver or receiver has not answered for."""

    id: UUID
    exhibit_id: UUID
    reference: str
    description: str
    from_holder: str
    to_holder: str
    moved_at: datetime
    is_receiver: bool


@dataclass(frozen=True, slots=True)
class WaitingHands:
    """The moves through the viewer's own hands that wait for their word."""

    head: InvestigationCard
    rows: tuple[WaitingHand, ...]
    may_work: bool


@query
@of_one_record("investigation_id")
def list_waiting(*, viewer: Actor, investigation_id: UUID) -> WaitingHands:
    """What waits for the viewer's word in an investigation; raises Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    rows = [
        WaitingHand(
            id=move.id,
            exhibit_id=move.exhibit_id,
            reference=move.exhibit.reference,
            description=move.exhibit.description,
            from_holder=move.from_holder,
            to_holder=move.to_holder,
            moved_at=move.moved_at,
            is_receiver=hand == ExhibitHand.RECEIVER,
        )
        for move, hand in find_unanswered(head, viewer.person)
    ]
    ordered = sorted(rows, key=lambda row: (sort_key(row.reference), row.moved_at))
    return WaitingHands(describe_head(head), tuple(ordered), may_change(head, viewer))


@query
@of_one_record("investigation_id")
def list_hands(
    *, viewer: Actor, investigation_id: UUID
) -> tuple[InvestigationCard, dict[UUID, str], bool]:
    """The colleagues on the team, who may receive an exhibit; raises Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    return describe_head(head), name_team(head, viewer), may_change(head, viewer)


def name_team(head: Investigation, viewer: Actor) -> dict[UUID, str]:
    """The names of who is on the team of an investigation in view now."""
    team = sharing.find_team(viewer=viewer, record=head)
    return {
        each.person_id: each.name
        for each in team
        if each.person_id is not None and each.ended_at is None
    }


def find_unanswered(
    head: Investigation, person: UUID
) -> Sequence[tuple[ExhibitMove, str]]:
    """The moves through somebody's hands of which they said nothing yet, and which
    hand they are: those that they received first.

    Who gives and receives an exhibit at once, as when it is opened, answers once.
    """
    receiver, giver = ExhibitHand.RECEIVER, ExhibitHand.GIVER
    took = Q(receiver=person, has_received=False)
    gave = Q(giver=person, has_given=False) & ~Q(giver=F("receiver"))
    rows = (
        ExhibitMove.objects.filter(investigation=head)
        .annotate(has_received=_has_said(receiver), has_given=_has_said(giver))
        .filter(took | gave)
        .select_related("exhibit")
        .order_by("id")
    )
    found = [(row, receiver if row.receiver_id == person else giver) for row in rows]
    return sorted(found, key=lambda each: each[1] == giver)


def _has_said(hand: str) -> Exists:
    return Exists(HandAnswer.objects.filter(move=OuterRef("id"), hand=hand))
