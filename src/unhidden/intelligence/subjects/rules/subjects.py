"""Which mentions are one subject: the newest judgement of each pair decides.

A subject is a view: what is joined by "the same", through however many mentions. It is
nowhere stored, so that whoever may not see a mention meets the rest without it, and
taking a judgement back is all that it takes to undo a merge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

import networkx as nx

from unhidden.lib.refusals import ActionRefused

SAME, DIFFERENT, UNSURE, OPEN = "same", "different", "unsure", "open"

Pair = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class PairJudgement:
    """A judgement of a pair as it was made; ``turn`` counts from 1 in each pair.

    ``undoes`` is the decision that it takes back, if it does.
    """

    pair: Pair
    turn: int
    verdict: str
    decision: UUID
    undoes: UUID | None = None


@dataclass(frozen=True, slots=True)
class NewJudgement:
    """What is to be added: the verdict and the turn that it would be."""

    pair: Pair
    turn: int
    verdict: str


class SubjectContradiction(ActionRefused):
    """Two mentions of what would be one subject are held apart, by this or before."""

    def __init__(self, pair: Pair) -> None:
        super().__init__(pair)
        self.pair = pair


class NothingToJoin(ActionRefused):
    """They are one already."""


class NothingToSplit(ActionRefused):
    """No judgement joins the two sides."""


class DecidedSince(ActionRefused):
    """What is to be taken back was decided anew; the later decision comes first."""


def pair_of(one: UUID, other: UUID) -> Pair:
    """Two mentions in the one order in which a pair is judged."""
    return (one, other) if one < other else (other, one)


def index_standing_judgements(
    history: Iterable[PairJudgement],
) -> dict[Pair, PairJudgement]:
    """The newest judgement of each pair."""
    newest: dict[Pair, PairJudgement] = {}
    for each in history:
        known = newest.get(each.pair)
        if known is None or known.turn < each.turn:
            newest[each.pair] = each
    return newest


def subject_of(mention: UUID, now: Mapping[Pair, PairJudgement]) -> frozenset[UUID]:
    """The mentions that are one with this one, itself among them."""
    return frozenset(nx.node_connected_component(_joined(now, {mention}), mention))


def group_subjects(
    mentions: Iterable[UUID],
    now: Mapping[Pair, PairJudgement],
    also: Iterable[Pair] = (),
) -> list[frozenset[UUID]]:
    """Every subject that these mentions and judgements make, each mention in one.

    ``also`` are pairs that are one without a judgement.
    """
    graph = _joined(now, mentions)
    graph.add_edges_from(also)
    return [frozenset(each) for each in nx.connected_components(graph)]


def same_place(
    places: Mapping[UUID, UUID], now: Mapping[Pair, PairJudgement]
) -> list[Pair]:
    """Pairs of mentions that make one of all that name one place of the register.

    ``places`` has the place of each mention. What somebody holds apart from another
    mention of its place is in none: a person is believed before the register.
    """
    apart = {
        end
        for (one, other), row in now.items()
        if row.verdict == DIFFERENT and one in places
        if places[one] == places.get(other)
        for end in (one, other)
    }
    first: dict[UUID, UUID] = {}
    alike = [each for each in sorted(places) if each not in apart]
    return [(first.setdefault(places[each], each), each) for each in alike]


def list_contradictions(
    subject: frozenset[UUID], now: Mapping[Pair, PairJudgement]
) -> list[Pair]:
    """The pairs of one subject that somebody holds apart, in their order."""
    return sorted(
        pair
        for pair, judged in now.items()
        if judged.verdict == DIFFERENT and subject.issuperset(pair)
    )


def build_judgement(
    one: UUID, other: UUID, verdict: str, now: Mapping[Pair, PairJudgement]
) -> list[NewJudgement]:
    """One pair judged.

    Raises Contradiction where "the same" would join what is held apart, or "not the
    same" would hold apart what others still join: that is for ``split``.
    """
    pair = pair_of(one, other)
    added = [_next(pair, verdict, now)]
    _refuse_contradiction(added, now)
    return added


def build_join(
    one: UUID, others: Iterable[UUID], now: Mapping[Pair, PairJudgement]
) -> list[NewJudgement]:
    """Each of the others is the same as one, in one decision.

    Raises NothingToJoin where all are one with it already, and Contradiction where
    that would join what is held apart.
    """
    new = sorted(set(others) - subject_of(one, now))
    added = [_next(pair_of(one, other), SAME, now) for other in new]
    if not added:
        raise NothingToJoin
    _refuse_contradiction(added, now)
    return added


def build_split(
    subject: frozenset[UUID], leaving: Iterable[UUID], now: Mapping[Pair, PairJudgement]
) -> list[NewJudgement]:
    """Those that leave are held apart from the rest wherever they were joined.

    Raises NothingToSplit when that would part nobody from anybody.
    """
    apart = subject.intersection(leaving)
    added = [
        _next(pair, DIFFERENT, now)
        for pair, judged in sorted(now.items())
        if judged.verdict == SAME
        and subject.issuperset(pair)
        and len(apart.intersection(pair)) == 1
    ]
    if not added:
        raise NothingToSplit
    return added


def build_undo(
    decision: UUID, history: Iterable[PairJudgement], now: Mapping[Pair, PairJudgement]
) -> list[NewJudgement]:
    """What brings back the verdicts that stood before a decision.

    Raises DecidedSince when one of its pairs was judged again, or it was taken back
    itself, and Contradiction when something decided elsewhere stands against what
    comes back.
    """
    added = []
    for pair, stack in _stacks(history).items():
        mine = [at for at, each in enumerate(stack) if each.decision == decision]
        if not mine:
            continue
        if mine[0] != len(stack) - 1:
            raise DecidedSince
        verdict = stack[-2].verdict if len(stack) > 1 else OPEN
        added.append(_next(pair, verdict, now))
    if not added:
        raise DecidedSince
    added.sort(key=lambda each: each.pair)
    _refuse_contradiction(added, now)
    return added


def _stacks(history: Iterable[PairJudgement]) -> dict[Pair, list[PairJudgement]]:
    """The judgements of each pair in their order, without what was taken back."""
    rows = sorted(history, key=lambda each: each.turn)
    gone = {each.undoes for each in rows}
    stacks: dict[Pair, list[PairJudgement]] = {}
    for each in rows:
        if each.undoes is None and each.decision not in gone:
            stacks.setdefault(each.pair, []).append(each)
    return stacks


def _joined(
    now: Mapping[Pair, PairJudgement], mentions: Iterable[UUID]
) -> nx.Graph[UUID]:
    graph: nx.Graph[UUID] = nx.Graph()
    graph.add_nodes_from(mentions)
    graph.add_edges_from(pair for pair, judged in now.items() if judged.verdict == SAME)
    return graph


def _next(pair: Pair, verdict: str, now: Mapping[Pair, PairJudgement]) -> NewJudgement:
    known = now.get(pair)
    return NewJudgement(pair, known.turn + 1 if known else 1, verdict)


def _refuse_contradiction(
    added: Iterable[NewJudgement], now: Mapping[Pair, PairJudgement]
) -> None:
    nobody = UUID(int=0)
    after = dict(now) | {
        each.pair: PairJudgement(each.pair, each.turn, each.verdict, nobody)
        for each in added
    }
    for each in added:
        if apart := list_contradictions(subject_of(each.pair[0], after), after):
            raise SubjectContradiction(apart[0])
