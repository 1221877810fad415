"""Keeping somebody out of a record, whatever else lets them in; they are not told."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access import grants
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import rows
from unhidden.audit import actions as audit

SHARE = "sharing.share_records"


@action
def keep_out(
    *,
    domain: str,
    record_id: UUID,
    reason: str,
    actor: Actor,
    at: datetime,
    person_id: UUID | None = None,
    organisation_id: UUID | None = None,
) -> UUID:
    """Keep a person, or everybody of an organisation, out; gives the exclusion's id.

    For whoever decides who is on the record; never oneself. Raises Absent.
    """
    actor.must(SHARE)
    exclusion_id = grants.add_exclusion(
        domain,
        record_id,
        person_id=person_id,
        organisation_id=organisation_id,
        reason=reason,
        at=at,
    )
    _tell("sharing.kept_out", domain, record_id, actor=actor, at=at)
    return exclusion_id


@action
def let_back(
    *,
    domain: str,
    record_id: UUID,
    exclusion_id: UUID,
    actor: Actor,
    at: datetime,
) -> None:
    """End an exclusion; what else lets them in counts again. Raises Absent."""
    actor.must(SHARE)
    grants.end_exclusion(exclusion_id, at=at)
    _tell("sharing.let_back", domain, record_id, actor=actor, at=at)


def _tell(
    name: str, domain: str, record_id: UUID, *, actor: Actor, at: datetime
) -> None:
    subject = rows.identify_record(domain, record_id)
    audit.record_event(name=name, actor=actor, subject=subject, at=at)
