"""The plan and the risks of a case: what counts now, and what was written before."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.safeguarding.frame.queries import CaseHead, read_head, work_on
from unhidden.safeguarding.models import (
    PlanPart,
    RiskKind,
    RiskLevel,
    SafetyRisk,
    SupportPlanText,
)
from unhidden.safeguarding.support.queries.words import OpenedWords, open_words
from unhidden.safeguarding.support.rules.plans import WrittenText, find_current


@dataclass(frozen=True, slots=True)
class PlanTextCard(WrittenText):
    id: UUID
    words: OpenedWords
    source_label: str
    told_on: date
    review_on: date | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PlanPartView:
    """``current`` has several texts where people wrote at the same time."""

    part: str
    label: str
    current: tuple[PlanTextCard, ...]
    earlier: tuple[PlanTextCard, ...]
    last: int

    @property
    def is_split(self) -> bool:
        return len(self.current) > 1


@dataclass(frozen=True, slots=True)
class SafetyRiskCard:
    """The newest judgement of a risk; ``earlier`` are those before it."""

    id: UUID
    kind: str
    label: str
    level: str
    level_label: str
    review_on: date | None
    is_late: bool
    words: OpenedWords
    number: int
    by: str
    at: datetime
    earlier: tuple[SafetyRiskCard, ...] = ()

    @property
    def is_there(self) -> bool:
        return self.level != RiskLevel.GONE


@dataclass(frozen=True, slots=True)
class PlanPage:
    head: CaseHead
    parts: tuple[PlanPartView, ...]
    risks: tuple[SafetyRiskCard, ...]


@query
@of_one_record("case_id")
def read_plan(*, viewer: Actor, case_id: UUID, today: date) -> PlanPage:
    """The plan and the risks of a case for its team; raises Absent off it."""
    head = read_head(viewer=viewer, case_id=case_id)
    found = _texts(viewer, case_id)
    return PlanPage(
        head=head,
        parts=tuple(_part(part, found[part]) for part in PlanPart.values),
        risks=_risks(viewer, case_id, today),
    )


@query
@of_one_record("case_id")
def get_plan_part(
    *, viewer: Actor, case_id: UUID, part: str
) -> tuple[CaseHead, PlanPartView]:
    """One part of the plan, for who works on it; raises Absent."""
    head = work_on(viewer=viewer, case_id=case_id)
    return head, _part(part, _texts(viewer, case_id, part)[part])


@query
@of_one_record("case_id")
def get_risk(
    *, viewer: Actor, case_id: UUID, kind: str, today: date
) -> tuple[CaseHead, SafetyRiskCard | None]:
    """How a risk was last judged, for who works on it, or None; raises Absent."""
    head = work_on(viewer=viewer, case_id=case_id)
    found = (card for card in _risks(viewer, case_id, today) if card.kind == kind)
    return head, next(found, None)


def _texts(
    viewer: Actor, case_id: UUID, part: str = ""
) -> defaultdict[str, list[PlanTextCard]]:
    found = SupportPlanText.objects.filter(case_id=case_id)
    if part:
        found = found.filter(part=part)
    rows = list(found.select_related("written_by").order_by("part", "number", "id"))
    words = open_words(rows, lambda row: row.text_sealed, viewer)
    cards = defaultdict[str, list[PlanTextCard]](list)
    for row, opened in zip(rows, words, strict=True):
        card = PlanTextCard(
            number=row.number,
            read_to=row.read_to,
            id=row.id,
            words=opened,
            source_label=row.get_source_display(),
            told_on=row.told_on,
            review_on=row.review_on,
            by=row.written_by.name,
            at=row.written_at,
        )
        cards[row.part].append(card)
    return cards


def _part(part: str, texts: list[PlanTextCard]) -> PlanPartView:
    current = find_current(texts)
    earlier = [text for text in texts if text not in current]
    return PlanPartView(
        part=part,
        label=str(PlanPart(part).label),
        current=tuple(current),
        earlier=tuple(reversed(earlier)),
        last=texts[-1].number if texts else 0,
    )


def _risks(viewer: Actor, case_id: UUID, today: date) -> tuple[SafetyRiskCard, ...]:
    """The newest of each kind in the order of levels, with those before it."""
    found = SafetyRisk.objects.filter(case_id=case_id).select_related("judged_by")
    rows = list(found.order_by("kind", "-number", "id"))
    words = open_words(rows, lambda row: row.words_sealed, viewer)
    by_kind = defaultdict[str, list[SafetyRiskCard]](list)
    for row, opened in zip(rows, words, strict=True):
        by_kind[row.kind].append(_risk(row, opened, today))
    newest = (_with_earlier(cards) for cards in by_kind.values())
    order = list(RiskLevel.values)
    return tuple(sorted(newest, key=lambda card: (order.index(card.level), card.kind)))


def _risk(row: SafetyRisk, words: OpenedWords, today: date) -> SafetyRiskCard:
    return SafetyRiskCard(
        id=row.id,
        kind=row.kind,
        label=str(RiskKind(row.kind).label),
        level=row.level,
        level_label=row.get_level_display(),
        review_on=row.review_on,
        is_late=row.review_on is not None and row.review_on < today,
        words=words,
        number=row.number,
        by=row.judged_by.name,
        at=row.judged_at,
    )


def _with_earlier(cards: list[SafetyRiskCard]) -> SafetyRiskCard:
    newest, *earlier = cards
    return replace(newest, earlier=tuple(earlier))
