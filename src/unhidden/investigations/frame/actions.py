"""Holding an investigation while it is written in; its material."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import models

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.records import Record
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.investigations.frame.queries import (
    is_kept_from_words,
    own_investigations,
)
from unhidden.investigations.models import (
    ENDED,
    Investigation,
    Material,
    MaterialSource,
)
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import day_in_london
from unhidden.sharing import queries as sharing
from unhidden.vault import actions as vault

#: What few posts may read: sealed for the investigation's own organisation alone.
AT_HOME = frozenset(
    {
        "investigations_interestconflict.words_sealed",
        "investigations_personcontact.contact_sealed",
        "investigations_statementcontact.contact_sealed",
    }
)


class InvestigationClosed(ActionRefused):
    """The investigation is filed or closed; nothing in it changes."""


class WrittenMeanwhile(ActionRefused):
    """Another row was added since the page was shown: perhaps this very one."""


class KeptFromWords(ActionRefused):
    """What others wrote of it is closed to a sterile post: another goes on with it."""


@dataclass(frozen=True, slots=True)
class NewMaterial:
    """What becomes an item: a kind of ``MaterialKind``, and the record that it is."""

    kind: str
    source_id: UUID
    source: str = MaterialSource.OWN
    made_on: date | None = None


def hold_investigation(investigation_id: UUID, actor: Actor) -> Investigation:
    """The investigation, locked, if the actor is on its team; Absent otherwise."""
    row = (
        Investigation.objects.select_for_update()
        .filter(own_investigations(actor), id=investigation_id)
        .first()
    )
    if row is None:
        raise Absent
    return row


def hold_open_investigation(investigation_id: UUID, actor: Actor) -> Investigation:
    """The same of one that takes rows; raises InvestigationClosed, Absent."""
    row = hold_investigation(investigation_id, actor)
    if row.status in ENDED:
        raise InvestigationClosed
    return row


def next_number(rows: models.QuerySet[models.Model], field: str = "number") -> int:
    """The number after the highest of ``rows``, whose investigation is held."""
    highest: int | None = rows.aggregate(highest=models.Max(field))["highest"]
    return (highest or 0) + 1


def check_count(rows: models.QuerySet[models.Model], seen: int | None) -> None:
    """Raise WrittenMeanwhile where there are not as many rows as the page showed.

    So that a form that is sent twice writes once. None asks nothing.
    """
    if seen is not None and rows.count() != seen:
        raise WrittenMeanwhile


def check_sees_words(row: Investigation) -> None:
    """Raise KeptFromWords where versions by others may be closed to whoever writes."""
    if is_kept_from_words(row):
        raise KeptFromWords


def enter_material(
    investigation: Investigation, new: NewMaterial, *, actor: Actor, at: datetime
) -> UUID:
    """Make an item of unused material of what was created, received, shown or refused.

    Once: what is an item already keeps its number, which is given. The investigation
    is held. Criminal Procedure and Investigations Act 1996, section 23(1).
    """
    if held := Material.objects.filter(
        investigation=investigation, kind=new.kind, source_id=new.source_id
    ).first():
        return held.id
    row = Material.objects.create(
        investigation=investigation,
        number=next_number(Material.objects.filter(investigation=investigation)),
        kind=new.kind,
        source_id=new.source_id,
        source=new.source,
        made_on=new.made_on,
        received_on=day_in_london(at),
        entered_by_id=actor.person,
        entered_at=at,
    )
    return row.id


def organisations_of(
    investigation: Investigation,
    actor: Actor,
    at: datetime,
    *,
    without: UUID | None = None,
) -> set[UUID]:
    """Who can open what is sealed of it: its own, and those whose people are on it.

    To be asked while it is held, so that nobody joins or leaves meanwhile. ``without``
    is somebody on it who does not count.
    """
    team = sharing.find_team(viewer=actor, record=investigation)
    people = {each.person_id for each in team if each.ended_at is None} - {without}
    return {investigation.organisation_id} | agencies.find_workplaces(
        people=people, day=day_in_london(at), permission="investigations.work"
    )


def seal_for_team(
    row: Record,
    field: str,
    text: str,
    *,
    investigation: Investigation,
    actor: Actor,
    at: datetime,
) -> None:
    """Seal a text into a field of a row under an investigation that is held.

    It opens for the organisations on its team. The row is not saved.
    """
    sealed = vault.seal_field(
        row, field, text, teams=organisations_of(investigation, actor, at)
    )
    setattr(row, field, sealed)


def seal_at_home(
    row: Record, field: str, text: str, *, investigation: Investigation
) -> None:
    """Seal a field of ``AT_HOME``: for the investigation's own organisation alone."""
    sealed = vault.seal_field(row, field, text, teams={investigation.organisation_id})
    setattr(row, field, sealed)


def tell_event(
    name: str,
    row: models.Model,
    *,
    actor: Actor,
    at: datetime,
    **detail: str | int | None,
) -> None:
    """Write the event of a change in an investigation, about one of its rows.

    ``name`` is the event's without its module; ``detail`` holds codes and ids alone.
    """
    audit.record_event(
        name=f"investigations.{name}", actor=actor, subject=row, at=at, detail=detail
    )
