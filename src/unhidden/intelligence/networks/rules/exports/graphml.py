"""GraphML, which Gephi, yEd, Cytoscape and i2 read."""

from __future__ import annotations

from typing import Any

import networkx as nx

from unhidden.intelligence.networks.rules.exports import words
from unhidden.intelligence.networks.rules.networks import Edge, Network, Node


def write_graphml(network: Network) -> str:
    """The network with the attributes of its subjects and links."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        marking=words.MARKING,
        handling=f"{words.HANDLING} {words.left_out(network)}".strip(),
    )
    names = words.name_of(network)
    for node in network.nodes:
        told = {"name": words.strip_controls(node.name), "kind": node.kind}
        said = {} if node.group is None else _standing(node)
        graph.add_node(str(node.id), **told, **said)
    for edge in network.edges:
        told = _attributes(edge) | {
            "label": words.strip_controls(words.describe_edge(edge, names))
        }
        graph.add_edge(str(edge.one), str(edge.other), key=edge.key, **told)
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return "\n".join([head, *nx.generate_graphml(graph)])


def _standing(node: Node) -> dict[str, Any]:
    return {"group": node.group, "bridge": node.is_bridge}


def _attributes(edge: Edge) -> dict[str, str]:
    told = {
        "kind": edge.kind,
        "grade": edge.grade,
        "conditions": words.strip_controls(edge.conditions),
        "marking": edge.marking,
        "source": words.describe_source(edge),
        "from": edge.from_on.isoformat() if edge.from_on else "",
        "to": edge.to_on.isoformat() if edge.to_on else "",
    }
    return {key: value for key, value in told.items() if value}
