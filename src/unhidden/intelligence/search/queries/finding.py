"""Finding whatever one line may name, as far as the viewer may see, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from uuid import UUID

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db import connection

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence.gradings.queries import load_standing_grades
from unhidden.intelligence.models import IntelligenceReport, Item, Mention
from unhidden.intelligence.search import rules as finding
from unhidden.intelligence.search.rules import SearchLine
from unhidden.intelligence.subjects.queries.blind import load_blind_subjects
from unhidden.intelligence.subjects.queries.judged import load_judgements
from unhidden.intelligence.subjects.queries.matching import list_compared_candidates
from unhidden.intelligence.subjects.queries.subjects import (
    SubjectMention,
    list_mention_views,
)
from unhidden.intelligence.subjects.rules.matching import ASK, MatchComparison
from unhidden.places import queries as places

#: So many of each sort are looked at; a line that finds more is to be narrowed.
MOST_FOUND = 200
SUBJECT, REPORT = "subject", "report"
BY_REFERENCE, BY_LIKENESS, BY_PLACE, BY_WORDS = (
    "reference",
    "likeness",
    "place",
    "words",
)
_OF_REFERENCE, _OF_PLACE = 1000.0, 12.0
_OF_WORDS, _FITTEST = 2.0, 8.0
_WORDS = "select * from wall.found_words(%s, %s)"
#: What stands around a word that was asked for: signs that no text has.
BEGIN, END = "\ue000", "\ue001"


@dataclass(frozen=True, slots=True)
class Hit:
    """A mention, or an item of a report, that was found: how, and how well it fits."""

    by: str
    fits: float
    id: UUID
    comparison: MatchComparison | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One subject or report that was found, with its hits, the best first.

    ``known`` are the ids by which it is told whether anything is new.
    """

    kind: str
    hits: tuple[Hit, ...]

    @property
    def fits(self) -> float:
        return self.hits[0].fits

    @property
    def known(self) -> tuple[str, ...]:
        return tuple(str(hit.id) for hit in self.hits)


@dataclass(frozen=True, slots=True)
class SearchResultView:
    """A result with what it says: ``said`` of a subject, or a report's item."""

    id: UUID
    kind: str
    hits: tuple[Hit, ...]
    said: tuple[SubjectMention, ...] = ()
    item: ItemFound | None = None


@dataclass(frozen=True, slots=True)
class ItemFound:
    """An item in the list of what was found; in ``text`` what was asked is marked."""

    intelligence_id: UUID
    urn: str
    number: int
    text: str
    grade: str
    has_conditions: bool


@dataclass(frozen=True, slots=True)
class FoundByText:
    """``total`` counts results; ``is_cut`` where there may be more of a sort."""

    rows: list[SearchResultView]
    total: int
    is_cut: bool


@query
def search_text(
    *, viewer: Actor, text: str, start: int = 0, limit: int = 25
) -> FoundByText:
    """Subjects and reports that a line names or that say it, the best first."""
    viewer.must("intelligence.see_items")
    asked = finding.parse_search_line(text)
    results, is_cut = match_search_line(asked, viewer)
    rows = describe_results(results[start : start + limit], asked)
    return FoundByText(rows, len(results), is_cut)


def match_search_line(
    asked: SearchLine, viewer: Actor
) -> tuple[list[SearchResult], bool]:
    """Everything in the transaction's view that the line finds, and whether it is cut.

    Mentions that people decided are one thing are one result.
    """
    if not asked.text:
        return [], False
    items, mentions = _by_words(asked)
    of_reports = [*_by_reference(asked.urn), *items]
    at_places = _by_place(asked.text, viewer)
    of_mentions = [*_by_likeness(asked), *at_places, *mentions]
    results = [*_reports(of_reports), *_subjects(of_mentions, viewer)]
    results.sort(key=lambda each: (-each.fits, str(each.hits[0].id)))
    is_cut = max(len(items) + len(mentions), len(at_places)) >= MOST_FOUND
    return results, is_cut


def _by_reference(urn: str) -> list[Hit]:
    """The first item of the report that is called so."""
    if not urn:
        return []
    rows = Item.objects.filter(
        report__in=IntelligenceReport.objects.filter(urn=urn).values("id"),
        is_replaced=False,
    )
    keys = rows.order_by("number", "id").values_list("id", flat=True)[:1]
    return [Hit(BY_REFERENCE, _OF_REFERENCE, key) for key in keys]


