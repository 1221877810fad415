"""The organisations that take part in an operation."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.operations import policies
from unhidden.operations.frame.actions.locking import open_operation_of
from unhidden.operations.frame.queries.operations import list_organisations_of
from unhidden.operations.models import Partner
from unhidden.operations.weeks.actions import refusals
from unhidden.sharing import actions as sharing


@action
def add_partner(
    *, operation_id: UUID, organisation_id: UUID, actor: Actor, at: datetime
) -> None:
    """Let an organisation's people join the teams.

    Raises OperationClosed, AlreadyPartner, and Absent for what is no organisation.
    """
    actor.must(policies.PLAN)
    operation = open_operation_of(operation_id)
    if organisation_id in list_organisations_of(operation):
        raise refusals.AlreadyPartner
    if organisation_id not in {row.id for row in agencies.list_organisation_names()}:
        raise Absent
    partner = Partner.objects.create(
        operation=operation, organisation_id=organisation_id
    )
    sharing.let_organisation_in(
        record=operation, organisation_id=organisation_id, at=at
    )
    audit.record_event(
        name="operations.partner_added",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=partner,
        at=at,
        detail={"operation": str(operation_id), "organisation": str(organisation_id)},
    )
