"""The clock of each report: its group, its subjects' latest event, its reviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypedDict
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from unhidden.intelligence.models import (
    IntelligenceReport,
    Mention,
    MentionKind,
    Review,
    ReviewMatter,
)
from unhidden.intelligence.retention import rules
from unhidden.intelligence.subjects.queries.judged import load_judgements
from unhidden.intelligence.subjects.queries.links import query_standing_links
from unhidden.intelligence.subjects.rules import subjects

if TYPE_CHECKING:
    from typing import TypeAlias

    from django_stubs_ext import WithAnnotations

    class _Said(TypedDict):
        matter: str | None
        matter_turn: int | None
        is_suspected: bool

    Timed: TypeAlias = WithAnnotations[IntelligenceReport, _Said]


class DatedReport(NamedTuple):
    """What a report tells happened on this day; ``id`` is the report's."""

    on: date
    urn: str
    id: UUID


class Placed(NamedTuple):
    """A report puts its subjects in this group, by what it is about."""

    group: int
    urn: str
    id: UUID


@dataclass(frozen=True, slots=True)
class RetentionClock:
    """``turn`` counts the matters that were set, ``taken`` the decisions; from 0.

    ``own_group`` is the report's by itself; ``strictest`` says which of the reports of
    its subjects, itself among them, puts it in the group that counts.
    """

    matter: str
    turn: int
    own_group: int
    strictest: Placed
    latest: DatedReport
    due_on: date
    goes_from: date | None
    stands: rules.RetentionState
    taken: int

    @property
    def group(self) -> int:
        return self.strictest.group


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a report names: when a person may be born, and the reports that tell."""

    is_person: bool
    born: tuple[date, ...]
    events: tuple[DatedReport, ...]

    @property
    def reports(self) -> set[UUID]:
        return {each.id for each in self.events}


@dataclass(frozen=True, slots=True)
class _Of:
    """What the clocks of some reports are worked out from, by the reports' ids."""

    reviews: Mapping[UUID, list[Review]]
    subjects: Mapping[UUID, list[_Subject]]
    placed: Mapping[UUID, Placed]


def annotate_matters(rows: QuerySet[IntelligenceReport]) -> QuerySet[Timed]:
    """These reports with what they are about, as ``clocks`` takes them."""
    said = ReviewMatter.objects.filter(report=OuterRef("pk")).order_by("-turn")
    suspects = query_standing_links().filter(
        item__report=OuterRef("pk"), kind__in=rules.SUSPICIONS
    )
    return rows.defer("raw_sealed", "provenance_sealed").annotate(
        matter=Subquery(said.values("matter")[:1]),
        matter_turn=Subquery(said.values("turn")[:1]),
        is_suspected=Exists(suspects),
    )


def load_retention_clocks(reports: Collection[Timed]) -> dict[UUID, RetentionClock]:
    """The clocks of these reports, in the view of whoever asks.

    An event is relevant where a report mentions what people judged to be the same
    thing, and so is that report's group: retention is the subject's and not the
    document's.
    """
    ids = [row.id for row in reports]
    named = _subjects(ids)
    met = {each for found in named.values() for of in found for each in of.reports}
    others = annotate_matters(
        IntelligenceReport.objects.filter(id__in=met.difference(ids))
    )
    known = [*reports, *(others if met.difference(ids) else ())]
    placed = {row.id: Placed(_group(row), row.urn, row.id) for row in known}
    of = _Of(_reviews(ids), named, placed)
    return {row.id: _clock(row, of) for row in reports}


