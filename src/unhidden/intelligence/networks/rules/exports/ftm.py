"""FollowTheMoney entities, one a line, which OpenAleph and yente read.

Every link is an UnknownLink, whose role says what it is: theirs for owning or living
somewhere take only some kinds of ends, and say more than a source said.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from unhidden.intelligence.networks.rules.exports import words
from unhidden.intelligence.networks.rules.networks import Edge, Network, Node

_SCHEMA = {
    "person": "Person",
    "vehicle": "Vehicle",
    "phone": "UserAccount",
    "account": "UserAccount",
    "advert": "Document",
    "document": "Document",
    "premises": "Address",
    "business": "Organization",
    "event": "Event",
}
_ALSO = {
    "vehicle": "registrationNumber",
    "phone": "number",
    "account": "username",
    "premises": "full",
}


def follow_the_money(network: Network, at: datetime) -> str:
    """The subjects and then the links, after a note on how the file is marked."""
    names = words.name_of(network)
    handling = f"{words.HANDLING} {words.left_out(network)}".strip()
    note = _entity(
        words.id_of("note", f"{network.root.id} {at.isoformat()}"),
        "Note",
        {"name": words.MARKING, "description": handling, "date": _day(at)},
    )
    things = [_thing(node) for node in network.nodes]
    links = [_link(edge, words.describe_edge(edge, names)) for edge in network.edges]
    lines = [note, *things, *links]
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in lines)


def _thing(node: Node) -> dict[str, Any]:
    told = {"name": node.name}
    if node.kind in _ALSO:
        told[_ALSO[node.kind]] = node.name
    return _entity(words.id_of("thing", node), _SCHEMA[node.kind], told)


def _link(edge: Edge, sentence: str) -> dict[str, Any]:
    told = {
        "subject": words.id_of("thing", str(edge.one)),
        "object": words.id_of("thing", str(edge.other)),
        "role": edge.kind,
        "summary": sentence,
        "description": f"{edge.grade} {edge.conditions}".strip(),
        "status": edge.marking,
        "recordId": words.describe_source(edge),
        "startDate": edge.from_on.isoformat() if edge.from_on else "",
        "endDate": edge.to_on.isoformat() if edge.to_on else "",
    }
    return _entity(words.id_of("link", edge), "UnknownLink", told)


def _entity(key: str, schema: str, told: dict[str, str]) -> dict[str, Any]:
    properties = {name: [value] for name, value in told.items() if value}
    return {"id": key, "schema": schema, "properties": properties}


def _day(at: datetime) -> str:
    return at.date().isoformat()
