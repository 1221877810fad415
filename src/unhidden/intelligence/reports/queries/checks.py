"""Which items wait for a second person, and what was confirmed of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.intelligence.grades import WITH_CONDITIONS
from unhidden.intelligence.gradings.queries import GradeView, load_grade_versions
from unhidden.intelligence.models import (
    Grading,
    Item,
    ItemCheck,
    Link,
    Mention,
    SourceClue,
)
from unhidden.intelligence.reports.queries.small_places import SmallPlace, small_places
from unhidden.intelligence.reports.rules import checks as rules
from unhidden.intelligence.reports.rules.checks import ItemVersion
from unhidden.intelligence.subjects.queries.links import (
    query_standing_links as links_now,
)
from unhidden.intelligence.subjects.queries.subjects import tell_detail
from unhidden.ui import dates


def _count(of: type[Mention | Link], item: str = "pk") -> Coalesce:
    """How many of these an item has; ``item`` is where a row names it."""
    rows = of.objects.filter(item=OuterRef(item)).order_by().values("item")
    return Coalesce(Subquery(rows.annotate(many=Count("pk")).values("many")), 0)


#: Who wrote an item: of one that replaces another, whoever replaced it.
WRITER = Coalesce("replaces__replaced_by", "report__written_by")
_THINGS = _count(Mention) + _count(Link)


@dataclass(frozen=True, slots=True)
class CheckView:
    """Somebody's check in words; ``is_second`` where they did not write the item.

    ``is_outdated`` where the item speaks of more since.
    """

    is_second: bool
    is_sound: bool
    is_outdated: bool
    confirmed: tuple[str, ...]
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UncheckedItem:
    """An item in the list of those that wait; ``is_own`` where the viewer wrote it.

    ``id`` is its report's.
    """

    id: UUID
    urn: str
    number: int
    text: str
    written_by: str
    written_at: datetime
    is_own: bool
    is_held_back: bool


@dataclass(frozen=True, slots=True)
class AllWaiting:
    """A page of those that wait, and how many there are."""

    rows: list[UncheckedItem]
    total: int


@dataclass(frozen=True, slots=True)
class SaidOf:
    """A mention with all that was said of it, by what it is called."""

    kind: str
    text: str
    details: tuple[tuple[str, str], ...]

    @property
    def in_words(self) -> str:
        """All of it in a line."""
        more = ", ".join(value for _label, value in self.details)
        return (
            f"{self.kind}: {self.text} ({more})"
            if more
            else f"{self.kind}: {self.text}"
        )


@dataclass(frozen=True, slots=True)
class ToCheck:
    """An item before a second person, with all it says and what was confirmed.

    ``seen`` is how it stands; ``small`` are the places in it that few know.
    """

    id: UUID
    intelligence_id: UUID
    urn: str
    number: int
    text: str
    mentions: tuple[SaidOf, ...]
    links: tuple[str, ...]
    seen: ItemVersion
    small: tuple[SmallPlace, ...]
    grade: GradeView
    checks: tuple[CheckView, ...]
    is_own: bool


def load_item_checks(items: Iterable[Item]) -> Mapping[UUID, tuple[CheckView, ...]]:
    """All checks of these items, each item's newest first."""
    writer = Coalesce("item__replaces__replaced_by", "item__report__written_by")
    rows = (
        ItemCheck.objects.filter(item__in=list(items))
        .select_related("checked_by")
        .annotate(writer=writer, now=_count(Mention, "item") + _count(Link, "item"))
    )
    found: dict[UUID, list[CheckView]] = defaultdict(list)
    for row in rows.order_by("item", "-turn", "id"):
        found[row.item_id].append(
            CheckView(
                is_second=row.checked_by_id != row.writer,
                is_sound=row.is_sound,
                is_outdated=row.things < row.now,
                confirmed=tuple(str(SourceClue(line).label) for line in row.confirmed),
                reason=row.reason,
                by=row.checked_by.name,
                at=row.checked_at,
            )
        )
    return {key: tuple(each) for key, each in found.items()}


def awaits_check(grades: Iterable[GradeView], checks: Iterable[CheckView]) -> bool:
    """Whether the item with these grades and checks waits for a second person."""
    second = (
        each.is_sound and not each.is_outdated for each in checks if each.is_second
    )
    handlings = {each.grade.handling for each in grades}
    return rules.needs_second_check(handlings=handlings, second=next(second, None))


def things_of(items: Iterable[Item]) -> Mapping[UUID, int]:
    """How many mentions and links each of these items has."""
    rows = Item.objects.filter(id__in=[item.id for item in items])
    return dict(rows.annotate(things=_THINGS).values_list("id", "things"))