def _clock(row: Timed, of: _Of) -> RetentionClock:
    history = of.reviews.get(row.id, [])
    stands = rules.compute_retention_state([_decided(each) for each in history])
    named = of.subjects.get(row.id, [])
    events = [_happened(row), *(each for one in named for each in one.events)]
    places = [of.placed[row.id], *(p for one in named for p in _places(one, of.placed))]
    lives = [each.born for each in _for_life(row, named, of.placed)]
    due_on = max(
        rules.next_review(
            group,
            events=[each.on for each in events],
            retained_on=stands.retained_on,
            born=[day for each in lives for day in each],
        )
        for group in {each.group for each in places}
    )
    # Of equals its own.
    strictest = min(places, key=lambda p: (p.group, p.id != row.id, p.urn))
    return RetentionClock(
        matter=_matter(row),
        turn=row.matter_turn or 0,
        own_group=of.placed[row.id].group,
        strictest=strictest,
        latest=max(events),
        due_on=due_on,
        goes_from=rules.goes_from(strictest.group, due_on=due_on, lives=lives),
        stands=stands,
        taken=history[-1].turn if history else 0,
    )


def _matter(row: Timed) -> str:
    return rules.matter_of(row.matter, is_suspected=row.is_suspected)


def _group(row: Timed) -> int:
    return rules.GROUP_OF[_matter(row)]


def _places(subject: _Subject, placed: Mapping[UUID, Placed]) -> Iterable[Placed]:
    """In which group each report of a subject puts it: a thing does not live to 100."""
    for each in subject.reports & placed.keys():
        place = placed[each]
        least = rules.FOR_LIFE if subject.is_person else rules.OF_THINGS
        yield place._replace(group=max(place.group, least))


def _for_life(
    row: Timed, named: Iterable[_Subject], placed: Mapping[UUID, Placed]
) -> Iterable[_Subject]:
    """The people for whom a report is kept: all it names where it is group 1 itself."""
    is_own = placed[row.id].group == rules.FOR_LIFE
    return (
        one
        for one in named
        if one.is_person
        and (is_own or any(p.group == rules.FOR_LIFE for p in _places(one, placed)))
    )


def _decided(row: Review) -> rules.ReviewTurn:
    day = timezone.localdate(row.decided_at)
    return rules.ReviewTurn(row.decision, day, row.decided_by_id)


def _happened(row: IntelligenceReport) -> DatedReport:
    """When it happened; when we were told, if nobody knows."""
    day = row.event_on or timezone.localdate(row.written_at)
    return DatedReport(day, row.urn, row.id)


def _reviews(ids: Collection[UUID]) -> dict[UUID, list[Review]]:
    found: dict[UUID, list[Review]] = defaultdict(list)
    for row in Review.objects.filter(report__in=ids).order_by("turn", "id"):
        found[row.report_id].append(row)
    return found


def _subjects(ids: Collection[UUID]) -> dict[UUID, list[_Subject]]:
    """The subjects of each report, with all that is known of them."""
    own = _with_reports(Mention.objects.filter(item__report__in=ids))
    together = subjects.group_subjects(own, load_judgements(own).now)
    others = {each for members in together for each in members} - own.keys()
    if others:
        known = own | _with_reports(Mention.objects.filter(id__in=others))
    else:
        known = own
    found: dict[UUID, list[_Subject]] = defaultdict(list)
    for members in together:
        told = [known[each] for each in members if each in known]
        if not members.isdisjoint(own):
            subject = _subject(told)
            for report_id in {
                own[each].item.report_id for each in members & own.keys()
            }:
                found[report_id].append(subject)
    return found


def _subject(told: Sequence[Mention]) -> _Subject:
    return _Subject(
        is_person=told[0].kind == MentionKind.PERSON,
        born=tuple(_born(told)),
        events=tuple(_happened(each.item.report) for each in told),
    )


def _with_reports(rows: QuerySet[Mention]) -> dict[UUID, Mention]:
    found = rows.select_related("item__report").defer(
        "item__report__raw_sealed", "item__report__provenance_sealed"
    )
    return {row.id: row for row in found}


def _born(mentions: Iterable[Mention]) -> list[date]:
    said = (each.details.get("born", "") for each in mentions)
    return [day for each in said if (day := rules.latest_birth(each))]
