"""Who was given an item, and an item before it is given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.agencies import queries as agencies
from unhidden.intelligence.gradings.queries import GradeView, load_grade_versions
from unhidden.intelligence.models import Dissemination, Item
from unhidden.intelligence.reports.queries.checks import awaits_check, load_item_checks


@dataclass(frozen=True, slots=True)
class GivenView:
    """Somebody was given the item: with which conditions, and how they are kept."""

    recipient: str
    to_person: str
    basis_label: str
    purpose: str
    conditions: str
    kept_by: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ToGive:
    """An item that may be given to another organisation, once nothing waits."""

    id: UUID
    intelligence_id: UUID
    urn: str
    number: int
    text: str
    grade: GradeView
    waits: bool
    given: tuple[GivenView, ...]


def load_disseminations(items: Iterable[Item]) -> Mapping[UUID, tuple[GivenView, ...]]:
    """Who was given each item, the newest first; for its own organisation alone."""
    rows = Dissemination.objects.filter(item__in=list(items))
    rows = rows.select_related("recipient", "given_by")
    found: dict[UUID, list[GivenView]] = defaultdict(list)
    for row in rows.order_by("-given_at", "id"):
        found[row.item_id].append(_view(row))
    return {key: tuple(each) for key, each in found.items()}


@query
@of_one_record("intelligence_id")
def to_give(*, viewer: Actor, intelligence_id: UUID, number: int) -> ToGive:
    """One item for those of its organisation who may give it away; else Absent."""
    viewer.must("intelligence.disseminate")
    item = (
        Item.objects.filter(report=intelligence_id, number=number, is_replaced=False)
        .select_related("report__written_by")
        .filter(report__anonymised_at__isnull=True)
        .defer("report__raw_sealed", "report__provenance_sealed")
        .first()
    )
    if item is None or item.report.organisation_id != viewer.organisation_id:
        raise Absent
    grades = load_grade_versions(item.report, [item])[item.id]
    return ToGive(
        id=item.id,
        intelligence_id=intelligence_id,
        urn=item.report.urn,
        number=number,
        text=item.text,
        grade=grades[0],
        waits=awaits_check(grades, load_item_checks([item]).get(item.id, ())),
        given=load_disseminations([item]).get(item.id, ()),
    )


def _view(row: Dissemination) -> GivenView:
    known = row.recipient
    return GivenView(
        recipient=agencies.name_of(known) if known else row.recipient_name,
        to_person=row.to_person,
        basis_label=row.get_basis_display(),
        purpose=row.purpose,
        conditions=row.conditions,
        kept_by=row.kept_by,
        by=row.given_by.name,
        at=row.given_at,
    )
