"""How long intelligence is kept: what is due for review, and one report before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.intelligence.models import (
    IntelligenceReport,
    Item,
    Judgement,
    Mention,
    ReportMatter,
    Review,
)
from unhidden.intelligence.retention import rules
from unhidden.intelligence.retention.queries.clocks import (
    DatedReport,
    RetentionClock,
    annotate_matters,
    load_retention_clocks,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from unhidden.intelligence.retention.queries.clocks import Timed

PERMISSION = "intelligence.review_reports"
_TESTS = {
    "necessity": _("Necessity"),
    "pattern": _("Pattern"),
    "risk": _("Risk of harm"),
    "vulnerability": _("Vulnerability"),
}


@dataclass(frozen=True, slots=True)
class ReportRetention:
    """How long a report is kept; ``waits`` for a second person's agreement.

    ``group`` is the strictest of its subjects' reports: ``placed_by`` says by which,
    empty where by itself. ``goes_from`` is the first day on which it may be disposed
    of, if anybody can say. ``latest`` is the event from which its clear period runs.
    ``may_change`` where the viewer may say anew what it is about.
    """

    group: int
    own_group: int
    placed_by: str
    matter: str
    matter_label: str
    turn: int
    latest: DatedReport
    due_on: date
    goes_from: date | None
    is_due: bool
    is_held: bool
    waits: bool
    may_change: bool = False


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A report in the queue of reviews."""

    id: UUID
    urn: str
    kept: ReportRetention


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """``by_group`` counts all that is due or soon, whatever the list is narrowed to."""

    rows: list[ReviewRow]
    total: int
    by_group: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Tested:
    """One of the four tests as it was answered."""

    label: StrOrPromise
    holds: bool
    words: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One decision in words."""

    decision: str
    decision_label: str
    group: int
    tests: tuple[Tested, ...]
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ToReview:
    """A report before its review; ``goes`` counts what goes when it is disposed of.

    ``seen`` counts the decisions so far, the newest first in ``history``; ``unjudged``
    the reports of later events that name the same by its key, where nobody judged it.
    ``is_own_proposal`` where the viewer is who proposed what waits.
    """

    id: UUID
    urn: str
    kept: ReportRetention
    seen: int
    proposed: str
    is_own_proposal: bool
    goes: Mapping[str, int]
    unjudged: int
    history: tuple[ReviewView, ...]


def kept_as(clock: RetentionClock, today: date) -> ReportRetention:
    """A clock as it is shown today."""
    return ReportRetention(
        group=clock.group,
        own_group=clock.own_group,
        placed_by="" if clock.group == clock.own_group else clock.strictest.urn,
        matter=clock.matter,
        matter_label=str(ReportMatter(clock.matter).label),
        turn=clock.turn,
        latest=clock.latest,
        due_on=clock.due_on,
        goes_from=clock.goes_from,
        is_due=rules.is_due(clock.due_on, today=today),
        is_held=clock.stands.is_held,
        waits=clock.stands.proposed is not None,
    )


@query
def reviews_due(
    *,
    viewer: Actor,
    at: datetime,
    narrowed: str = "",
    start: int = 0,
    limit: int = 25,
) -> ReviewQueue:
    """What is due for review, or will be within 90 days, the longest due first.

    ``narrowed`` to a group by its number, or to what is ``held``: that is due for no
    review, and stands in no other list.
    """
    viewer.must(PERMISSION)
    today = timezone.localdate(at)
    mine = reports_of(viewer)
    is_held = narrowed == "held"
    found = _ever_held(mine) if is_held else _old_enough(mine, today)
    due = [
        ReviewRow(row.id, row.urn, kept_as(clock, today))
        for row, clock in _with_clocks(found)
        if clock.stands.is_held == is_held
        and (is_held or rules.is_soon(clock.due_on, today=today))
    ]
    groups = Counter(row.kept.group for row in due)
    if narrowed and not is_held:
        due = [row for row in due if str(row.kept.group) == narrowed]
    due.sort(key=lambda row: (row.kept.due_on, row.urn, row.id))
    return ReviewQueue(due[start : start + limit], len(due), {} if is_held else groups)


@query
def find_report_retention(
    *, viewer: Actor, intelligence_id: UUID, at: datetime
) -> ReportRetention | None:
    """How long a report is kept, for colleagues of its organisation; else None.

    Of what was anonymised nothing is reviewed any more: None, too.
    """
    viewer.must("intelligence.see_items")
    row = reports_of(viewer).filter(id=intelligence_id).first()
    if row is None:
        return None
    found = kept_as(load_retention_clocks([row])[row.id], timezone.localdate(at))
    return replace(found, may_change=may_set_matter(row, viewer))


@query
@of_one_record("intelligence_id")
def to_review(*, viewer: Actor, intelligence_id: UUID, at: datetime) -> ToReview:
    """A report of the viewer's organisation with all that a review needs; or Absent."""
    viewer.must(PERMISSION)
    row = reports_of(viewer).filter(id=intelligence_id).first()
    if row is None:
        raise Absent
    clock = load_retention_clocks([row])[row.id]
    proposed = clock.stands.proposed
    return ToReview(
        id=row.id,
        urn=row.urn,
        kept=kept_as(clock, timezone.localdate(at)),
        seen=clock.taken,
        proposed=proposed.decision if proposed else "",
        is_own_proposal=proposed is not None and proposed.by == viewer.person_id,
        goes=_goes(row),
        unjudged=_unjudged(row, clock.latest.on),
        history=tuple(_history(row)),
    )


