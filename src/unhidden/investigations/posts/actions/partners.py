"""Other organisations in a joint investigation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.investigations.frame.actions import tell_event
from unhidden.investigations.models import InvestigationPartner
from unhidden.investigations.posts.actions.posts import manage_investigation
from unhidden.lib.refusals import ActionRefused


class PartnerHeld(ActionRefused):
    """The organisation takes part already."""


class PartnerIsOurs(ActionRefused):
    """Whose investigation it is takes part anyway."""


class PartnerEndsEarly(ActionRefused):
    """Nobody stops to take part before they began."""


@dataclass(frozen=True, slots=True)
class NewPartner:
    """An organisation, the reference of its agreement, its powers; from which day."""

    organisation_id: UUID
    agreement: str
    powers: tuple[str, ...]
    from_on: date
    holds: str = ""


@action
def join_partner(
    *, investigation_id: UUID, new: NewPartner, actor: Actor, at: datetime
) -> UUID:
    """Record that an organisation takes part; its people join the team by themselves.

    Raises PartnerHeld, PartnerIsOurs, InvestigationClosed and Absent.
    """
    actor.must("investigations.manage_team")
    investigation = manage_investigation(investigation_id, actor)
    if new.organisation_id == investigation.organisation_id:
        raise PartnerIsOurs
    row = InvestigationPartner(
        investigation=investigation,
        organisation_id=new.organisation_id,
        agreement=new.agreement.strip(),
        powers=list(new.powers),
        holds=new.holds.strip(),
        from_on=new.from_on,
        joined_by_id=actor.person,
    )
    _insert_partner(row)
    _tell("partner_joined", row, actor, at)
    return row.id


@action
def end_partner(
    *,
    investigation_id: UUID,
    organisation_id: UUID,
    until_on: date,
    actor: Actor,
    at: datetime,
) -> None:
    """Say until when an organisation takes part; its row stays.

    Raises PartnerEndsEarly, InvestigationClosed, and Absent where it takes no part.
    """
    actor.must("investigations.manage_team")
    investigation = manage_investigation(investigation_id, actor)
    row = InvestigationPartner.objects.filter(
        investigation=investigation, organisation_id=organisation_id, until_on=None
    ).first()
    if row is None:
        raise Absent
    if until_on < row.from_on:
        raise PartnerEndsEarly
    row.until_on, row.ended_by_id = until_on, actor.person
    row.save(update_fields=["until_on", "ended_by"])
    _tell("partner_ended", row, actor, at)


def _tell(name: str, row: InvestigationPartner, actor: Actor, at: datetime) -> None:
    tell_event(name, row, actor=actor, at=at)


def _insert_partner(row: InvestigationPartner) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise PartnerHeld from error
