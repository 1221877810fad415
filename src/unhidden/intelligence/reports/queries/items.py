"""One graded report: its items, what they mention, and where else that was seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, F, Prefetch, Window
from django.db.models.functions import RowNumber
from django.utils.translation import get_language

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.access.policy import Action
from unhidden.access.rls.rows import may_act_on
from unhidden.agencies import queries as agencies
from unhidden.intelligence.gradings.queries import GradeView, load_grade_versions
from unhidden.intelligence.models import IntelligenceReport, Item, Mention, ReportOrigin
from unhidden.intelligence.reports.queries.checks import (
    CheckView,
    awaits_check,
    is_held_back,
    load_item_checks,
)
from unhidden.intelligence.reports.queries.disseminations import (
    GivenView,
    load_disseminations,
)
from unhidden.intelligence.reports.queries.outcomes import list_outcomes
from unhidden.intelligence.reports.queries.replacing import (
    ReplacedView,
    list_replaced_versions,
)
from unhidden.signs import queries as signs
from unhidden.signs.queries import SignCard

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class SeenElsewhere:
    """An item of another report with a mention of the same key."""

    intelligence_id: UUID
    urn: str
    number: int
    written_at: datetime


@dataclass(frozen=True, slots=True)
class MentionView:
    """``seen_elsewhere`` holds the newest few; ``seen_total`` counts them all."""

    id: UUID
    kind: str
    kind_label: str
    text: str
    premises_id: UUID | None
    seen_elsewhere: tuple[SeenElsewhere, ...]
    seen_total: int


@dataclass(frozen=True, slots=True)
class ItemView:
    """``grades``, ``checks`` and who was ``given`` it are all there are, newest first.

    ``waits`` for a second person before it may leave the organisation;
    ``is_held_back`` where one said that it may not, as it is written.
    """

    id: UUID
    number: int
    text: str
    original_grade: str
    grades: tuple[GradeView, ...]
    checks: tuple[CheckView, ...]
    given: tuple[GivenView, ...]
    waits: bool
    is_held_back: bool
    signs: tuple[SignCard, ...]
    mentions: tuple[MentionView, ...]

    @property
    def stands(self) -> GradeView:
        """The grade of today."""
        return self.grades[0]


@dataclass(frozen=True, slots=True)
class IntelligenceView:
    id: UUID
    urn: str
    origin: str
    origin_label: str
    report_id: UUID | None
    visit_id: UUID | None
    organisation: str
    written_by: str
    written_at: datetime
    event_on: date | None
    marking: str
    is_desks: bool
    is_own: bool
    may_open_original: bool
    may_work: bool
    anonymised_at: datetime | None
    items: tuple[ItemView, ...]
    replaced: tuple[ReplacedView, ...]
    outcomes: tuple[StrOrPromise, ...]


def may_open_original(row: IntelligenceReport, viewer: Actor) -> bool:
    """Whether the viewer may read the source's own words behind a report.

    Its writer, and who triages or handles sources for the organisation it is sealed
    to. Words from the queue stay with those who may read its reports; the source unit
    opens those of callers, partners and visits, whose sources are guarded, too.
    """
    is_there = row.anonymised_at is None
    if not is_there or row.organisation_id != viewer.organisation_id:
        return False
    is_anonymous = row.origin == ReportOrigin.PUBLIC_REPORT
    if viewer.may("intelligence.handle_sources") and not is_anonymous:
        return True
    may_read = viewer.may("reporting.read_reports") or row.report_id is None
    is_theirs = row.written_by_id == viewer.person_id
    return may_read and (is_theirs or viewer.may("intelligence.triage"))


@query
@of_one_record("intelligence_id")
def get_graded_report(*, viewer: Actor, intelligence_id: UUID) -> IntelligenceView:
    """A graded report with all that its items mention; Absent if there is none."""
    viewer.must("intelligence.see_items")
    mentions = Mention.objects.order_by("kind", "text", "id")
    items = Item.objects.order_by("number", "id")
    items = items.prefetch_related(Prefetch("mentions", queryset=mentions))
    row = (
        IntelligenceReport.objects.filter(id=intelligence_id)
        .select_related("organisation", "written_by")
        .defer("raw_sealed", "provenance_sealed")
        .prefetch_related(Prefetch("items", queryset=items))
        .first()
    )
    if row is None:
        raise Absent
    return IntelligenceView(
        id=row.id,
        urn=row.urn,
        origin=row.origin,
        origin_label=row.get_origin_display(),
        report_id=row.report_id,
        visit_id=row.visit_id,
        organisation=agencies.name_of(row.organisation),
        written_by=row.written_by.name,
        written_at=row.written_at,
        event_on=row.event_on,
        marking=row.marking,
        is_own=row.written_by_id == viewer.person_id,
        is_desks=row.organisation_id == viewer.organisation_id,
        may_open_original=may_open_original(row, viewer),
        may_work=row.anonymised_at is None and may_act_on(row, Action.WRITE),
        anonymised_at=row.anonymised_at,
        items=_items(row),
        replaced=list_replaced_versions(row, viewer) if _has_replaced(row) else (),
        outcomes=list_outcomes(row.id),
    )


def _has_replaced(row: IntelligenceReport) -> bool:
    return any(item.is_replaced for item in row.items.all())


def _items(row: IntelligenceReport) -> tuple[ItemView, ...]:
    items = [item for item in row.items.all() if not item.is_replaced]
    codes = {code for item in items for code in item.sign_codes}
    cards = signs.signs_by_code(codes, get_language() or "en") if codes else {}
    seen = _seen_elsewhere(row.id, [m for item in items for m in item.mentions.all()])
    graded, looked, passed = (
        load_grade_versions(row, items),
        load_item_checks(items),
        load_disseminations(items),
    )
    return tuple(
        _item(
            item,
            _Since(
                graded[item.id],
                looked.get(item.id, ()),
                passed.get(item.id, ()),
                row.anonymised_at is None,
            ),
            cards,
            seen,
        )
        for item in items
    )


@dataclass(frozen=True, slots=True)
class _Since:
    """What became of an item since it was written; anonymised, it leaves no more."""

    grades: tuple[GradeView, ...]
    checks: tuple[CheckView, ...]
    given: tuple[GivenView, ...]
    may_leave: bool


def _item(
    item: Item,
    since: _Since,
    cards: Mapping[str, SignCard],
    seen: Mapping[tuple[str, str], list[tuple[SeenElsewhere, int]]],
) -> ItemView:
    return ItemView(
        id=item.id,
        number=item.number,
        text=item.text,
        original_grade=item.original_grade,
        grades=since.grades,
        checks=since.checks,
        given=since.given,
        waits=since.may_leave and awaits_check(since.grades, since.checks),
        is_held_back=since.may_leave and is_held_back(since.checks),
        signs=tuple(cards[code] for code in item.sign_codes if code in cards),
        mentions=tuple(
            _mention(mention, seen.get((mention.kind, mention.key), []))
            for mention in item.mentions.all()
        ),
    )


def _mention(row: Mention, seen: list[tuple[SeenElsewhere, int]]) -> MentionView:
    return MentionView(
        id=row.id,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        text=row.text,
        premises_id=row.premises_id,
        seen_elsewhere=tuple(place for place, _ in seen),
        seen_total=seen[0][1] if seen else 0,
    )


def _seen_elsewhere(
    report_id: UUID, mentions: Iterable[Mention]
) -> Mapping[tuple[str, str], list[tuple[SeenElsewhere, int]]]:
    """For each kind and key the newest items of other reports, and how many in all."""
    keys = {row.key for row in mentions if row.key}
    meeting = [F("kind"), F("key")]
    newest = ["-item__report__written_at", "id"]
    rows = (
        Mention.objects.filter(key__in=keys)
        .exclude(item__report_id=report_id)
        .annotate(
            place=Window(RowNumber(), partition_by=meeting, order_by=newest),
            total=Window(Count("id"), partition_by=meeting),
        )
        .filter(place__lte=MOST_SHOWN)
        .select_related("item__report")
        .defer("item__report__raw_sealed", "item__report__provenance_sealed")
        .order_by("place", "id")
    )
    found: dict[tuple[str, str], list[tuple[SeenElsewhere, int]]] = defaultdict(list)
    for row in rows if keys else ():
        place = SeenElsewhere(
            intelligence_id=row.item.report_id,
            urn=row.item.report.urn,
            number=row.item.number,
            written_at=row.item.report.written_at,
        )
        found[row.kind, row.key].append((place, row.total))
    return found
