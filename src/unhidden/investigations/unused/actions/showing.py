"""What a team member opens for an investigation becomes an item of it, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.records import model_of
from unhidden.audit import actions as audit
from unhidden.intelligence import queries as intelligence
from unhidden.investigations.frame.actions import (
    NewMaterial,
    enter_material,
    hold_open_investigation,
)
from unhidden.investigations.frame.queries import read_head
from unhidden.investigations.models import Material, MaterialKind, MaterialSource
from unhidden.investigations.unused.actions.refusals import NotToBeOpened
from unhidden.lib.working_days import day_in_london
from unhidden.visits import queries as visits

_OPEN_TO_A_DESK = 1  # above it, or restricted, a record is not entered by opening it


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
    """Look at a visit or at intelligence for the investigation: it becomes an item.

    Intelligence enters as a reference, without words. A record of the source unit and
    one of covert deconfliction are no kind that is opened so; nor is one that is
    restricted or above what a desk reads: NotToBeOpened. Raises Absent for what the
    actor may not read, and InvestigationClosed.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    made_on = _read(kind, source_id, actor)
    item_id = enter_material(
        head,
        NewMaterial(kind, source_id, MaterialSource.OWN, made_on),
        actor=actor,
        at=at,
    )
    row = Material.objects.get(id=item_id)
    _note(row, actor, at)
    return ShownMaterial(row.number, row.kind, row.source_id)


def _read(kind: str, source_id: UUID, actor: Actor) -> date:
    """The day of a record that the actor may read; raises Absent, NotToBeOpened."""
    if kind == MaterialKind.VISIT:
        visit = visits.get_visit(viewer=actor, visit_id=source_id)
        made_on = day_in_london(visit.started_at)
    elif kind == MaterialKind.INTELLIGENCE:
        report = intelligence.get_graded_report(viewer=actor, intelligence_id=source_id)
        made_on = day_in_london(report.written_at)
    else:
        raise Absent
    head = model_of(kind)._default_manager.filter(id=source_id)
    if head.exclude(is_restricted=False, sensitivity__lte=_OPEN_TO_A_DESK).exists():
        raise NotToBeOpened
    return made_on


def _note(row: Material, actor: Actor, at: datetime) -> None:
    audit.record_event(
        name="investigations.material_shown",
        verb=audit.Verb.CONSULTATION,
        actor=actor,
        subject=row,
        at=at,
        detail={"kind": row.kind},
    )
