"""Registering what was taken: a reference of its own, its seal and its first hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.investigations.exhibits.actions.hands import (
    answer_for_oneself,
    name_hand,
)
from unhidden.investigations.exhibits.actions.refusals import (
    ParentMissing,
    ReferenceTaken,
    SeizedInFuture,
)
from unhidden.investigations.exhibits.rules.references import (
    ReferenceUnreadable,
    propose_part,
    propose_reference,
    read_reference,
)
from unhidden.investigations.frame.actions import (
    NewMaterial,
    enter_material,
    hold_open_investigation,
    tell_event,
)
from unhidden.investigations.models import (
    Exhibit,
    ExhibitMove,
    Investigation,
    MaterialKind,
    MovePurpose,
)
from unhidden.lib.working_days import day_in_london


@dataclass(frozen=True, slots=True)
class NewExhibit:
    """An exhibit as it was taken; ``parent`` is the reference of what it is a part of.

    ``holder`` has it now, or ``receiver``, who is on the team; ``seal`` is the number
    of its bag or seal.
    """

    reference: str
    kind: str
    description: str
    found_at: str
    found_by: str
    seized_by: str
    seized_at: datetime
    power: str
    holder: str
    seal: str = ""
    owner: str = ""
    parent: str = ""
    is_sensitive_content: bool = False
    receiver: UUID | None = None
    is_outside: bool = False


@action
def register_exhibit(
    *, investigation_id: UUID, new: NewExhibit, actor: Actor, at: datetime
) -> UUID:
    """Register an exhibit with its first move; it becomes an item of material.

    The very same registered twice by the same person, as by a button pressed twice, is
    one exhibit. Raises ReferenceTaken, SeizedInFuture, ReferenceUnreadable,
    ParentMissing, HandUnknown, InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    if new.seized_at > at:
        raise SeizedInFuture
    new = replace(new, holder=name_hand(head, new.receiver, new.holder, actor))
    reference = read_reference(new.reference, urn=head.urn)
    parent = _find_parent(head, new)
    held = Exhibit.objects.filter(investigation=head, reference=reference).first()
    if held is not None:
        if _is_same(held, new, actor):
            return held.id
        raise ReferenceTaken(reference, _propose(head, reference))
    row = _make_exhibit(head, reference, parent, new, actor, at)
    row.save(force_insert=True)
    _take_into_custody(row, new, actor, at)
    enter_material(
        head,
        NewMaterial(MaterialKind.EXHIBIT, row.id, made_on=day_in_london(new.seized_at)),
        actor=actor,
        at=at,
    )
    tell_event("exhibit_registered", row, actor=actor, at=at, reference=reference)
    return row.id


def _find_parent(head: Investigation, new: NewExhibit) -> Exhibit | None:
    if not new.parent:
        return None
    try:
        reference = read_reference(new.parent, urn=head.urn)
    except ReferenceUnreadable as refusal:
        raise ParentMissing from refusal
    found = Exhibit.objects.filter(investigation=head, reference=reference).first()
    if found is None:
        raise ParentMissing
    return found


def _is_same(held: Exhibit, new: NewExhibit, actor: Actor) -> bool:
    return (
        held.registered_by_id == actor.person
        and held.description == new.description
        and held.seized_at == new.seized_at
        and held.kind == new.kind
    )


def _propose(head: Investigation, reference: str) -> str:
    taken = list(
        Exhibit.objects.filter(investigation=head).values_list("reference", flat=True)
    )
    stem = reference.rpartition("/")[0]
    return propose_part(stem, taken) if "/" in stem else propose_reference(stem, taken)


def _make_exhibit(
    head: Investigation,
    reference: str,
    parent: Exhibit | None,
    new: NewExhibit,
    actor: Actor,
    at: datetime,
) -> Exhibit:
    return Exhibit(
        investigation=head,
        reference=reference,
        parent=parent,
        kind=new.kind,
        description=new.description,
        found_at=new.found_at,
        found_by=new.found_by,
        seized_by=new.seized_by,
        seized_at=new.seized_at,
        power=new.power,
        owner=new.owner,
        is_sensitive_content=new.is_sensitive_content,
        registered_by_id=actor.person,
        registered_at=at,
    )


def _take_into_custody(
    row: Exhibit, new: NewExhibit, actor: Actor, at: datetime
) -> None:
    move = ExhibitMove(
        investigation=row.investigation,
        exhibit=row,
        turn=1,
        moved_at=new.seized_at,
        from_holder=new.found_at[:120],
        to_holder=new.holder,
        receiver_id=new.receiver,
        is_outside=new.is_outside,
        seal_after=new.seal,
        purpose=MovePurpose.SEIZED,
        recorded_by_id=actor.person,
        recorded_at=at,
    )
    move.save(force_insert=True)
    answer_for_oneself([move], actor, at)