def _by_words(asked: SearchLine) -> tuple[list[Hit], list[Hit]]:
    """The items whose words they are, and the mentions."""
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, [asked.words, MOST_FOUND])
        rows = cursor.fetchall()
    fits = [_OF_WORDS + _FITTEST * fit for _, _, fit in rows]
    both = list(zip(rows, fits, strict=True))
    return (
        [Hit(BY_WORDS, fit, item) for (item, mention, _), fit in both if not mention],
        [Hit(BY_WORDS, fit, mention) for (_, mention, _), fit in both if mention],
    )


def _by_likeness(asked: SearchLine) -> Iterator[Hit]:
    """The mentions that linkage holds for like one of the things."""
    for each in chain.from_iterable(list_compared_candidates(asked.things)):
        fits = each.comparison.likeness
        if fits > ASK:
            yield Hit(BY_LIKENESS, fits, each.mention_id, each.comparison)


def _by_place(text: str, viewer: Actor) -> list[Hit]:
    """The mentions of premises whose name, address or postcode it is."""
    if not viewer.may("places.see_premises") or len(text) < finding.SHORTEST_PLACE:
        return []
    cards = places.search_premises(viewer=viewer, text=text, include_closed=True).cards
    rows = Mention.objects.filter(premises_id__in=[card.id for card in cards])
    keys = rows.order_by("id").values_list("id", flat=True)[:MOST_FOUND]
    return [Hit(BY_PLACE, _OF_PLACE, key) for key in keys] if cards else []


def _reports(hits: Iterable[Hit]) -> list[SearchResult]:
    best: dict[UUID, Hit] = {}
    for hit in hits:
        best.setdefault(hit.id, hit)
    return [SearchResult(REPORT, (hit,)) for hit in best.values()]


def _subjects(hits: Sequence[Hit], viewer: Actor) -> list[SearchResult]:
    """The hits of each subject together; of a mention found twice, the best.

    Of two that the viewer is to judge blind it is not said how like the line they are.
    """
    best: dict[UUID, Hit] = {}
    for hit in hits:
        kept = best.get(hit.id)
        if kept is None or kept.fits < hit.fits:
            best[hit.id] = hit
    subject_of = load_judgements(best.keys()).subjects_of(best)
    blind = load_blind_subjects(viewer, set(chain.from_iterable(subject_of.values())))
    hidden = blind.find_paired(best)
    groups: dict[frozenset[UUID], list[Hit]] = {}
    for hit in best.values():
        if hit.id in hidden:
            hit = replace(hit, comparison=None)
        groups.setdefault(subject_of[hit.id], []).append(hit)
    ranked = (
        sorted(g, key=lambda hit: (-hit.fits, str(hit.id))) for g in groups.values()
    )
    return [SearchResult(SUBJECT, tuple(group)) for group in ranked]


def describe_results(
    results: Sequence[SearchResult], asked: SearchLine
) -> list[SearchResultView]:
    """What the results say; in three reads, whatever their number."""
    of_mentions = [h.id for each in results if each.kind == SUBJECT for h in each.hits]
    of_items = [h.id for each in results if each.kind == REPORT for h in each.hits]
    mentions = (
        {each.id: each for each in list_mention_views(of_mentions)}
        if of_mentions
        else {}
    )
    items = dict(_items(of_items, asked)) if of_items else {}
    return [
        SearchResultView(
            id=_shown_id(each, items),
            kind=each.kind,
            hits=each.hits,
            said=tuple(mentions[hit.id] for hit in each.hits if hit.id in mentions),
            item=items.get(each.hits[0].id),
        )
        for each in results
    ]


def _shown_id(result: SearchResult, items: dict[UUID, ItemFound]) -> UUID:
    """A mention leads to its subject, an item to its report."""
    first = result.hits[0].id
    return items[first].intelligence_id if result.kind == REPORT else first


def _items(keys: Sequence[UUID], asked: SearchLine) -> Iterator[tuple[UUID, ItemFound]]:
    rows = (
        Item.objects.filter(id__in=keys)
        .annotate(marked=_marked(asked))
        .select_related("report")
        .defer("report__raw_sealed", "report__provenance_sealed")
    )
    grades = load_standing_grades(rows)
    for row in rows:
        grade = grades[row.id]
        yield (
            row.id,
            ItemFound(
                intelligence_id=row.report_id,
                urn=row.report.urn,
                number=row.number,
                text=row.marked,
                grade=grade.code,
                has_conditions=bool(grade.conditions),
            ),
        )


def _marked(asked: SearchLine) -> SearchHeadline:
    """The part of an item's text in which the words stand, as they were typed."""
    stems = SearchQuery(asked.text, config="english", search_type="websearch")
    plain = SearchQuery(asked.words, config="english", search_type="websearch")
    return SearchHeadline(
        "text",
        stems | plain,
        config="english",
        start_sel=BEGIN,
        stop_sel=END,
        min_words=20,
        max_words=40,
    )
