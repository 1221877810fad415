"""The judgements around mentions, as the rules take them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from unhidden.intelligence.models import Judgement
from unhidden.intelligence.subjects.rules import subjects
from unhidden.intelligence.subjects.rules.subjects import Pair, PairJudgement


@dataclass(frozen=True, slots=True)
class SubjectJudgements:
    """Every judgement that touches the subjects of some mentions, and what stands."""

    rows: tuple[Judgement, ...]
    history: tuple[PairJudgement, ...]
    now: dict[Pair, PairJudgement]

    def subject_of(self, mention: UUID) -> frozenset[UUID]:
        return subjects.subject_of(mention, self.now)

    def subjects_of(self, mentions: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
        """The mentions that are one with each of these, itself among them."""
        groups = subjects.group_subjects(mentions, self.now)
        return {each: group for group in groups for each in group}


def load_judgements(mentions: Collection[UUID]) -> SubjectJudgements:
    """What was judged of these mentions, and of all that are one with them.

    A transaction in the wall meets only judgements of which it may see both sides. One
    query for each step away from where it began; people seldom join in long chains.
    """
    rows: dict[UUID, Judgement] = {}
    asked: set[UUID] = set()
    new = set(mentions)
    while new:
        asked |= new
        touching = Q(left__in=new) | Q(right__in=new)
        found = Judgement.objects.filter(touching).select_related("decided_by")
        rows |= {row.id: row for row in found}
        now = subjects.index_standing_judgements(map(judged, rows.values()))
        new = _joined_to(asked, now) - asked
    history = tuple(map(judged, rows.values()))
    ordered = sorted(rows.values(), key=lambda row: (row.decided_at, row.turn, row.id))
    return SubjectJudgements(
        tuple(ordered), history, subjects.index_standing_judgements(history)
    )


def judged(row: Judgement) -> PairJudgement:
    """A row as the rules see it."""
    pair = (row.left_id, row.right_id)
    return PairJudgement(pair, row.turn, row.verdict, row.decision, row.undoes)


def _joined_to(asked: Iterable[UUID], now: dict[Pair, PairJudgement]) -> set[UUID]:
    known = set(asked)
    return {
        each
        for pair, row in now.items()
        if row.verdict == subjects.SAME and known.intersection(pair)
        for each in pair
    }