def writers_of(items: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """Who wrote each of these items."""
    rows = Item.objects.filter(id__in=list(items)).annotate(writer=WRITER)
    return dict(rows.values_list("id", "writer"))


def is_held_back(checks: Iterable[CheckView]) -> bool:
    """Whether a second person's newest check says that the item may not leave."""
    return not next((each.is_sound for each in checks if each.is_second), True)


@query
def items_waiting(*, viewer: Actor, start: int = 0, limit: int = 25) -> AllWaiting:
    """The items of the viewer's organisation that wait, the oldest first.

    What the viewer wrote, and a colleague must check, stands behind the rest.
    """
    viewer.must("intelligence.check_item")
    own = ExpressionWrapper(Q(writer=viewer.person), output_field=BooleanField())
    rows = (
        _waiting()
        .annotate(said=F("second"), by=F("writer"), by_name=F("writer_name"))
        .filter(report__organisation=viewer.organisation)
        .select_related("report__written_by")
        .defer("report__raw_sealed", "report__provenance_sealed")
        .order_by(own.asc(), "report__written_at", "report", "number")
    )
    listed = [
        UncheckedItem(
            id=row.report_id,
            urn=row.report.urn,
            number=row.number,
            text=row.text,
            written_by=row.by_name,
            written_at=row.report.written_at,
            is_own=row.by == viewer.person_id,
            is_held_back=row.said is False,
        )
        for row in rows[start : start + limit]
    ]
    return AllWaiting(listed, rows.count())


def reports_waiting(reports: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these reports that have an item that waits."""
    rows = _waiting().filter(report__in=list(reports))
    return frozenset(rows.values_list("report_id", flat=True))


def waiting_among(items: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these items that wait."""
    rows = _waiting().filter(id__in=list(items))
    return frozenset(rows.values_list("id", flat=True))


@query
@of_one_record("intelligence_id")
def to_check(*, viewer: Actor, intelligence_id: UUID, number: int) -> ToCheck:
    """An item that waits, for those of its organisation who may check; else Absent."""
    viewer.must("intelligence.check_item")
    item = (
        _waiting()
        .filter(report=intelligence_id, number=number)
        .select_related("report__written_by")
        .defer("report__raw_sealed", "report__provenance_sealed")
        .first()
    )
    if item is None or item.report.organisation_id != viewer.organisation_id:
        raise Absent
    said = list(Mention.objects.filter(item=item).order_by("kind", "text", "id"))
    grade = load_grade_versions(item.report, [item])[item.id][0]
    checks = load_item_checks([item]).get(item.id, ())
    links = links_now().filter(item=item).select_related("left", "right")
    return ToCheck(
        id=item.id,
        intelligence_id=intelligence_id,
        urn=item.report.urn,
        number=number,
        text=item.text,
        mentions=tuple(said_of(row) for row in said),
        links=tuple(_linked(row) for row in links.order_by("kind", "id")),
        seen=ItemVersion(grade.version, things_of([item])[item.id], len(checks)),
        small=small_places(
            viewer=viewer,
            text=item.text,
            premises_ids={row.premises_id for row in said},
        ),
        grade=grade,
        checks=checks,
        is_own=writers_of([item.id])[item.id] == viewer.person_id,
    )


def said_of(row: Mention) -> SaidOf:
    """A mention in words."""
    details = sorted(row.details.items())
    named = tuple(tell_detail(*each) for each in details)
    return SaidOf(row.get_kind_display(), row.text, named)


def _linked(row: Link) -> str:
    """How two things hang together, and from when to when, in a line."""
    said = row.get_kind_display().format(one=row.left.text, other=row.right.text)
    days = [
        dates.format_day(each) if each else "…" for each in (row.from_on, row.to_on)
    ]
    return f"{said} ({days[0]} – {days[1]})" if row.from_on or row.to_on else said


def _waiting() -> QuerySet[Item]:
    """Items that wait, with what a second person's newest check said as ``second``."""
    later = Grading.objects.filter(item=OuterRef("pk"), handling=WITH_CONDITIONS)
    second = ItemCheck.objects.filter(item=OuterRef("pk")).exclude(
        checked_by=OuterRef("writer")
    )
    newest = second.order_by("-turn")
    name = Coalesce("replaces__replaced_by__name", "report__written_by__name")
    rows = Item.objects.annotate(writer=WRITER, writer_name=name).annotate(
        second=Subquery(newest.values("is_sound")[:1]),
        read=Subquery(newest.values("things")[:1]),
        things=_THINGS,
    )
    rows = rows.filter(report__anonymised_at__isnull=True, is_replaced=False)
    rows = rows.filter(Q(handling=WITH_CONDITIONS) | Exists(later))
    waits = Q(second__isnull=True) | Q(second=False) | Q(read__lt=F("things"))
    return rows.filter(waits)
