"""A network as rows of a table and as what the chart's script draws."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from unhidden.intelligence.rules.networks import Edge, Network, Node, in_short
from unhidden.ui import dates
from unhidden.ui.parts import Cell, Column, Table


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link of the table: in words, when, and where it comes from."""

    sentence: SafeString
    when: str
    edge: Edge


def rows(edges: Iterable[Edge], nodes: Iterable[Node]) -> list[LinkRow]:
    """The links in words, in which each subject leads to its own network."""
    known = {node.id: node for node in nodes}
    return [LinkRow(_in_words(each, known), when(each), each) for each in edges]


def standings(found: Network) -> Table:
    """Who is around: how many links each has, its group, and whether it bridges.

    The last two only where they say something.
    """
    columns = [
        Column(_("Who or what")),
        Column(_("Kind")),
        Column(_("Links"), is_number=True),
        *((Column(_("Group"), is_number=True), Column(_("Bridge"))) * found.has_groups),
    ]
    lines = [
        (
            Cell(node.name, url=_address(node)),
            node.kind_label,
            _count(node),
            *((node.group, _("Bridge") if node.is_bridge else "–") * found.has_groups),
        )
        for node in found.nodes
    ]
    return Table(_("Who and what is around"), columns, lines)


def data(found: Network) -> dict[str, Any]:
    """What the script draws, as JSON takes it."""
    return {
        "root": str(found.root.id),
        "nodes": [_node(each) for each in found.nodes],
        "edges": [_edge(each) for each in found.edges],
        "total": found.total,
        "hasMore": found.has_more,
        "shown": found.start + found.shown,
        "isWhole": found.start + found.shown >= found.total,
    }


def says() -> dict[str, Any]:
    """The words of the script."""
    return {
        "says": {
            "node": _("{name}, {kind}. Links: {links}. Press Enter to show more."),
            "nodeWhole": _("{name}, {kind}. All its links are shown."),
            "added": _("{name}: {number} more shown."),
            "nothing": _("{name}: there is nothing more to show."),
            "failed": _("That could not be loaded. Try again."),
            "until": _("Links up to {day}"),
            "bridge": _("bridge"),
            "marking": _("OFFICIAL-SENSITIVE. Handling conditions stand with links."),
            "saved": _("The picture is saved and the record has the reason."),
        }
    }


def when(edge: Edge) -> str:
    """The days of a link in words; of the event, where the link has none."""
    if edge.from_on and edge.to_on:
        return dates.days(edge.from_on, edge.to_on)
    if edge.from_on:
        return _("from %(day)s") % {"day": dates.day(edge.from_on)}
    if edge.to_on:
        return _("until %(day)s") % {"day": dates.day(edge.to_on)}
    if edge.event_on:
        return _("event of %(day)s") % {"day": dates.day(edge.event_on)}
    return _("no date")


def _in_words(edge: Edge, known: dict[UUID, Node]) -> SafeString:
    ends = {"one": _led(known[edge.one]), "other": _led(known[edge.other])}
    return format_html(edge.sentence, **ends)


def _led(node: Node) -> SafeString:
    return format_html(
        '<a class="govuk-link" href="{}">{}</a>', _address(node), node.name
    )


def _address(node: Node) -> str:
    return reverse("intelligence:network", args=[node.id])


def _count(node: Node) -> str:
    if node.links is None:
        return _("not looked at")
    if node.has_more:
        return _("more than %(number)s") % {"number": dates.number(node.links)}
    return dates.number(node.links)


def _node(node: Node) -> dict[str, Any]:
    return {
        "id": str(node.id),
        "name": node.name,
        "kind": node.kind,
        "kindLabel": node.kind_label,
        "links": _count(node),
        "count": node.links,
        "hasMore": node.has_more,
        "steps": node.steps,
        "group": node.group,
        "isBridge": node.is_bridge,
        "address": _address(node),
        "more": reverse("intelligence:network_more", args=[node.id]),
    }


def _edge(edge: Edge) -> dict[str, Any]:
    """``label`` is the sentence without its ends, and the grade."""
    first: date | None = edge.from_on or edge.to_on or edge.event_on
    return {
        "id": edge.key,
        "one": str(edge.one),
        "other": str(edge.other),
        "label": f"{in_short(edge.sentence)} ({edge.grade})",
        "first": first.isoformat() if first else "",
        "when": when(edge),
    }
