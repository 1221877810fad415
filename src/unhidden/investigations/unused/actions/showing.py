"""What a team member opens for an investigation becomes an item of it, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.investigations.frame.actions import (
    NewMaterial,
    enter_material,
    hold_open_investigation,
)
from unhidden.investigations.frame.queries import read_head
from unhidden.investigations.frame.sources import read_source
from unhidden.investigations.models import Material, MaterialKind, MaterialSource


@dataclass(frozen=True, slots=True)
class ShownMaterial:
    """What was opened: the number of the item, and the record that it is."""

    number: int
    kind: str
    source_id: UUID


@action
def open_item(
    *, investigation_id: UUID, number: int, actor: Actor, at: datetime
) -> ShownMaterial:
    """Record that an item's record is looked at for the investigation.

    Raises Absent.
    """
    actor.must("investigations.see_own")
    head = read_head(actor, investigation_id)
    row = Material.objects.filter(investigation=head, number=number).first()
    if row is None:
        raise Absent
    _note(row, actor, at)
    return ShownMaterial(row.number, row.kind, row.source_id)


@action
def open_source(
    *, investigation_id: UUID, kind: str, source_id: UUID, actor: Actor, at: datetime
) -> ShownMaterial:
    """Look at a visit, at intelligence or a report behind it: it becomes an item.

    Intelligence enters as a reference, without words, and so does the report of the
    public that it was written from, which stays the desk's. Raises what ``read_source``
    does, and InvestigationClosed.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    made_on = read_source(kind, source_id, actor)
    is_public = kind == MaterialKind.REPORT
    whose = MaterialSource.PUBLIC if is_public else MaterialSource.OWN
    item_id = enter_material(
        head,
        NewMaterial(kind, source_id, whose, made_on),
        actor=actor,
        at=at,
    )
    row = Material.objects.get(id=item_id)
    _note(row, actor, at)
    return ShownMaterial(row.number, row.kind, row.source_id)


def _note(row: Material, actor: Actor, at: datetime) -> None:
    audit.record_event(
        name="investigations.material_shown",
        verb=audit.Verb.CONSULTATION,
        actor=actor,
        subject=row,
        at=at,
        detail={"kind": row.kind},
    )
