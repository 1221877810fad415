"""Near-duplicates in one lane of the desk: seven hundred copies are one line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from unhidden.reporting.rules.sketches import ALIKE

T = TypeVar("T")


@dataclass(slots=True)
class DuplicateCluster(Generic[T]):
    """The first report of its kind, and those that say nearly the same."""

    head: T
    others: list[T] = field(default_factory=list)


def cluster_duplicates(
    rows: Iterable[tuple[T, Sequence[int]]],
) -> list[DuplicateCluster[T]]:
    """Reports with their marks, in the order of the desk, as lanes in that order.

    A report joins the lane of the first head that it is like. As the most pressing
    come first, none is hidden behind a less pressing one. One without marks is alone.
    """
    found: list[DuplicateCluster[T]] = []
    heads: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for row, marks in rows:
        places = list(enumerate(marks))
        votes = Counter(lane for place in places for lane in heads[place])
        alike = [lane for lane, shared in votes.items() if shared >= ALIKE]
        if alike:
            found[min(alike)].others.append(row)
            continue
        for place in places:
            heads[place].append(len(found))
        found.append(DuplicateCluster(row))
    return found
