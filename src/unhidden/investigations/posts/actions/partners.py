"""Other organisations in a joint investigation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.investigations.frame.actions import tell_event
from unhidden.investigations.models import Investigation, InvestigationPartner
from unhidden.investigations.posts.actions.posts import manage_investigation
from unhidden.investigations.posts.actions.teams import leave_team
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import day_in_london
from unhidden.sharing import queries as sharing_queries


class PartnerHeld(ActionRefused):
    """The organisation takes part already."""


class PartnerIsOurs(ActionRefused):
    """Whose investigation it is takes part anyway."""


class PartnerEndsEarly(ActionRefused):
    """Nobody stops to take part before they began."""


class PartnerEndsLater(ActionRefused):
    """Its people leave the team with it: it ends when it ends, and not ahead."""


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
    """Say until when an organisation took part; its row stays.

    Its people leave the team, and their posts end. Raises PartnerEndsEarly,
    PartnerEndsLater, SioStays, InvestigationClosed, Absent where it takes no part and,
    of sharing, TeamNeedsSomebody.
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
    if until_on > day_in_london(at):
        raise PartnerEndsLater
    row.until_on, row.ended_by_id = until_on, actor.person
    row.save(update_fields=["until_on", "ended_by"])
    _tell("partner_ended", row, actor, at)
    _end_people(investigation, organisation_id, actor=actor, at=at)


def _end_people(
    investigation: Investigation, organisation_id: UUID, *, actor: Actor, at: datetime
) -> None:
    """Take who is on the team for an organisation alone off it, with their posts."""
    stays = {investigation.organisation_id} | _partners_now(investigation)
    working = agencies.list_working(day=day_in_london(at))
    theirs = {w.person_id for w in working if w.organisation_id == organisation_id}
    theirs -= {w.person_id for w in working if w.organisation_id in stays}
    team = sharing_queries.find_team(viewer=actor, record=investigation)
    gone = {each.person_id for each in team if each.ended_at is None} & theirs
    # Whoever ends it for their own organisation goes last.
    for person_id in sorted(gone, key=lambda each: each == actor.person):
        leave_team(investigation, person_id, actor=actor, at=at)


def _partners_now(investigation: Investigation) -> set[UUID]:
    found = InvestigationPartner.objects.filter(
        investigation=investigation, until_on=None
    )
    return set(found.values_list("organisation_id", flat=True))


def _tell(name: str, row: InvestigationPartner, actor: Actor, at: datetime) -> None:
    tell_event(name, row, actor=actor, at=at)


def _insert_partner(row: InvestigationPartner) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise PartnerHeld from error
