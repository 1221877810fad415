"""Pairs become groups, and one wrong pair does not weld two people into one.

Naive connected components chain: at a low threshold a single group of 11,000 records
was measured. Here two groups join when their pairs say so on average, a pair that was
never made counting against it; the heaviest joins come first. What people decided comes
before any weight: "the same" joins, "different" keeps apart. Who may be relatives
(``relatives.py``) are never joined by weights, nor by way of a third.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

Key = Hashable
Link = tuple[Key, Key, float]


@dataclass(frozen=True, slots=True)
class JoiningRule:
    """When groups join, in bits a pair.

    ``join`` is what the pairs between two groups must weigh on average; ``unseen`` what
    a pair weighs that was not made. Groups in which the weakest half holds by less than
    ``fracture`` are told, as are those of more than ``largest`` records.
    """

    join: float = 0.0
    unseen: float = -3.0
    fracture: float = 3.0
    largest: int = 30


@dataclass(frozen=True, slots=True)
class RecordGroup:
    """Records of one thing; ``weakest`` is the mean weight of its last join."""

    members: tuple[Key, ...]
    weakest: float
    is_large: bool
    is_loose: bool


@dataclass(slots=True)
class _Growing:
    members: list[Key]
    weakest: float = float("inf")
    # To each other group: the bits of all pairs made, and how many.
    near: dict[int, list[float]] = field(default_factory=dict)


def group_links(
    links: Iterable[Link],
    joining: JoiningRule,
    *,
    together: Iterable[tuple[Key, Key]] = (),
    apart: Iterable[tuple[Key, Key]] = (),
    related: Iterable[tuple[Key, Key]] = (),
) -> list[RecordGroup]:
    """Groups of two and more, largest first, then by their first member.

    Decisions win over weights; where they contradict each other, "different" does.
    Two who are ``related`` are in one group only where decisions put them there.
    """
    work = _Work(joining, _ordered(links))
    work.keep_apart(apart)
    for left, right in sorted(together, key=str):
        work.decide(left, right)
    work.keep_undecided_apart(related)
    work.run()
    return work.groups()


def cluster_of(groups: Iterable[RecordGroup]) -> Mapping[Key, int]:
    """The number of each member's group."""
    return {key: n for n, group in enumerate(groups) for key in group.members}


def _ordered(links: Iterable[Link]) -> list[Link]:
    return sorted(links, key=lambda link: (-link[2], str(link[0]), str(link[1])))


class _Work:
    """The joins, heaviest first; stale entries of the heap are passed over."""

    def __init__(self, joining: JoiningRule, links: list[Link]) -> None:
        self._joining = joining
        self._of: dict[Key, int] = {}
        self._growing: dict[int, _Growing] = {}
        self._apart: dict[int, set[int]] = defaultdict(set)
        self._heap: list[tuple[float, int, int]] = []
        self._gone: dict[int, int] = {}
        for left, right, bits in links:
            one, two = self._number(left), self._number(right)
            for here, there in ((one, two), (two, one)):
                near = self._growing[here].near.setdefault(there, [0.0, 0])
                near[0], near[1] = near[0] + bits, near[1] + 1

    def _number(self, key: Key) -> int:
        if key not in self._of:
            self._of[key] = len(self._of)
            self._growing[self._of[key]] = _Growing([key])
        return self._of[key]

    def keep_apart(self, pairs: Iterable[tuple[Key, Key]]) -> None:
        for left, right in pairs:
            one, two = self._number(left), self._number(right)
            self._apart[one].add(two)
            self._apart[two].add(one)

    def keep_undecided_apart(self, pairs: Iterable[tuple[Key, Key]]) -> None:
        """Keep these apart as they are grouped now, but for those joined already."""
        for left, right in pairs:
            one, two = (self._find(self._number(key)) for key in (left, right))
            if one != two:
                self._apart[one].add(two)
                self._apart[two].add(one)

    def decide(self, left: Key, right: Key) -> None:
        one, two = (self._find(self._number(key)) for key in (left, right))
        if one != two and two not in self._apart[one]:
            self._merge(one, two, float("inf"))

    def run(self) -> None:
        for one, growing in self._growing.items():
            for two in growing.near:
                if one < two:
                    self._offer(one, two)
        while self._heap:
            weight, one, two = heapq.heappop(self._heap)
            is_there = one in self._growing and two in self._growing
            is_free = two not in self._apart[one]
            if is_there and is_free and -weight == self._mean(one, two):
                self._merge(one, two, -weight)

    def groups(self) -> list[RecordGroup]:
        joining = self._joining
        found = [
            RecordGroup(
                tuple(sorted(each.members, key=str)),
                each.weakest,
                len(each.members) > joining.largest,
                each.weakest < joining.fracture,
            )
            for each in self._growing.values()
            if len(each.members) > 1
        ]
        return sorted(found, key=lambda g: (-len(g.members), str(g.members[0])))

    def _find(self, number: int) -> int:
        while number in self._gone:
            number = self._gone[number]
        return number

    def _mean(self, one: int, two: int) -> float:
        near = self._growing[one].near.get(two)
        if near is None:
            return float("-inf")
        pairs = len(self._growing[one].members) * len(self._growing[two].members)
        return (near[0] + (pairs - near[1]) * self._joining.unseen) / pairs

    def _offer(self, one: int, two: int) -> None:
        mean = self._mean(one, two)
        if mean >= self._joining.join and two not in self._apart[one]:
            heapq.heappush(self._heap, (-mean, min(one, two), max(one, two)))

    def _merge(self, one: int, two: int, weight: float) -> None:
        if len(self._growing[one].near) < len(self._growing[two].near):
            one, two = two, one
        into, gone = self._growing[one], self._growing.pop(two)
        self._gone[two] = one
        into.members += gone.members
        into.weakest = min(into.weakest, gone.weakest, weight)
        into.near.pop(two, None)
        for other, (bits, count) in gone.near.items():
            if other == one:
                continue
            beside = self._growing[other].near
            del beside[two]
            for near, key in ((into.near, other), (beside, one)):
                old = near.setdefault(key, [0.0, 0])
                near[key] = [old[0] + bits, old[1] + count]
        for other in self._apart.pop(two, set()):
            self._apart[other].discard(two)
            self._apart[other].add(one)
            self._apart[one].add(other)
        for other in into.near:
            self._offer(one, other)
