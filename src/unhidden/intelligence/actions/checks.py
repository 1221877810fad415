"""A second person checks an item's words before it may leave the organisation."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.intelligence.actions.gradings import GradedSince
from unhidden.intelligence.models import Grading, Item, ItemCheck
from unhidden.intelligence.models.gradings import AS_WRITTEN
from unhidden.intelligence.rules import checks as rules
from unhidden.intelligence.rules.checks import CheckFault, NewCheck


class CheckRefused(Exception):
    """The check breaks a rule; ``fault`` says which."""

    def __init__(self, fault: CheckFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class CheckedSince(Exception):
    """Another colleague checked the item at the same moment."""


@action
def check_item(
    *, item_id: UUID, seen: int, new: NewCheck, actor: Actor, at: datetime
) -> None:
    """Keep what a second person found in an item whose grade has version ``seen``.

    Raises CheckRefused, GradedSince where another grade stands, CheckedSince, and
    Absent for an item that is not there or is another organisation's.
    """
    actor.must("intelligence.check_item")
    items = Item.objects.select_related("report")
    item = items.defer("report__raw_sealed", "report__provenance_sealed")
    found = item.filter(id=item_id, report__anonymised_at__isnull=True).first()
    if found is None or found.report.organisation_id != actor.organisation_id:
        raise Absent
    newest = Grading.objects.filter(item=found).aggregate(version=Max("version"))
    if seen != (newest["version"] or AS_WRITTEN):
        raise GradedSince
    writer = found.report.written_by_id
    if fault := rules.fault_in(new, written_by=writer, checked_by=actor.person_id):
        raise CheckRefused(fault)
    _keep(found, seen, new, actor, at)
    audit.record(
        name="intelligence.item_checked",
        verb=audit.Verb.ALTERATION,
        actor=actor,
        subject=found.report,
        at=at,
        detail={"item": found.number, "version": seen, "sound": new.is_sound},
    )


def keep_own_checks(
    items: list[Item], confirmed: tuple[str, ...], *, by: UUID, at: datetime
) -> None:
    """Keep what the writer confirmed of each item before saving it."""
    lines = [line for line in rules.LINES if line in confirmed]
    ItemCheck.objects.bulk_create(
        ItemCheck(
            item=item,
            turn=1,
            version=AS_WRITTEN,
            is_sound=True,
            confirmed=lines,
            checked_by_id=by,
            checked_at=at,
        )
        for item in items
        if len(lines) == len(rules.LINES)
    )


def _keep(item: Item, seen: int, new: NewCheck, actor: Actor, at: datetime) -> None:
    """Add the check; of two at once the second meets the first, and is told."""
    last = ItemCheck.objects.filter(item=item).aggregate(turn=Max("turn"))["turn"]
    turn = (last or 0) + 1
    row = ItemCheck(
        item=item,
        turn=turn,
        version=seen,
        is_sound=new.is_sound,
        confirmed=[line for line in rules.LINES if line in new.confirmed],
        reason=new.reason.strip(),
        checked_by_id=actor.person,
        checked_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if ItemCheck.objects.filter(item=item, turn=turn).exists():
            raise CheckedSince from error
        raise
