"""What is proposed as one, of the pairs that somebody sees.

Made anew whenever somebody looks, by the rule of ``unhidden.linkage.clusters``: what is
out of their view takes no part, so that nothing which they are shown tells of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from unhidden.intelligence.subjects.rules import subjects
from unhidden.intelligence.subjects.rules.matching import ASK
from unhidden.intelligence.subjects.rules.subjects import (
    NewJudgement,
    Pair,
    PairJudgement,
    pair_of,
)
from unhidden.lib.refusals import ActionRefused
from unhidden.linkage.clusters import JoiningRule, group_links

#: So many can be held apart in one decision: each of them from each other one.
MOST_APART = 12
JOINING = JoiningRule(join=ASK)


class TooManyToPart(ActionRefused):
    """More mentions than can be held apart in one decision."""


class NothingToPart(ActionRefused):
    """Somebody holds them all apart already."""


@dataclass(frozen=True, slots=True)
class WeighedLink:
    """Two mentions with the bits that a batch gave them; they may be relatives."""

    pair: Pair
    bits: float
    is_related: bool = False


@dataclass(frozen=True, slots=True)
class GroupProposal:
    """Mentions that may be one: more than one subject, as people decided so far.

    ``weakest`` is the pair of two subjects that says least for it. ``is_patchy``: some
    pairs share too little to have been held against each other.
    """

    members: tuple[UUID, ...]
    weakest: WeighedLink
    is_large: bool
    is_loose: bool
    is_patchy: bool


def propose_groups(
    links: Iterable[WeighedLink], now: Mapping[Pair, PairJudgement]
) -> list[GroupProposal]:
    """The groups that these links make and nobody has decided on, the strongest first.

    A person's judgement comes before any weight. Relatives are never one by their
    weight, nor through a third, unless somebody said so.
    """
    weighed = {link.pair: link for link in links}
    together = _pairs_judged(now, subjects.SAME)
    related = {pair for pair, link in weighed.items() if link.is_related}
    groups = group_links(
        [(*link.pair, link.bits) for link in weighed.values()],
        JOINING,
        together=together,
        apart=_pairs_judged(now, subjects.DIFFERENT),
        related=related,
    )
    ends = {end for pair in weighed for end in pair}
    subject = {
        each: group for group in subjects.group_subjects(ends, now) for each in group
    }
    found = []
    for group in groups:
        members = tuple(key for key in group.members if isinstance(key, UUID))
        open_links = [
            weighed[pair]
            for pair in _pairs_among(members)
            if pair in weighed and subject[pair[0]] != subject[pair[1]]
        ]
        if open_links:
            weakest = min(open_links, key=lambda link: (link.bits, link.pair))
            pairs = len(members) * (len(members) - 1) // 2
            held = sum(pair in weighed for pair in _pairs_among(members))
            found.append(
                GroupProposal(
                    members, weakest, group.is_large, group.is_loose, held < pairs
                )
            )
    return sorted(found, key=lambda each: (-each.weakest.bits, each.members))


def build_apart(
    mentions: Collection[UUID], now: Mapping[Pair, PairJudgement]
) -> list[NewJudgement]:
    """Each of the mentions held apart from each other one, in one decision.

    Raises TooManyToPart, NothingToPart where all are held apart already, and
    SubjectContradiction where others join two of them.
    """
    if len(mentions) > MOST_APART:
        raise TooManyToPart
    added: list[NewJudgement] = []
    for pair in sorted(_pairs_among(sorted(mentions))):
        known = now.get(pair)
        if known is None or known.verdict != subjects.DIFFERENT:
            added += subjects.build_judgement(*pair, subjects.DIFFERENT, now)
    if not added:
        raise NothingToPart
    return added


def _pairs_judged(now: Mapping[Pair, PairJudgement], verdict: str) -> set[Pair]:
    return {pair for pair, judged in now.items() if judged.verdict == verdict}


def _pairs_among(members: Sequence[UUID]) -> Iterator[Pair]:
    for n, one in enumerate(members):
        for other in members[n + 1 :]:
            yield pair_of(one, other)
