"""What connects two things: the shortest ways, from both ends at once, within bounds.

A search from both ends meets in the middle after half the steps, where far fewer are
met than from one end alone. Of ways of one length the best graded come first: a way is
as good as its worst step, and a step as its best link (k shortest
weighted paths).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar
from uuid import UUID

import networkx as nx

N = TypeVar("N", UUID, int)

MOST_STEPS, MOST_PATHS, MOST_MET = 6, 3, 5000


@dataclass(frozen=True, slots=True)
class NeighbourMap(Generic[N]):
    """What lies next to some; ``is_cut`` where not all that does was followed."""

    of: Mapping[N, Collection[N]]
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Search(Generic[N]):
    """The shortest ways, all of one length, the best first.

    ``has_more`` where there are more of that length; ``is_cut`` where bounds ended the
    search.
    """

    paths: tuple[tuple[N, ...], ...]
    is_cut: bool
    has_more: bool = False


@dataclass(slots=True)
class _Side(Generic[N]):
    met: set[N]
    frontier: set[N]

    def go(self, found: NeighbourMap[N]) -> None:
        """One step out: what was not met before is the next frontier."""
        new = {each for others in found.of.values() for each in others} - self.met
        self.met |= new
        self.frontier = new


def _alike(steps: Collection[frozenset[N]]) -> Mapping[frozenset[N], int]:
    return dict.fromkeys(steps, 0)


def find_paths(
    one: N,
    other: N,
    near: Callable[[Collection[N]], NeighbourMap[N]],
    rank: Callable[[Collection[frozenset[N]]], Mapping[frozenset[N], int]] = _alike,
    *,
    most_steps: int = MOST_STEPS,
    most_met: int = MOST_MET,
) -> Search[N]:
    """Up to three of the shortest ways from one to the other.

    ``near`` tells what lies next to those asked of, a whole step at a time, and
    ``rank`` how bad steps are, from 0. With nothing cut, the ways are the shortest
    there are; no way means that there is none of at most ``most_steps``.
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
    if not nx.has_path(graph, one, other):
        return Search((), is_cut)
    ways = tuple(islice(_ways(graph, one, other, rank), MOST_PATHS + 1))
    return Search(ways[:MOST_PATHS], is_cut, len(ways) > MOST_PATHS)


def _ways(
    graph: nx.Graph[N],
    one: N,
    other: N,
    rank: Callable[[Collection[frozenset[N]]], Mapping[frozenset[N], int]],
) -> Iterator[tuple[N, ...]]:
    """Each shortest way, by its worst step; of ways alike, by how many are so bad.

    Weights do it: a step weighs more than any number of steps that are a rank better.
    """
    if one == other:
        yield (one,)
        return
    there, back = (
        nx.single_source_shortest_path_length(graph, x) for x in (one, other)
    )
    length = there[other]
    onward: nx.DiGraph[N] = nx.DiGraph()
    onward.add_edges_from(
        ends
        for pair in graph.edges
        for ends in (pair, pair[::-1])
        if there[ends[0]] + 1 + back[ends[1]] == length
    )
    ranks = rank([frozenset(ends) for ends in onward.edges])
    for ends in onward.edges:
        onward.edges[ends]["weight"] = (length + 1) ** ranks[frozenset(ends)]
    for way in nx.shortest_simple_paths(onward, one, other, weight="weight"):
        yield tuple(way)
