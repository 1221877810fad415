"""A second person checks an item's words before it may leave the organisation."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Max

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.intelligence.locks import alone_with
from unhidden.intelligence.models import Grading, Item, ItemCheck
from unhidden.intelligence.models.gradings import AS_WRITTEN
from unhidden.intelligence.reports.queries.checks import things_of, writers_of
from unhidden.intelligence.reports.rules import checks as rules
from unhidden.intelligence.reports.rules.checks import CheckFault, ItemVersion, NewCheck
from unhidden.lib.refusals import ActionRefused


class CheckRefused(ActionRefused):
    """The check breaks a rule; ``fault`` says which."""

    def __init__(self, fault: CheckFault) -> None:
        super().__init__(fault.value)
        self.fault = fault

    @property
    def code(self) -> CheckFault:
        return self.fault


class ChangedSince(ActionRefused):
    """Somebody graded, checked or added to the item after it was read."""


@action
def check_item(
    *,
    item_id: UUID,
    seen: ItemVersion,
    new: NewCheck,
    actor: Actor,
    at: datetime,
) -> None:
    """Keep what a second person found in an item that stood as they have ``seen``.

    Raises CheckRefused, ChangedSince where it stands otherwise, and Absent for an item
    that is not there or is another organisation's.
    """
    actor.must("intelligence.check_item")
    items = Item.objects.select_related("report")
    item = items.defer("report__raw_sealed", "report__provenance_sealed")
    found = item.filter(
        id=item_id, is_replaced=False, report__anonymised_at__isnull=True
    ).first()
    if found is None or found.report.organisation_id != actor.organisation_id:
        raise Absent
    alone_with(found.report_id)
    if seen != _stands(found):
        raise ChangedSince
    writer = writers_of([found.id])[found.id]
    if fault := rules.fault_in(new, written_by=writer, checked_by=actor.person_id):
        raise CheckRefused(fault)
    _keep(found, seen, new, actor, at)
    audit.record_event(
        name="intelligence.item_checked",
        verb=audit.Verb.ALTERATION,
        actor=actor,
        subject=found.report,
        at=at,
        detail={"item": found.number, "version": seen.version, "sound": new.is_sound},
    )


def keep_own_checks(
    items: list[Item], confirmed: tuple[str, ...], *, by: UUID, at: datetime
) -> None:
    """Keep what the writer confirmed of each item before saving it."""
    lines = [line for line in rules.LINES if line in confirmed]
    if len(lines) < len(rules.LINES):
        return
    things = things_of(items)
    ItemCheck.objects.bulk_create(
        ItemCheck(
            item=item,
            turn=1,
            version=AS_WRITTEN,
            things=things[item.id],
            is_sound=True,
            confirmed=lines,
            checked_by_id=by,
            checked_at=at,
        )
        for item in items
    )


def _stands(item: Item) -> ItemVersion:
    graded = Grading.objects.filter(item=item).aggregate(version=Max("version"))
    checked = ItemCheck.objects.filter(item=item).aggregate(turn=Max("turn"))
    return ItemVersion(
        version=graded["version"] or AS_WRITTEN,
        things=things_of([item])[item.id],
        checks=checked["turn"] or 0,
    )


def _keep(
    item: Item, seen: ItemVersion, new: NewCheck, actor: Actor, at: datetime
) -> None:
    ItemCheck.objects.create(
        item=item,
        turn=seen.checks + 1,
        version=seen.version,
        things=seen.things,
        is_sound=new.is_sound,
        confirmed=[line for line in rules.LINES if line in new.confirmed],
        reason=new.reason.strip(),
        checked_by_id=actor.person,
        checked_at=at,
    )
