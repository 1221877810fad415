"""Telling two organisations to contact each other, and what came of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import procedures
from unhidden.audit import actions as audit
from unhidden.intelligence.models import (
    ContactState,
    ContactStep,
    IntelligenceReport,
)
from unhidden.intelligence.subjects.queries.contacts import (
    get_told_contact,
    permission_for,
)
from unhidden.lib.refusals import ActionRefused


class ContactStateUnknown(ActionRefused):
    """There is no such state."""


class NoOutcome(ActionRefused):
    """A step is kept with what came of it."""


class ContactClosed(ActionRefused):
    """Nothing is done about a contact that is closed."""


def deconflict_record(
    report: IntelligenceReport, *, actor: Actor, at: datetime
) -> None:
    """Let a record that is being written on meet others': the writer learns nothing.

    That it was held against others' is recorded, whether anything was met or not.
    """
    procedures.call_procedure("deconflict", report.id, at)
    audit.record_event(
        name="intelligence.report_deconflicted",
        verb=audit.Verb.COMBINATION,
        actor=actor,
        subject=report,
        at=at,
    )


@action
def note_contact(
    *,
    contact_id: UUID,
    state: str,
    outcome: str,
    is_sensitive: bool,
    actor: Actor,
    at: datetime,
) -> None:
    """Keep what was done about a contact.

    Raises ContactStateUnknown, NoOutcome, ContactClosed, and Absent.
    """
    actor.must(permission_for(is_sensitive=is_sensitive))
    row = get_told_contact(actor, contact_id, is_sensitive=is_sensitive)
    if state not in ContactState.values:
        raise ContactStateUnknown
    if not outcome.strip():
        raise NoOutcome
    if row.steps.filter(state=ContactState.CLOSED).exists():
        raise ContactClosed
    ContactStep(
        contact=row,
        state=state,
        outcome=outcome.strip(),
        taken_by_id=actor.person,
        taken_at=at,
    ).save(force_insert=True)
    audit.record_event(
        name="intelligence.contact_noted",
        actor=actor,
        subject=row,
        at=at,
        detail={"state": state},
    )
