"""Giving an item to another organisation, and keeping who has it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.intelligence.locks import alone_with
from unhidden.intelligence.models import (
    Dissemination,
    IntelligenceReport,
    LawfulBasis,
)
from unhidden.intelligence.reports.actions.gradings import GradedSince
from unhidden.intelligence.reports.queries.disseminations import ToGive, to_give
from unhidden.intelligence.reports.rules import disseminations as rules
from unhidden.intelligence.reports.rules.disseminations import (
    DisseminationBar,
    NewDissemination,
)
from unhidden.lib.refusals import ActionRefused


class NotGiven(ActionRefused):
    """Something stands against giving the item; ``against`` says what."""

    def __init__(self, against: DisseminationBar) -> None:
        super().__init__(against.value)
        self.against = against

    @property
    def code(self) -> DisseminationBar:
        return self.against


class BasisUnknown(ActionRefused):
    """There is no such lawful basis."""


class GivenAlready(ActionRefused):
    """This page was sent before, and what it said is kept."""


@action
def disseminate_item(
    *,
    intelligence_id: UUID,
    number: int,
    seen: int,
    new: NewDissemination,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Keep that an item, graded as in version ``seen``, is given; gives the row's id.

    Raises NotGiven, BasisUnknown, GradedSince where another grade stands, GivenAlready,
    and Absent for an item that is not there or is another organisation's.
    """
    actor.must("intelligence.disseminate")
    alone_with(intelligence_id)
    item = to_give(viewer=actor, intelligence_id=intelligence_id, number=number)
    if new.basis not in LawfulBasis.values:
        raise BasisUnknown
    if seen != item.grade.version:
        raise GradedSince
    found = rules.find_bar(
        new, grade=item.grade.grade, waits=item.waits, own=actor.organisation_id
    )
    if found:
        raise NotGiven(found)
    _keep(item, new, actor, at)
    audit.record_event(
        name="intelligence.item_disseminated",
        verb=audit.Verb.DISCLOSURE,
        actor=actor,
        subject=IntelligenceReport(id=intelligence_id),
        at=at,
        detail={
            "item": number,
            "version": seen,
            "basis": new.basis,
            "dissemination": str(new.key),
        },
        recipients=[new.recipient_id] if new.recipient_id else [],
        categories=("operational",),
    )
    return new.key


def _keep(item: ToGive, new: NewDissemination, actor: Actor, at: datetime) -> None:
    row = Dissemination(
        id=new.key,
        item_id=item.id,
        version=item.grade.version,
        organisation_id=actor.organisation,
        recipient_id=new.recipient_id,
        recipient_name=new.recipient_name.strip(),
        to_person=new.to_person.strip(),
        basis=new.basis,
        purpose=new.purpose.strip(),
        conditions=item.grade.grade.conditions,
        kept_by=new.kept_by.strip() if item.grade.grade.conditions else "",
        given_by_id=actor.person,
        given_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if Dissemination.objects.filter(id=new.key, item=item.id).exists():
            raise GivenAlready from error
        raise
