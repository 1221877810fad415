"""What an investigation comes from: the first origin opens it, others come later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.records import new_id
from unhidden.access.urns import next_urn
from unhidden.audit import actions as audit
from unhidden.intelligence import queries as intelligence
from unhidden.investigations.frame.actions import (
    NewMaterial,
    enter_material,
    hold_open_investigation,
    tell_event,
)
from unhidden.investigations.frame.sources import NotToBeOpened, read_source
from unhidden.investigations.models import (
    Investigation,
    MaterialKind,
    MaterialSource,
    Origin,
    OriginKind,
    Post,
    PostFunction,
)
from unhidden.investigations.origins.actions.refusals import (
    LastOriginStays,
    OriginKnown,
    OriginUnexplained,
    SourceUnseen,
)
from unhidden.sharing import actions as sharing
from unhidden.visits import queries as visits

# What each origin is as an item of material.
_MATERIAL_OF: dict[str, str] = {
    OriginKind.VISIT: MaterialKind.VISIT,
    OriginKind.INTELLIGENCE: MaterialKind.INTELLIGENCE,
    OriginKind.REPORT: MaterialKind.REPORT,
    OriginKind.REFERRAL: MaterialKind.OTHER,
    OriginKind.DISCLOSURE: MaterialKind.DISCLOSURE,
}


@dataclass(frozen=True, slots=True)
class NewOrigin:
    """Where an investigation comes from: a kind of ``OriginKind`` and what it names.

    ``source_id`` is the id of the record; a referral from outside has a ``reference``.
    """

    kind: str
    source_id: UUID | None = None
    reference: str = ""
    reason: str = ""


@action
def add_origin(
    *, investigation_id: UUID, new: NewOrigin, actor: Actor, at: datetime
) -> UUID:
    """Say that an investigation comes from another visit, intelligence or referral too.

    Raises OriginKnown, OriginUnexplained, InvestigationClosed, and Absent for what the
    actor may not read.
    """
    actor.must("investigations.work")
    row = hold_open_investigation(investigation_id, actor)
    check_origin(new, actor)
    return bring_in(row, new, actor=actor, at=at)


@action
def add_disclosure(
    *, investigation_id: UUID, disclosure_id: UUID, actor: Actor, at: datetime
) -> None:
    """Take what a survivor let pass into an investigation that is there already.

    Called by the one module that stands above both sides; a second time does nothing.
    Raises InvestigationClosed and Absent.
    """
    actor.must("investigations.open")
    row = hold_open_investigation(investigation_id, actor)
    known = Origin.objects.filter(
        investigation=row, kind=OriginKind.DISCLOSURE, source_id=disclosure_id
    )
    if not known.exists():
        new = NewOrigin(OriginKind.DISCLOSURE, disclosure_id)
        bring_in(row, new, actor=actor, at=at)


@action
def recall_origin(
    *, investigation_id: UUID, origin_id: UUID, actor: Actor, at: datetime
) -> None:
    """Take an origin back that was brought in by mistake; its row and item stay.

    One that was taken back stays so. Raises LastOriginStays, InvestigationClosed and
    Absent; what a survivor let pass is taken back by them alone.
    """
    actor.must("investigations.work")
    investigation = hold_open_investigation(investigation_id, actor)
    mine = Origin.objects.filter(investigation=investigation)
    row = mine.filter(id=origin_id).exclude(kind=OriginKind.DISCLOSURE).first()
    if row is None:
        raise Absent
    if row.recalled_at is not None:
        return
    if not mine.filter(recalled_at=None).exclude(id=row.id).exists():
        raise LastOriginStays
    row.recalled_at, row.recalled_by_id = at, actor.person
    row.save(update_fields=["recalled_at", "recalled_by"])
    tell_event("origin_recalled", row, actor=actor, at=at)


def bring_in(
    investigation: Investigation, new: NewOrigin, *, actor: Actor, at: datetime
) -> UUID:
    """Add an origin to an investigation that is held, which the actor may read.

    Raises OriginKnown, SourceUnseen.
    """
    if new.kind in (OriginKind.VISIT, OriginKind.INTELLIGENCE) and new.source_id:
        try:
            read_source(new.kind, new.source_id, actor)
        except (Absent, NotToBeOpened) as error:
            raise SourceUnseen from error
    return carry_over(investigation, new, actor=actor, at=at)


def carry_over(
    investigation: Investigation, new: NewOrigin, *, actor: Actor, at: datetime
) -> UUID:
    """The same of what another investigation of the actor's comes from already."""
    same = {"kind": new.kind, "source_id": None, "reference": new.reference}
    if not new.source_id and investigation.origins.filter(**same).exists():
        raise OriginKnown
    row = Origin(
        investigation=investigation,
        kind=new.kind,
        source_id=new.source_id,
        reference=new.reference,
        reason=new.reason,
        brought_by_id=actor.person,
        brought_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise _told(error) from error
    if new.kind in _MATERIAL_OF:
        enter_material(investigation, _material_of(row), actor=actor, at=at)
    audit.record_event(
        name="investigations.origin_added",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=row,
        at=at,
    )
    return row.id


def open_investigation(
    *,
    title: str,
    grounds: str,
    origin: NewOrigin,
    law_as_at: date,
    actor: Actor,
    at: datetime,
    named: UUID | None = None,
) -> UUID:
    row = Investigation(
        id=named or new_id(),
        title=title,
        grounds=grounds,
        organisation_id=actor.organisation,
        law_as_at=law_as_at,
        urn=next_urn(prefix="NW-INV", sequence="investigations_urn", year=at.year),
        opened_by_id=actor.person,
        opened_at=at,
    )
    sharing.begin_team_record(row)
    row.save(force_insert=True)
    audit.record_event(
        name="investigations.opened",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=row,
        at=at,
    )
    sharing.hand_over(record=row, members=[(actor.person, "lead")], actor=actor, at=at)
    Post(
        investigation=row,
        person_id=actor.person,
        function=PostFunction.SIO,
        began_at=at,
        given_by_id=actor.person,
    ).save(force_insert=True)
    bring_in(row, origin, actor=actor, at=at)
    return row.id


def open_once(*, origin: NewOrigin, title: str, actor: Actor, **more: Any) -> UUID:
    """The same from a record, under one title once: a form that is sent twice gives
    the one that is there."""
    named = uuid5(origin.source_id or new_id(), f"{actor.person} {title.strip()}")
    mine = Investigation.objects.filter(id=named)
    if mine.exists():
        return named
    told: dict[str, Any] = {"origin": origin, "title": title, "actor": actor}
    try:
        with transaction.atomic():
            return open_investigation(named=named, **told, **more)
    except IntegrityError:
        if mine.exists():
            return named
        raise


def check_origin(new: NewOrigin, actor: Actor) -> None:
    """Raise Absent for a record that the actor may not read, or OriginUnexplained."""
    if new.kind == OriginKind.VISIT and new.source_id:
        visits.get_visit(viewer=actor, visit_id=new.source_id)
    elif new.kind == OriginKind.INTELLIGENCE and new.source_id:
        intelligence.get_graded_report(viewer=actor, intelligence_id=new.source_id)
    elif new.kind != OriginKind.REFERRAL or new.source_id:
        raise Absent
    elif not new.reference.strip() or not new.reason.strip():
        raise OriginUnexplained


def _told(error: IntegrityError) -> Exception:
    """What the database refused: what whoever brings it in cannot read is Absent."""
    rule = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
    if rule == "an_origin_is_read_by_who_brings_it":
        return Absent()
    return OriginKnown()


def _material_of(row: Origin) -> NewMaterial:
    """The item that an origin is; a referral's own record is its row."""
    kind = _MATERIAL_OF[row.kind]
    if row.source_id is None:
        return NewMaterial(kind, row.id, MaterialSource.PARTNER)
    return NewMaterial(kind, row.source_id)
