"""What every file says in the same words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from uuid import UUID, uuid5

from unhidden.intelligence.networks.rules.networks import Edge, Network, Node

MARKING = "OFFICIAL-SENSITIVE"
HANDLING = (
    f"{MARKING}. Each link is graded 3x5x2. Those with handling code C may be shared"
    " only on the conditions that stand with them."
)
# Names of our own for what has none elsewhere (RFC 9562, version 5).
_SPACE = UUID("6f0e7e0a-5a0f-5d5e-9d0b-7c1a3f6f2b11")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def strip_controls(text: str) -> str:
    """The text without characters that no XML file may hold."""
    return _NOT_XML.sub("", text)


def left_out(network: Network) -> str:
    """What the file says of links that it does not hold; "" where it holds them all."""
    many = network.left_out
    told = "1 link is" if many == 1 else f"{many} links are"
    return f"{told} left out until a second person has checked them." if many else ""


def name_of(network: Network) -> Mapping[UUID, str]:
    return {node.id: node.name for node in network.nodes}


def describe_edge(edge: Edge, names: Mapping[UUID, str]) -> str:
    """The link in words."""
    ends = {"one": names[edge.one], "other": names[edge.other]}
    return edge.sentence.format_map(ends)


def describe_source(edge: Edge) -> str:
    """Where the link stands: the report and its item."""
    return f"{edge.urn}/{edge.number}"


def id_of(kind: str, of: Node | Edge | str) -> str:
    """The same for the same thing in every file."""
    key = of if isinstance(of, str) else of.key if isinstance(of, Edge) else of.id
    return str(uuid5(_SPACE, f"{kind} {key}"))
