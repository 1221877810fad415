"""Who hangs together with whom, and through whom: in the part of a network shown.

Both are shapes of what was reported and shown, and say nothing of what anybody did.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import networkx as nx

# The same picture twice has the same groups.
SEED = 1
#: On so large a share of the shortest ways between others stands a bridge.
BRIDGE = 0.1


@dataclass(frozen=True, slots=True)
class NodePosition:
    """The number of a node's group, the largest first, and whether it is a bridge.

    None, where all hangs on one node alone: then groups and bridges say nothing.
    """

    group: int | None
    is_bridge: bool


def find_positions(
    root: UUID, nodes: Iterable[UUID], edges: Iterable[tuple[UUID, UUID]]
) -> dict[UUID, NodePosition]:
    """Each node's group (Louvain) and whether it is a bridge (betweenness).

    Around the root, which every link of a star ends at: none of it says anything.
    """
    graph: nx.Graph[UUID] = nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_edges_from(sorted(edges))
    if all(root in pair for pair in graph.edges):
        return dict.fromkeys(graph, NodePosition(None, False))
    groups = nx.community.louvain_communities(graph, seed=SEED)
    ordered = sorted(groups, key=lambda group: (-len(group), min(group)))
    between = nx.betweenness_centrality(graph)
    return {
        node: NodePosition(number, between[node] >= BRIDGE)
        for number, group in enumerate(ordered, start=1)
        for node in group
    }


def tied_to(root: UUID, edges: Iterable[tuple[UUID, UUID]]) -> set[UUID]:
    """The root, and whatever edges lead to from it."""
    graph: nx.Graph[UUID] = nx.Graph()
    graph.add_node(root)
    graph.add_edges_from(edges)
    return nx.node_connected_component(graph, root)
