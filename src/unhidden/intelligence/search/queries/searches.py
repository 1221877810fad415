"""The searches that the viewer keeps, and what is new in one of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence.models import SavedSearch
from unhidden.intelligence.search import rules as finding
from unhidden.intelligence.search.queries.finding import (
    FoundByText,
    SearchResult,
    describe_results,
    match_search_line,
)


@dataclass(frozen=True, slots=True)
class SavedCard:
    """A search that is kept; one that ``is_over`` waits for its owner's review."""

    id: UUID
    name: str
    reason: str
    text: str
    news: int
    until_on: date
    is_paused: bool
    is_over: bool


@query
def saved_searches(*, viewer: Actor, today: date) -> list[SavedCard]:
    """The viewer's own, by name."""
    viewer.must("intelligence.see_items")
    rows = SavedSearch.objects.filter(person_id=viewer.person, removed_at=None)
    return [_card(row, today) for row in rows.order_by("name", "id")]


@query
def saved_search(*, viewer: Actor, saved_id: UUID, today: date) -> SavedCard:
    """One of the viewer's own; Absent if there is none."""
    viewer.must("intelligence.see_items")
    return _card(get_own_search(viewer, saved_id), today)


@query
def list_new_results(
    *, viewer: Actor, saved_id: UUID, start: int = 0, limit: int = 25
) -> FoundByText:
    """What the search finds now and its owner has not seen, the best first."""
    viewer.must("intelligence.see_items")
    row = get_own_search(viewer, saved_id)
    asked = finding.parse_search_line(row.text)
    results, is_cut = match_search_line(asked, viewer)
    fresh = new_among(results, row.known)
    rows = describe_results(fresh[start : start + limit], asked)
    return FoundByText(rows, len(fresh), is_cut)


def get_own_search(viewer: Actor, saved_id: UUID) -> SavedSearch:
    """The row, if it is the viewer's; raises Absent."""
    rows = SavedSearch.objects.filter(person_id=viewer.person, removed_at=None)
    row = rows.filter(id=saved_id).first()
    if row is None:
        raise Absent
    return row


def new_among(
    results: list[SearchResult], known: Collection[str]
) -> list[SearchResult]:
    """The results with a hit that was not there before."""
    before = set(known)
    return [each for each in results if not before.issuperset(each.known)]


def _card(row: SavedSearch, today: date) -> SavedCard:
    return SavedCard(
        id=row.id,
        name=row.name,
        reason=row.reason,
        text=row.text,
        news=row.news,
        until_on=row.until_on,
        is_paused=row.paused_at is not None,
        is_over=row.until_on < today,
    )
