"""Writing an item anew that a second person held back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import procedures
from unhidden.audit import actions as audit
from unhidden.intelligence.gradings.queries import CONFIRMS
from unhidden.intelligence.models import Item, Mention
from unhidden.intelligence.reports.actions.checks import keep_own_checks
from unhidden.intelligence.reports.actions.mentions import (
    add_to,
    get_workable_item,
    names_of_premises,
)
from unhidden.intelligence.reports.actions.reports import item_of, must_be_sound
from unhidden.intelligence.reports.queries.checks import is_held_back, load_item_checks
from unhidden.intelligence.reports.rules.drafts import NewItem
from unhidden.intelligence.risk.actions.risks import keep_risk
from unhidden.intelligence.subjects.actions.contacts import deconflict_record
from unhidden.lib.refusals import ActionRefused


@dataclass(frozen=True, slots=True)
class RewrittenItem:
    """What stands in the place of an item that was held back.

    ``kept`` are those of its mentions that are said again; ``confirmed`` the lines of
    the checklist that the writer went through.
    """

    item: NewItem
    kept: frozenset[UUID] = frozenset()
    confirmed: tuple[str, ...] = ()


class NotHeldBack(ActionRefused):
    """Only what a second person held back is written anew."""


@action
def replace_item(
    *,
    intelligence_id: UUID,
    number: int,
    new: RewrittenItem,
    actor: Actor,
    at: datetime,
) -> int:
    """Put another item in the place of one that was held back; gives its number.

    The words of the old one are kept for the record alone. Raises NotHeldBack,
    ReportRefused, and Absent unless the actor may work on the report.
    """
    actor.must("intelligence.write_item")
    old = get_workable_item(intelligence_id, number)
    if not is_held_back(load_item_checks([old]).get(old.id, ())):
        raise NotHeldBack
    confirms = actor.may(CONFIRMS)
    must_be_sound(new.item, old.report.origin, confirms=confirms)
    names = names_of_premises(new.item.mentions, actor)
    places = _premises(old) | names.keys()
    row = _replace(old, new, names, at, is_proposed=not confirms)
    keep_own_checks([row], new.confirmed, by=actor.person, at=at)
    audit.record_event(
        name="intelligence.item_replaced",
        verb=audit.Verb.ALTERATION,
        actor=actor,
        subject=old.report,
        at=at,
        detail={"item": number, "by": row.number},
    )
    deconflict_record(old.report, actor=actor, at=at)
    if places:
        keep_risk(places, actor=actor, at=at)
    return row.number


def _replace(
    old: Item,
    new: RewrittenItem,
    names: Mapping[UUID, str],
    at: datetime,
    *,
    is_proposed: bool,
) -> Item:
    """Add the new item, let what is said again go over to it, and add what is new."""
    last = Item.objects.filter(report=old.report).aggregate(number=Max("number"))
    row = item_of(old.report, last["number"] + 1, new.item, is_proposed=is_proposed)
    row.save(force_insert=True)
    procedures.call_procedure("replace_item", old.id, row.id, sorted(new.kept), at)
    add_to(row, new.item.mentions, names)
    return row


def _premises(item: Item) -> set[UUID]:
    said = Mention.objects.filter(item=item, premises__isnull=False)
    return {key for key in said.values_list("premises_id", flat=True) if key}
