"""Giving an item another grade: a new version, and the risk that follows."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.intelligence.gradings import rules as gradings
from unhidden.intelligence.gradings.queries import CONFIRMS, grade_of
from unhidden.intelligence.gradings.rules import Grade, GradeFault
from unhidden.intelligence.locks import alone_with
from unhidden.intelligence.models import Grading, Item, Mention
from unhidden.intelligence.models.gradings import AS_WRITTEN
from unhidden.intelligence.risk.actions.risks import keep_risk
from unhidden.lib.refusals import ActionRefused


class GradeRefused(ActionRefused):
    """The new grade breaks a rule; ``fault`` says which."""

    def __init__(self, fault: GradeFault) -> None:
        super().__init__(fault.value)
        self.fault = fault

    @property
    def code(self) -> GradeFault:
        return self.fault


class GradedSince(ActionRefused):
    """Somebody graded the item after this version was read."""


@action
def regrade_item(
    *,
    item_id: UUID,
    seen: int,
    grade: Grade,
    reason: str,
    actor: Actor,
    at: datetime,
) -> int:
    """Give the item another grade than version ``seen``; gives the new version.

    Raises GradeRefused, GradedSince where ``seen`` no longer stands, and Absent for an
    item that is not there or is another organisation's.
    """
    actor.must(CONFIRMS)
    item = _item(item_id, actor)
    alone_with(item.report_id)
    newest = Grading.objects.filter(item=item).order_by("-version").first()
    stands = newest or item
    if seen != (newest.version if newest else AS_WRITTEN):
        raise GradedSince
    if fault := gradings.fault_in(grade, stands=grade_of(stands), reason=reason):
        raise GradeRefused(fault)
    row = _keep(item, seen + 1, grade, reason, actor, at)
    audit.record_event(
        name="intelligence.item_regraded",
        verb=audit.Verb.ALTERATION,
        actor=actor,
        subject=item.report,
        at=at,
        detail={
            "item": item.number,
            "version": row.version,
            "from": grade_of(stands).code,
            "to": grade.code,
        },
    )
    keep_risk(_premises(item), actor=actor, at=at)
    return row.version


@action
def confirm_grade(*, item_id: UUID, reason: str, actor: Actor, at: datetime) -> int:
    """Let the grade stand that an item's writer proposed, and count in the risk.

    Gives the new version. Raises GradeRefused without a reason, GradedSince where it no
    longer is a proposal, and Absent for an item that is not there or is another
    organisation's.
    """
    actor.must(CONFIRMS)
    item = _item(item_id, actor)
    alone_with(item.report_id)
    if not item.is_proposed or Grading.objects.filter(item=item).exists():
        raise GradedSince
    if not reason.strip():
        raise GradeRefused(GradeFault.REASON_MISSING)
    row = _keep(item, AS_WRITTEN + 1, grade_of(item), reason, actor, at)
    audit.record_event(
        name="intelligence.grade_confirmed",
        verb=audit.Verb.ALTERATION,
        actor=actor,
        subject=item.report,
        at=at,
        detail={"item": item.number, "grade": grade_of(item).code},
    )
    keep_risk(_premises(item), actor=actor, at=at)
    return row.version


def _item(item_id: UUID, actor: Actor) -> Item:
    items = Item.objects.select_related("report")
    found = items.defer("report__raw_sealed", "report__provenance_sealed")
    item = found.filter(
        id=item_id, is_replaced=False, report__anonymised_at__isnull=True
    ).first()
    if item is None or item.report.organisation_id != actor.organisation_id:
        raise Absent
    return item


def _keep(
    item: Item, version: int, grade: Grade, reason: str, actor: Actor, at: datetime
) -> Grading:
    """Add the version; of two at once the second meets the first, and is told."""
    row = Grading(
        item=item,
        version=version,
        source=grade.source,
        assessment=grade.assessment,
        handling=grade.handling,
        conditions=grade.conditions.strip(),
        reason=reason.strip(),
        graded_by_id=actor.person,
        graded_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if Grading.objects.filter(item=item, version=version).exists():
            raise GradedSince from error
        raise
    return row


def _premises(item: Item) -> set[UUID]:
    said = Mention.objects.filter(item=item, premises__isnull=False)
    return {key for key in said.values_list("premises_id", flat=True) if key}
