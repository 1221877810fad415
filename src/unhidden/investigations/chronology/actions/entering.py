"""Entering what an item tells into the chronology, and taking it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.investigations.chronology.actions.refusals import (
    ChronologyAhead,
    ItemWithoutWords,
    LearntBefore,
    NoSuchSourceItem,
    ReadAgain,
    SameEventGone,
)
from unhidden.investigations.chronology.rules.events import begin_of
from unhidden.investigations.chronology.rules.words import find_ways_to_reach
from unhidden.investigations.frame.actions import hold_open_investigation, tell_event
from unhidden.investigations.models import (
    ChronologyEvent,
    Investigation,
    Material,
    MaterialKind,
)

#: The source of an event that somebody entered: an item of material.
OF_ITEMS = "material"


@dataclass(frozen=True, slots=True)
class NewChronologyEvent:
    """What an item tells: when it happened, how exactly, when it was learnt.

    ``item`` is the number of the item; ``same_as`` an event that it tells of too;
    ``is_read_again`` that whoever typed it looked twice.
    """

    happened_at: datetime
    precision: str
    learnt_at: datetime
    what: str
    item: int
    same_as: UUID | None = None
    is_read_again: bool = False


@action
def enter_event(
    *, investigation_id: UUID, new: NewChronologyEvent, actor: Actor, at: datetime
) -> UUID:
    """Enter an event; the same again gives the one that stands.

    Raises ChronologyAhead, LearntBefore, NoSuchSourceItem, ItemWithoutWords,
    SameEventGone, ReadAgain, InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    happened = begin_of(new.happened_at, new.precision)
    if max(happened, new.learnt_at) > at:
        raise ChronologyAhead
    if new.learnt_at < happened:
        raise LearntBefore
    item = _find_item(head, new.item)
    same = _find_same(head, new.same_as)
    what = " ".join(new.what.split())
    hints = find_ways_to_reach(what)
    if hints and not new.is_read_again:
        raise ReadAgain(hints)
    row = ChronologyEvent(
        investigation=head,
        happened_at=happened,
        precision=new.precision,
        learnt_at=new.learnt_at,
        what=what,
        source_kind=OF_ITEMS,
        source_id=item.id,
        told_apart=same,
        entered_by_id=actor.person,
        entered_at=at,
    )
    before = head.events.filter(
        happened_at=happened,
        precision=new.precision,
        what=what,
        source_id=item.id,
        withdrawn_at=None,
    ).first()
    if before is not None:
        return before.id
    row.save(force_insert=True)
    tell_event("chronology_entered", row, actor=actor, at=at)
    return row.id


@action
def withdraw_event(
    *, investigation_id: UUID, chronology_id: UUID, actor: Actor, at: datetime
) -> None:
    """Take an event out; its row stays. One that is out stays as it is.

    Raises InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    row = head.events.filter(id=chronology_id).first()
    if row is None:
        raise Absent
    if row.withdrawn_at is not None:
        return
    row.withdrawn_at, row.withdrawn_by_id = at, actor.person
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    tell_event("chronology_withdrawn", row, actor=actor, at=at)


def _find_item(head: Investigation, number: int) -> Material:
    row = Material.objects.filter(investigation=head, number=number).first()
    if row is None:
        raise NoSuchSourceItem
    if row.kind == MaterialKind.INTELLIGENCE:
        raise ItemWithoutWords
    return row


def _find_same(head: Investigation, event_id: UUID | None) -> ChronologyEvent | None:
    if event_id is None:
        return None
    row: ChronologyEvent | None = head.events.filter(
        id=event_id, withdrawn_at=None
    ).first()
    if row is None:
        raise SameEventGone
    return row
