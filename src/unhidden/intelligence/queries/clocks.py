"""The clock of each report: its group, its subjects' latest event, its reviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

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

    matters: Mapping[UUID, ReviewMatter]
    links: Mapping[UUID, set[str]]
    reviews: Mapping[UUID, list[Review]]
    events: Mapping[UUID, list[Happened]]
    born: Mapping[UUID, list[date]]


def day_of(row: IntelligenceReport) -> date:
    """When it happened; when we were told, if nobody knows."""
    return row.event_on or timezone.localdate(row.written_at)


def clocks(reports: Collection[IntelligenceReport]) -> dict[UUID, Clock]:
    """The clocks of these reports, in the view of whoever asks.

    An event is relevant where a report mentions what people judged to be the same
    thing: the clear period is the subject's and not the document's.
    """
    ids = [row.id for row in reports]
    events, born = _of_subjects(ids)
    of = _Of(_matters(ids), _links(ids), _reviews(ids), events, born)
    return {row.id: _clock(row, of) for row in reports}


def decided(row: Review) -> rules.Decided:
    """A row as the rules see it."""
    day = timezone.localdate(row.decided_at)
    return rules.Decided(row.decision, day, row.decided_by_id)


def _clock(row: IntelligenceReport, of: _Of) -> Clock:
    chosen, history = of.matters.get(row.id), of.reviews.get(row.id, [])
    said = chosen.matter if chosen else None
    matter = rules.matter_of(said, of.links.get(row.id, set()))
    group, stands = rules.GROUP_OF[matter], rules.standing(list(map(decided, history)))
    events = [Happened(day_of(row), row.urn, row.id), *of.events.get(row.id, [])]
    return Clock(
        matter=matter,
        turn=chosen.turn if chosen else 0,
        group=group,
        latest=max(events),
        due_on=rules.next_review(
            group,
            events=[each.on for each in events],
            retained_on=stands.retained_on,
            born=of.born.get(row.id, ()),
        ),
        stands=stands,
        taken=history[-1].turn if history else 0,
    )


def _matters(ids: Collection[UUID]) -> dict[UUID, ReviewMatter]:
    """The newest of each report."""
    rows = ReviewMatter.objects.filter(report__in=ids).order_by("turn", "id")
    return {row.report_id: row for row in rows}


def _links(ids: Collection[UUID]) -> dict[UUID, set[str]]:
    rows = Link.objects.filter(item__report__in=ids)
    found: dict[UUID, set[str]] = defaultdict(set)
    for row in rows.select_related("item"):
        found[row.item.report_id].add(row.kind)
    return found


def _reviews(ids: Collection[UUID]) -> dict[UUID, list[Review]]:
    found: dict[UUID, list[Review]] = defaultdict(list)
    for row in Review.objects.filter(report__in=ids).order_by("turn", "id"):
        found[row.report_id].append(row)
    return found


def _of_subjects(
    ids: Collection[UUID],
) -> tuple[dict[UUID, list[Happened]], dict[UUID, list[date]]]:
    """What else happened to the subjects of each report, and when they were born."""
    rows = Mention.objects.filter(item__report__in=ids).select_related("item")
    own = {row.id: row.item.report_id for row in rows}
    together = subjects.subjects(own, around(own).now)
    known = _mentions(each for members in together for each in members)
    events: dict[UUID, list[Happened]] = defaultdict(list)
    born: dict[UUID, list[date]] = defaultdict(list)
    for members in together:
        told = [known[each] for each in members if each in known]
        for report_id in {own[each] for each in members if each in own}:
            for happened, births in told:
                events[report_id].append(happened)
                born[report_id].extend(births)
    return events, born


def _mentions(
    ids: Iterable[UUID],
) -> dict[UUID, tuple[Happened, list[date]]]:
    rows = (
        Mention.objects.filter(id__in=list(ids))
        .select_related("item__report")
        .defer("item__report__raw_sealed", "item__report__provenance_sealed")
    )
    found = {}
    for row in rows:
        report = row.item.report
        birth = rules.latest_birth(row.details.get("born", ""))
        happened = Happened(day_of(report), report.urn, report.id)
        found[row.id] = (happened, [birth] if birth else [])
    return found
