"""Items that were held back: writing them anew, and what stood there before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.access.policy import Action
from unhidden.access.rls.rows import may_act_on
from unhidden.intelligence.gradings.queries import GradeView, load_grade_versions
from unhidden.intelligence.models import (
    IntelligenceReport,
    Item,
    Mention,
    Replacement,
)
from unhidden.intelligence.reports.queries.checks import (
    CheckView,
    SaidOf,
    is_held_back,
    load_item_checks,
    said_of,
)
from unhidden.intelligence.reports.queries.disseminations import (
    GivenView,
    load_disseminations,
)


@dataclass(frozen=True, slots=True)
class HeldBack:
    """An item to be written anew, with the newest check that says why.

    ``mentions`` are by id, to be said again or not.
    """

    intelligence_id: UUID
    urn: str
    origin: str
    number: int
    text: str
    sign_codes: tuple[str, ...]
    grade: GradeView
    checks: tuple[CheckView, ...]
    mentions: tuple[tuple[UUID, SaidOf], ...]

    @property
    def reason(self) -> str:
        """Why the second person held it back."""
        return next(each.reason for each in self.checks if each.is_second)


@dataclass(frozen=True, slots=True)
class ReplacedView:
    """What stood in an item before, for those who may check: when, by whom, and why
    it was replaced, by which number, and who has it."""

    number: int
    by_number: int
    grade: GradeView
    text: str
    said: tuple[SaidOf, ...]
    checks: tuple[CheckView, ...]
    given: tuple[GivenView, ...]
    by: str
    at: datetime


@query
@of_one_record("intelligence_id")
def held_back(*, viewer: Actor, intelligence_id: UUID, number: int) -> HeldBack:
    """An item that was held back, for those who may work on its report; else Absent."""
    viewer.must("intelligence.write_item")
    item = (
        Item.objects.filter(report=intelligence_id, number=number, is_replaced=False)
        .filter(report__anonymised_at__isnull=True)
        .select_related("report__written_by")
        .defer("report__raw_sealed", "report__provenance_sealed")
        .first()
    )
    checks = load_item_checks([item]).get(item.id, ()) if item else ()
    if (
        item is None
        or not is_held_back(checks)
        or not may_act_on(item.report, Action.WRITE)
    ):
        raise Absent
    said = Mention.objects.filter(item=item).order_by("kind", "text", "id")
    return HeldBack(
        intelligence_id=intelligence_id,
        urn=item.report.urn,
        origin=item.report.origin,
        number=number,
        text=item.text,
        sign_codes=tuple(item.sign_codes),
        grade=load_grade_versions(item.report, [item])[item.id][0],
        checks=checks,
        mentions=tuple((row.id, said_of(row)) for row in said),
    )


def list_replaced_versions(
    row: IntelligenceReport, viewer: Actor
) -> tuple[ReplacedView, ...]:
    """What stood in a report of the viewer's organisation, for those who may check."""
    is_holder = row.organisation_id == viewer.organisation_id
    if not is_holder or not viewer.may("intelligence.check_item"):
        return ()
    found = Replacement.objects.filter(old__report=row).order_by("old__number")
    rows = list(found.select_related("old", "new", "replaced_by"))
    if not rows:
        return ()
    olds = [each.old for each in rows]
    graded, looked, passed = (
        load_grade_versions(row, olds),
        load_item_checks(olds),
        load_disseminations(olds),
    )
    return tuple(
        ReplacedView(
            number=each.old.number,
            by_number=each.new.number,
            grade=graded[each.old_id][0],
            text=each.text,
            said=tuple(_said(**said) for said in each.said),
            checks=looked.get(each.old_id, ()),
            given=passed.get(each.old_id, ()),
            by=each.replaced_by.name,
            at=each.replaced_at,
        )
        for each in rows
    )


def _said(kind: str, text: str, details: Mapping[str, str]) -> SaidOf:
    return said_of(Mention(kind=kind, text=text, details=details))
