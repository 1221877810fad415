"""Keeping a search, asking it again, and letting go of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.intelligence.models import SavedSearch
from unhidden.intelligence.search import rules as finding
from unhidden.intelligence.search.queries.finding import SearchResult, match_search_line
from unhidden.intelligence.search.queries.searches import get_own_search, new_among
from unhidden.lib.refusals import ActionRefused

#: Kept so long, then reviewed; so many a person; asked anew after so long, and so many
#: for one page, so that no page waits for them.
KEPT_FOR = timedelta(days=365)
MOST_SAVED, MOST_CHECKED = 20, 3
FRESH_FOR = timedelta(minutes=10)
_NEED = "intelligence.see_items"


class NothingToSave(ActionRefused):
    """A search is kept with what it looks for, a name and a reason."""


class FindsTooMuch(ActionRefused):
    """What finds more than is looked at would miss something new."""


class TooManySearches(ActionRefused):
    """Whoever keeps this many has let go of some first."""


@action
def save_search(
    *, text: str, name: str, reason: str, actor: Actor, at: datetime
) -> UUID:
    """Keep a search, and give its id; what it finds now is known.

    Raises NothingToSave, TooManySearches and FindsTooMuch.
    """
    actor.must(_NEED)
    asked = finding.parse_search_line(text)
    if not (asked.text and name.strip() and reason.strip()):
        raise NothingToSave
    own_ones = SavedSearch.objects.filter(person_id=actor.person, removed_at=None)
    if own_ones.count() >= MOST_SAVED:
        raise TooManySearches
    results, is_cut = match_search_line(asked, actor)
    if is_cut:
        raise FindsTooMuch
    row = SavedSearch(
        person_id=actor.person,
        name=name.strip(),
        reason=reason.strip(),
        text=asked.text,
        known=_ids(results),
        saved_at=at,
        checked_at=at,
        until_on=timezone.localdate(at) + KEPT_FOR,
    )
    row.save(force_insert=True)
    _record("saved", row, actor, at)
    return row.id


@action
def check_searches(*, actor: Actor, at: datetime) -> int:
    """Ask the viewer's searches again, those not asked for longest; how much is new.

    In their own view and never in another's: what they may not see makes no news.
    """
    actor.must(_NEED)
    kept = SavedSearch.objects.filter(
        person_id=actor.person,
        removed_at=None,
        paused_at=None,
        until_on__gte=timezone.localdate(at),
    )
    rows = list(kept.order_by("checked_at", "id"))
    for row in [row for row in rows if row.checked_at < at - FRESH_FOR][:MOST_CHECKED]:
        row.news = len(
            new_among(
                match_search_line(finding.parse_search_line(row.text), actor)[0],
                row.known,
            )
        )
        row.checked_at = at
        row.save(update_fields=["news", "checked_at"])
    return sum(row.news for row in rows)


@action
def note_seen(
    *, saved_id: UUID, seen: Collection[UUID], actor: Actor, at: datetime
) -> None:
    """What its owner has looked at is no news any more; raises Absent."""
    actor.must(_NEED)
    row = get_own_search(actor, saved_id)
    results, _ = match_search_line(finding.parse_search_line(row.text), actor)
    looked_at = {str(each) for each in seen}.intersection(_ids(results))
    row.known = sorted({*row.known, *looked_at}.intersection(_ids(results)))
    row.news = len(new_among(results, row.known))
    row.checked_at = at
    row.save(update_fields=["known", "news", "checked_at"])


@action
def pause_search(*, saved_id: UUID, actor: Actor, at: datetime) -> None:
    """Ask it no more until it is taken up again, or ask it again; raises Absent."""
    actor.must(_NEED)
    row = get_own_search(actor, saved_id)
    row.paused_at = None if row.paused_at else at
    row.save(update_fields=["paused_at"])
    _record("paused" if row.paused_at else "resumed", row, actor, at)


@action
def renew_search(*, saved_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Keep it for another year, for a reason of today; raises NothingToSave, Absent."""
    actor.must(_NEED)
    row = get_own_search(actor, saved_id)
    if not reason.strip():
        raise NothingToSave
    row.reason = reason.strip()
    row.until_on = timezone.localdate(at) + KEPT_FOR
    row.save(update_fields=["reason", "until_on"])
    _record("renewed", row, actor, at)


@action
def remove_search(*, saved_id: UUID, actor: Actor, at: datetime) -> None:
    """Let go of it; raises Absent."""
    actor.must(_NEED)
    row = get_own_search(actor, saved_id)
    row.removed_at = at
    row.known = []
    row.save(update_fields=["removed_at", "known"])
    _record("removed", row, actor, at)


def _ids(results: Collection[SearchResult]) -> list[str]:
    return sorted({key for each in results for key in each.known})


def _record(what: str, row: SavedSearch, actor: Actor, at: datetime) -> None:
    audit.record_event(
        name=f"intelligence.search_{what}", actor=actor, subject=row, at=at
    )
