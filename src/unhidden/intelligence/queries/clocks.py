"""The clock of each report: its group, its subjects' latest event, its reviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypedDict
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from unhidden.intelligence.models import (
    IntelligenceReport,
    Link,
    Mention,
    Review,
    ReviewMatter,
)
from unhidden.intelligence.queries.judged import around
from unhidden.intelligence.rules import reviews as rules
from unhidden.intelligence.rules import subjects

if TYPE_CHECKING:
    from typing import TypeAlias

    from django_stubs_ext import WithAnnotations

    class _Said(TypedDict):
        matter: str | None
        matter_turn: int | None
        is_suspected: bool

    Timed: TypeAlias = WithAnnotations[IntelligenceReport, _Said]


class Happened(NamedTuple):
    """What a report tells happened on this day; ``id`` is the report's."""

    on: date
    urn: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Clock:
    """``turn`` counts the matters that were set, ``taken`` the decisions; from 0."""

    matter: str
    turn: int
    group: int
    latest: Happened
    due_on: date
    stands: rules.Standing
    taken: int


@dataclass(frozen=True, slots=True)
class _Of:
    """What the clocks of some reports are worked out from, by the reports' ids."""

    reviews: Mapping[UUID, list[Review]]
    events: Mapping[UUID, list[Happened]]
    born: Mapping[UUID, list[date]]


def timed(rows: QuerySet[IntelligenceReport]) -> QuerySet[Timed]:
    """These reports with what they are about, as ``clocks`` takes them."""
    said = ReviewMatter.objects.filter(report=OuterRef("pk")).order_by("-turn")
    suspects = Link.objects.filter(
        item__report=OuterRef("pk"), kind__in=rules.SUSPICIONS
    )
    return rows.defer("raw_sealed", "provenance_sealed").annotate(
        matter=Subquery(said.values("matter")[:1]),
        matter_turn=Subquery(said.values("turn")[:1]),
        is_suspected=Exists(suspects),
    )


def clocks(reports: Collection[Timed]) -> dict[UUID, Clock]:
    """The clocks of these reports, in the view of whoever asks.

    An event is relevant where a report mentions what people judged to be the same
    thing: the clear period is the subject's and not the document's.
    """
    ids = [row.id for row in reports]
    of = _Of(_reviews(ids), *_of_subjects(ids))
    return {row.id: _clock(row, of) for row in reports}


def _clock(row: Timed, of: _Of) -> Clock:
    history = of.reviews.get(row.id, [])
    matter = rules.matter_of(row.matter, is_suspected=row.is_suspected)
    stands = rules.standing([_decided(each) for each in history])
    events = [_happened(row), *of.events.get(row.id, [])]
    return Clock(
        matter=matter,
        turn=row.matter_turn or 0,
        group=rules.GROUP_OF[matter],
        latest=max(events),
        due_on=rules.next_review(
            rules.GROUP_OF[matter],
            events=[each.on for each in events],
            retained_on=stands.retained_on,
            born=of.born.get(row.id, ()),
        ),
        stands=stands,
        taken=history[-1].turn if history else 0,
    )


def _decided(row: Review) -> rules.Decided:
    day = timezone.localdate(row.decided_at)
    return rules.Decided(row.decision, day, row.decided_by_id)


def _happened(row: IntelligenceReport) -> Happened:
    """When it happened; when we were told, if nobody knows."""
    day = row.event_on or timezone.localdate(row.written_at)
    return Happened(day, row.urn, row.id)


def _reviews(ids: Collection[UUID]) -> dict[UUID, list[Review]]:
    found: dict[UUID, list[Review]] = defaultdict(list)
    for row in Review.objects.filter(report__in=ids).order_by("turn", "id"):
        found[row.report_id].append(row)
    return found


def _of_subjects(
    ids: Collection[UUID],
) -> tuple[dict[UUID, list[Happened]], dict[UUID, list[date]]]:
    """What happened to the subjects of each report, and when they were born."""
    own = _with_reports(Mention.objects.filter(item__report__in=ids))
    together = subjects.subjects(own, around(own).now)
    others = {each for members in together for each in members} - own.keys()
    if others:
        known = own | _with_reports(Mention.objects.filter(id__in=others))
    else:
        known = own
    events: dict[UUID, list[Happened]] = defaultdict(list)
    born: dict[UUID, list[date]] = defaultdict(list)
    for members in together:
        told = [known[each] for each in members if each in known]
        for report_id in {own[each].item.report_id for each in members & own.keys()}:
            events[report_id].extend(_happened(each.item.report) for each in told)
            born[report_id].extend(_born(told))
    return events, born


def _with_reports(rows: QuerySet[Mention]) -> dict[UUID, Mention]:
    found = rows.select_related("item__report").defer(
        "item__report__raw_sealed", "item__report__provenance_sealed"
    )
    return {row.id: row for row in found}


def _born(mentions: Iterable[Mention]) -> list[date]:
    said = (each.details.get("born", "") for each in mentions)
    return [day for each in said if (day := rules.latest_birth(each))]