def may_set_matter(row: IntelligenceReport, viewer: Actor) -> bool:
    """Whether they wrote the report, or review those of its organisation."""
    is_own = row.written_by_id == viewer.person_id
    return viewer.may(PERMISSION) or (is_own and viewer.may("intelligence.write_item"))


def reports_of(viewer: Actor) -> QuerySet[Timed]:
    """The reports of the viewer's organisation that are reviewed."""
    return annotate_matters(
        IntelligenceReport.objects.filter(
            organisation=viewer.organisation_id, anonymised_at__isnull=True
        )
    )


def _old_enough(rows: QuerySet[Timed], today: date) -> QuerySet[Timed]:
    """Those that may be due at all: a subject's later event only puts it off."""
    last = rules.own_day_at_most(today)
    told = Q(event_on__isnull=True, written_at__date__lte=last)
    return rows.filter(Q(event_on__lte=last) | told)


def _ever_held(rows: QuerySet[Timed]) -> QuerySet[Timed]:
    held = Review.objects.filter(decision=rules.HOLD)
    return rows.filter(id__in=held.values("report"))


def _with_clocks(found: QuerySet[Timed]) -> list[tuple[Timed, RetentionClock]]:
    rows = list(found)
    known = load_retention_clocks(rows)
    return [(row, known[row.id]) for row in rows]


def _goes(row: IntelligenceReport) -> dict[str, int]:
    """How much goes with the report, as far as the viewer sees it."""
    parts = ("mentions", "links", "gradings", "checks", "given")
    counts = {part: Count(part, distinct=True) for part in parts}
    found = Item.objects.filter(report=row).aggregate(
        items=Count("id", distinct=True), **counts
    )
    own = Mention.objects.filter(item__report=row).values("id")
    judged = Judgement.objects.filter(Q(left__in=own) | Q(right__in=own))
    return {**found, "judgements": judged.count()}


def _unjudged(row: IntelligenceReport, latest: date) -> int:
    own = Mention.objects.filter(
        item__report=row, kind=OuterRef("kind"), key=OuterRef("key")
    )
    later = Q(item__report__event_on__gt=latest) | Q(
        item__report__event_on__isnull=True,
        item__report__written_at__date__gt=latest,
    )
    rows = Mention.objects.filter(later, Exists(own)).exclude(key="")
    return rows.values("item__report").distinct().count()


def _history(row: IntelligenceReport) -> list[ReviewView]:
    rows = Review.objects.filter(report=row).select_related("decided_by")
    return [
        ReviewView(
            decision=each.decision,
            decision_label=each.get_decision_display(),
            group=each.review_group,
            tests=_tests(each),
            reason=each.reason,
            by=each.decided_by.name,
            at=each.decided_at,
        )
        for each in rows.order_by("-turn", "id")
    ]


def _tests(row: Review) -> tuple[Tested, ...]:
    answered = (
        (label, getattr(row, test), getattr(row, f"{test}_words"))
        for test, label in _TESTS.items()
    )
    return tuple(Tested(*each) for each in answered if each[1] is not None)
