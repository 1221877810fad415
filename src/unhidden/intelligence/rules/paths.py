"""What connects two things: the shortest ways, from both ends at once, within bounds.

A search from both ends meets in the middle after half the steps, where far fewer are
met than from one end alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar
from uuid import UUID

import networkx as nx

N = TypeVar("N", UUID, int)

MOST_STEPS, MOST_PATHS, MOST_MET = 6, 3, 5000


@dataclass(frozen=True, slots=True)
class Near(Generic[N]):
    """What lies next to some; ``is_cut`` where not all that does was followed."""

    of: Mapping[N, Collection[N]]
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Search(Generic[N]):
    """The shortest ways, all of one length, and whether bounds ended the search."""

    paths: tuple[tuple[N, ...], ...]
    is_cut: bool


@dataclass(slots=True)
class _Side(Generic[N]):
    met: set[N]
    frontier: set[N]

    def go(self, found: Near[N]) -> None:
        """One step out: what was not met before is the next frontier."""
        new = {each for others in found.of.values() for each in others} - self.met
        self.met |= new
        self.frontier = new


def connect(
    one: N,
    other: N,
    near: Callable[[Collection[N]], Near[N]],
    *,
    most_steps: int = MOST_STEPS,
    most_met: int = MOST_MET,
) -> Search[N]:
    """Up to three of the shortest ways from one to the other.

    ``near`` tells what lies next to those asked of, a whole step at a time. With
    nothing cut, the ways are the shortest there are; no way means that there is none
    of at most ``most_steps``.
    """
    graph: nx.Graph[N] = nx.Graph()
    graph.add_nodes_from((one, other))
    sides = _Side({one}, {one}), _Side({other}, {other})
    is_cut = False
    for _ in range(most_steps):
        if sides[0].met & sides[1].met or not all(side.frontier for side in sides):
            break
        if len(sides[0].met) + len(sides[1].met) > most_met:
            is_cut = True
            break
        side = min(sides, key=lambda each: len(each.frontier))
        found = near(sorted(side.frontier))
        is_cut = is_cut or found.is_cut
        for here in sorted(found.of):
            graph.add_edges_from((here, there) for there in sorted(found.of[here]))
        side.go(found)
    return Search(_shortest(graph, one, other), is_cut)


def _shortest(graph: nx.Graph[N], one: N, other: N) -> tuple[tuple[N, ...], ...]:
    if not nx.has_path(graph, one, other):
        return ()
    found = nx.all_shortest_paths(graph, one, other)
    return tuple(tuple(each) for each in islice(found, MOST_PATHS))
