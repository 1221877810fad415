"""An intelligence report as it is handed in, and what would be wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from unhidden.intelligence import grades
from unhidden.intelligence.subjects.rules.mentions import (
    MOST_MENTIONS,
    NewMention,
    is_clear,
)
from unhidden.lib import markings

MOST_ITEMS = 10
# What a colleague writes up from the queue, by how it came there.
ANONYMOUS = "public_report"
FROM_THE_QUEUE = (ANONYMOUS, "call_101", "helpline", "partner", "visit")
ORIGINS = (*FROM_THE_QUEUE, "officer", "imported")
_ONLY_FROM_THE_QUEUE = FROM_THE_QUEUE[:3]


@dataclass(frozen=True, slots=True)
class NewItem:
    """One piece of sanitised information with a grade of its own.

    ``original_grade`` is the one that it came with from elsewhere, as it stood.
    """

    text: str
    source: str
    assessment: str
    handling: str
    conditions: str = ""
    sign_codes: tuple[str, ...] = ()
    mentions: tuple[NewMention, ...] = ()
    original_grade: str = ""


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report of one source. ``raw`` is what the source said and ``provenance``
    how it knows: both are sealed. For a report in the queue leave ``raw`` empty:
    it is the report itself. ``confirmed`` are the lines of the checklist (rules/checks)
    that the writer went through, of every item.

    ``told_by`` is who the source is, where the writer knows and says it; whoever fills
    in the public's form is not asked.

    ``id`` may be chosen beforehand, so that a page sent twice is written once.
    """

    origin: str
    raw: str
    provenance: str
    event_on: date | None
    items: tuple[NewItem, ...]
    report_id: UUID | None = None
    visit_id: UUID | None = None
    marking: str = "OFFICIAL-SENSITIVE"
    id: UUID | None = None
    confirmed: tuple[str, ...] = ()
    told_by: str = ""


class DraftFault(StrEnum):
    """Why a draft cannot be taken in."""

    ORIGIN_NOT_NAMED = "origin_not_named"
    RAW_MISSING = "raw_missing"
    PROVENANCE_MISSING = "provenance_missing"
    SOURCE_NOT_ASKED = "source_not_asked"
    EVENT_IN_THE_FUTURE = "event_in_the_future"
    MARKING_TOO_HIGH = "marking_too_high"
    ITEMS_NOT_ONE_TO_TEN = "items_not_one_to_ten"
    TEXT_MISSING = "text_missing"
    GRADE_UNKNOWN = "grade_unknown"
    CONDITION_MISSING = "condition_missing"
    CONDITION_WITH_P = "condition_with_p"
    MENTION_UNCLEAR = "mention_unclear"
    MENTIONS_TOO_MANY = "mentions_too_many"
    SIGN_UNKNOWN = "sign_unknown"
    HANDLING_NOT_THEIRS = "handling_not_theirs"


def fault_in(new: NewReport, *, today: date) -> DraftFault | None:
    """The first thing wrong with a draft, or None."""
    for is_wrong, fault in _CHECKS:
        if is_wrong(new):
            return fault
    if new.event_on is not None and new.event_on > today:
        return DraftFault.EVENT_IN_THE_FUTURE
    if not 1 <= len(new.items) <= MOST_ITEMS:
        return DraftFault.ITEMS_NOT_ONE_TO_TEN
    faults = (fault_in_item(item) for item in new.items)
    return next((fault for fault in faults if fault), None)


def origin_of(came_by: str) -> str:
    """Where a report in the queue comes from, for the ways of ``reporting``."""
    return ANONYMOUS if came_by == "web" else came_by


def may_permit(origin: str, told_by: str, *, confirms: bool) -> bool:
    """Whether the writer may say that sharing is permitted without conditions.

    Of what somebody else told, only those who confirm grades may: it is
    C until an intelligence officer says otherwise. On a visit one sees for oneself.
    """
    is_own = origin == "officer" or (origin == "visit" and not told_by.strip())
    return confirms or is_own


def _has_no_origin(new: NewReport) -> bool:
    """A report of the queue is named by what comes from there, and a visit by visits.

    What was said on a visit may have come through the queue: then it names that alone.
    """
    is_queued, is_visited = new.report_id is not None, new.visit_id is not None
    if is_queued:
        return new.origin not in FROM_THE_QUEUE or is_visited
    is_ours = new.origin in ORIGINS and new.origin not in _ONLY_FROM_THE_QUEUE
    return not is_ours or (new.origin == "visit") != is_visited


def _is_marked_too_high(new: NewReport) -> bool:
    texts = [new.raw, new.provenance, new.told_by]
    is_marked = any(map(markings.is_marked_too_high, texts))
    return (
        new.marking not in grades.MARKINGS
        or is_marked
        or any(map(_is_item_marked_too_high, new.items))
    )


def _is_item_marked_too_high(item: NewItem) -> bool:
    texts = [item.text, item.conditions]
    for each in item.mentions:
        texts += [each.text, *each.details.values()]
    return any(map(markings.is_marked_too_high, texts))


_CHECKS: tuple[tuple[Callable[[NewReport], bool], DraftFault], ...] = (
    (_has_no_origin, DraftFault.ORIGIN_NOT_NAMED),
    (
        lambda new: new.report_id is None and not new.raw.strip(),
        DraftFault.RAW_MISSING,
    ),
    (lambda new: not new.provenance.strip(), DraftFault.PROVENANCE_MISSING),
    (
        lambda new: new.origin == ANONYMOUS and bool(new.told_by),
        DraftFault.SOURCE_NOT_ASKED,
    ),
    (_is_marked_too_high, DraftFault.MARKING_TOO_HIGH),
)


def fault_in_item(item: NewItem) -> DraftFault | None:
    """The first thing wrong with one item, or None."""
    is_graded = (
        item.source in grades.SOURCES
        and item.assessment in grades.ASSESSMENTS
        and item.handling in grades.HANDLINGS
    )
    is_conditional = item.handling == grades.WITH_CONDITIONS
    if not item.text.strip():
        return DraftFault.TEXT_MISSING
    if not is_graded:
        return DraftFault.GRADE_UNKNOWN
    if is_conditional != bool(item.conditions.strip()):
        return (
            DraftFault.CONDITION_MISSING
            if is_conditional
            else DraftFault.CONDITION_WITH_P
        )
    return _fault_beside(item)


def _fault_beside(item: NewItem) -> DraftFault | None:
    if _is_item_marked_too_high(item):
        return DraftFault.MARKING_TOO_HIGH
    if len(item.mentions) > MOST_MENTIONS:
        return DraftFault.MENTIONS_TOO_MANY
    if not all(is_clear(mention) for mention in item.mentions):
        return DraftFault.MENTION_UNCLEAR
    return None
