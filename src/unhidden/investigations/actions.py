"""Opening an investigation, its team, and closing it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.urns import next_urn
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.investigations import queries
from unhidden.investigations.models import (
    Investigation,
    InvestigationStatus,
)
from unhidden.sharing import actions as sharing
from unhidden.visits import queries as visits


class CannotInvestigate(Exception):
    """The colleague's role does not let them investigate today."""


class InvestigationClosed(Exception):
    """The investigation is closed; nothing in it changes."""


@action
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


@action
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


@action
def add_member(
    *, investigation_id: UUID, person_id: UUID, actor: Actor, at: datetime
) -> None:
    """Let a colleague onto the team.

    Raises CannotInvestigate, InvestigationClosed and, of sharing, AlreadyOnTeam.
    """
    actor.must("investigations.manage_team")
    investigation = _own_open(investigation_id, actor)
    _check_investigator(person_id, at)
    sharing.add_member(
        record=investigation, person_id=person_id, role="worker", actor=actor, at=at
    )


@action
def end_member(
    *, investigation_id: UUID, person_id: UUID, actor: Actor, at: datetime
) -> None:
    """Take a colleague off the team; the row stays. Raises TeamNeedsSomebody."""
    actor.must("investigations.manage_team")
    investigation = _own_open(investigation_id, actor)
    sharing.end_member(record=investigation, person_id=person_id, actor=actor, at=at)


@action
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
    sharing.begin(investigation)
    investigation.save(force_insert=True)
    audit.record(
        name="investigations.opened",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=investigation,
        at=at,
    )
    sharing.hand_over(
        record=investigation, members=[(lead_id, "lead")], actor=actor, at=at
    )
    return investigation.id


def _own_open(investigation_id: UUID, actor: Actor) -> Investigation:
    """The investigation, locked, if the actor is on its team; Absent otherwise."""
    row = (
        Investigation.objects.select_for_update()
        .filter(queries.own_investigations(actor), id=investigation_id)
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
