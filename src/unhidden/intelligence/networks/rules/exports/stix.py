"""A STIX 2.1 bundle (OASIS Standard, 10 June 2021), which OpenCTI and MISP read.

STIX has objects for people, organisations, places, accounts and incidents. Vehicles,
phones, adverts and documents are objects of our own, declared by an extension as its
section 7.3 asks.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from unhidden.intelligence.networks.rules.exports import words
from unhidden.intelligence.networks.rules.networks import Edge, Network, Node

_OWN = "x-unhidden-object"
_TYPES = {
    "person": "identity",
    "business": "identity",
    "premises": "location",
    "account": "user-account",
    "event": "incident",
}
_MORE: dict[str, dict[str, str]] = {
    "person": {"identity_class": "individual"},
    "business": {"identity_class": "organization"},
    # One of region, country or a point is asked for (section 4.10).
    "premises": {"country": "GB"},
}
_EXTENSION = f"extension-definition--{words.id_of('extension', _OWN)}"
_PRODUCER = f"identity--{words.id_of('producer', 'unhidden')}"
_MARK = f"marking-definition--{words.id_of('marking', words.MARKING)}"


def write_stix(network: Network, at: datetime) -> str:
    """The network as one bundle; conditions are markings of the links they bind."""
    moment = _moment(at)
    names = words.name_of(network)
    refs = {node.id: _ref(node) for node in network.nodes}
    conditions = sorted({edge.conditions for edge in network.edges if edge.conditions})
    objects = [
        *_declared(moment),
        *(_statement(each, moment) for each in conditions),
        *(_thing(node, moment) for node in network.nodes),
        *(_link(edge, refs, names, moment) for edge in network.edges),
        *_noted(words.left_out(network), refs[network.root.id], moment),
    ]
    key = words.id_of("bundle", f"{network.root.id} {moment}")
    bundle = {"type": "bundle", "id": f"bundle--{key}", "objects": objects}
    return json.dumps(bundle, ensure_ascii=False, indent=1)


def _declared(moment: str) -> list[dict[str, Any]]:
    """What the bundle is marked with, and the objects of our own in it."""
    producer = _head("identity", _PRODUCER, moment) | {
        "name": "Unhidden",
        "identity_class": "system",
    }
    extension = _head("extension-definition", _EXTENSION, moment) | {
        "name": "Things that reports of modern slavery name",
        "description": "A vehicle, phone, advert or document: its kind and its name.",
        "created_by_ref": _PRODUCER,
        "schema": f"{_OWN}: object_kind (string), name (string)",
        "version": "1.0.0",
        "extension_types": ["new-sdo"],
    }
    return [_statement(words.HANDLING, moment, _MARK), producer, extension]


def _statement(text: str, moment: str, ref: str = "") -> dict[str, Any]:
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": ref or _condition_ref(text),
        "created": moment,
        "definition_type": "statement",
        "definition": {"statement": text},
    }


def _noted(text: str, about: str, moment: str) -> list[dict[str, Any]]:
    """What is to be said of the bundle, as a note on the subject it is about."""
    ref = f"note--{words.id_of('note', f'{about} {moment}')}"
    told = {"content": text, "object_refs": [about], "object_marking_refs": [_MARK]}
    return [_head("note", ref, moment) | told] if text else []


def _condition_ref(text: str) -> str:
    return f"marking-definition--{words.id_of('condition', text)}"


def _ref(node: Node) -> str:
    return f"{_TYPES.get(node.kind, _OWN)}--{words.id_of('thing', node)}"


def _thing(node: Node, moment: str) -> dict[str, Any]:
    kind, ref = _TYPES.get(node.kind, _OWN), _ref(node)
    if kind == "user-account":  # an observable, which has no moments
        seen = {"type": kind, "spec_version": "2.1", "id": ref}
        return seen | {"account_login": node.name, "object_marking_refs": [_MARK]}
    made = _head(kind, ref, moment) | {"name": node.name}
    if kind == _OWN:
        made["object_kind"] = node.kind
        made["extensions"] = {_EXTENSION: {"extension_type": "new-sdo"}}
    return made | _MORE.get(node.kind, {}) | {"object_marking_refs": [_MARK]}


def _link(
    edge: Edge, refs: Mapping[Any, str], names: Mapping[Any, str], moment: str
) -> dict[str, Any]:
    ref = f"relationship--{words.id_of('link', edge)}"
    conditions = [_condition_ref(edge.conditions)] if edge.conditions else []
    return (
        _head("relationship", ref, moment)
        | {
            "relationship_type": edge.kind.replace("_", "-"),
            "description": words.describe_edge(edge, names),
            "source_ref": refs[edge.one],
            "target_ref": refs[edge.other],
            "labels": [f"3x5x2:{edge.grade}", edge.marking],
            "external_references": [
                {
                    "source_name": "intelligence report",
                    "external_id": words.describe_source(edge),
                }
            ],
            "object_marking_refs": [_MARK, *conditions],
        }
        | _days(edge)
    )


def _days(edge: Edge) -> dict[str, str]:
    """From the first moment of the one day to the last of the other."""
    told = {}
    if edge.from_on:
        told["start_time"] = _of_day(edge.from_on, "00:00:00.000")
    if edge.to_on:
        told["stop_time"] = _of_day(edge.to_on, "23:59:59.999")
    return told


def _head(kind: str, ref: str, moment: str) -> dict[str, Any]:
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": ref,
        "created": moment,
        "modified": moment,
    }


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _of_day(value: date, clock: str) -> str:
    return f"{value.isoformat()}T{clock}Z"
