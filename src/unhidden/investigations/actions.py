"""Opening an investigation, its team, and closing it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.urns import next_urn
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.investigations import queries
from unhidden.investigations.models import (
    Investigation,
    InvestigationMember,
    InvestigationStatus,
)
from unhidden.visits import queries as visits


class CannotInvestigate(Exception):
    """The colleague's role does not let them investigate today."""


class AlreadyOnTeam(Exception):
    """The colleague is on this investigation's team."""


class InvestigationClosed(Exception):
    """The investigation is closed; nothing in it changes."""


class TeamNeedsSomebody(Exception):
    """The last member of a team cannot leave it."""


@transaction.atomic
def open_from_visit(
    *, visit_id: UUID, title: str, grounds: str, actor: Actor, at: datetime
) -> UUID:
    """Open an investigation into what a visit found; the opener leads its team.

    It learns from the visit, never from a survivor's case. Raises Absent for a
    visit the actor may not read.
    """
    actor.must("investigations.open")
    visit = visits.visit(viewer=actor, visit_id=visit_id)
    return _open(
        Investigation(
            title=title,
            grounds=grounds,
            visit_id=visit.id,
            organisation_id=actor.organisation,
        ),
        lead_id=actor.person,
        actor=actor,
        at=at,
    )


@transaction.atomic
def open_from_disclosure(
    *,
    disclosure_id: UUID,
    title: str,
    grounds: str,
    organisation_id: UUID,
    lead_id: UUID,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Open an investigation that a survivor agreed to help.

    Called by the one module that stands above both sides, which holds the
    consent and the lawful basis. The discloser does not join the team. Raises
    CannotInvestigate.
    """
    actor.must("oversight.disclose")
    _check_investigator(lead_id, at, organisation_id=organisation_id)
    return _open(
        Investigation(
            title=title,
            grounds=grounds,
            disclosure_id=disclosure_id,
            organisation_id=organisation_id,
        ),
        lead_id=lead_id,
        actor=actor,
        at=at,
    )


@transaction.atomic
def add_member(
    *, investigation_id: UUID, person_id: UUID, actor: Actor, at: datetime
) -> None:
    """Let a colleague onto the team.

    Raises CannotInvestigate, AlreadyOnTeam and InvestigationClosed.
    """
    actor.must("investigations.manage_team")
    investigation = _own_open(investigation_id, actor)
    _check_investigator(person_id, at)
    on_team = investigation.members.filter(person_id=person_id, ended_at__isnull=True)
    if on_team.exists():
        raise AlreadyOnTeam
    _join(investigation, person_id, is_lead=False, actor=actor, at=at)


@transaction.atomic
def end_member(
    *, investigation_id: UUID, person_id: UUID, actor: Actor, at: datetime
) -> None:
    """Take a colleague off the team; the row stays. Raises TeamNeedsSomebody."""
    actor.must("investigations.manage_team")
    investigation = _own_open(investigation_id, actor)
    team = list(investigation.members.filter(ended_at__isnull=True).order_by("id"))
    leaving = next((row for row in team if row.person_id == person_id), None)
    if leaving is None:
        raise Absent
    if len(team) == 1:
        raise TeamNeedsSomebody
    leaving.ended_at = at
    leaving.save(update_fields=["ended_at"])
    audit.record(
        name="investigations.member_ended", actor=actor, subject=leaving, at=at
    )


@transaction.atomic
def close(*, investigation_id: UUID, actor: Actor, at: datetime) -> None:
    """Close an investigation; raises InvestigationClosed the second time."""
    actor.must("investigations.manage_team")
    investigation = _own_open(investigation_id, actor)
    investigation.status = InvestigationStatus.CLOSED
    investigation.save(update_fields=["status"])
    audit.record(
        name="investigations.closed", actor=actor, subject=investigation, at=at
    )


def _open(
    investigation: Investigation, *, lead_id: UUID, actor: Actor, at: datetime
) -> UUID:
    investigation.urn = next_urn(
        prefix="NW-INV", sequence="investigations_urn", year=at.year
    )
    investigation.opened_by_id = actor.person
    investigation.opened_at = at
    investigation.save(force_insert=True)
    audit.record(
        name="investigations.opened", actor=actor, subject=investigation, at=at
    )
    _join(investigation, lead_id, is_lead=True, actor=actor, at=at)
    return investigation.id


def _own_open(investigation_id: UUID, actor: Actor) -> Investigation:
    """The investigation, locked, if the actor is on its team; Absent otherwise."""
    row = (
        Investigation.objects.select_for_update()
        .filter(id=investigation_id, id__in=queries.own_investigations(actor))
        .first()
    )
    if row is None:
        raise Absent
    if row.status == InvestigationStatus.CLOSED:
        raise InvestigationClosed
    return row


def _check_investigator(
    person_id: UUID, at: datetime, *, organisation_id: UUID | None = None
) -> None:
    able = agencies.colleagues(day=at.date(), permission="investigations.see_own")
    for colleague in able:
        if colleague.person_id == person_id and organisation_id in {
            None,
            colleague.organisation_id,
        }:
            return
    raise CannotInvestigate


def _join(
    investigation: Investigation,
    person_id: UUID,
    *,
    is_lead: bool,
    actor: Actor,
    at: datetime,
) -> None:
    member = InvestigationMember.objects.create(
        investigation=investigation,
        person_id=person_id,
        is_lead=is_lead,
        granted_by_id=actor.person,
        from_at=at,
    )
    audit.record(name="investigations.member_added", actor=actor, subject=member, at=at)
