"""A network as rows of a table and as what the chart's script draws."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from unhidden.intelligence.networks.rules.networks import Edge, Network, Node, in_short
from unhidden.ui import dates
from unhidden.ui.parts import Cell, Column, Table

_ROW = "intelligence/parts/link_row.html"


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
        "days": _days(found.edges),
        "total": found.total,
        "hasMore": found.has_more,
        "shown": found.start + found.shown,
        "isWhole": found.start + found.shown >= found.total,
    }


def more_rows(found: Network) -> dict[str, dict[str, str]]:
    """The rows of the table by their links, for the script to add."""
    return {
        "rows": {
            link.edge.key: render_to_string(_ROW, {"link": link})
            for link in rows(found.edges, found.nodes)
        }
    }


def says() -> dict[str, Any]:
    """The words of the script."""
    return {
        "says": {
            "node": _("{name}, {kind}. Links: {links}. Press Enter to show more."),
            "nodeWhole": _("{name}, {kind}. All its links are shown."),
            "added": _("{name}: {number} more shown, in the table too."),
            "nothing": _("{name}: there is nothing more to show."),
            "failed": _("That could not be loaded. Try again."),
            "began": _("Links that had begun by {day}: {number} of {all}"),
            "held": _("Links that held on {day}: {number} of {all}"),
            "bridge": _("bridge"),
            "page": _("Read what was said of {name}"),
            "around": _("Begin again from {name}"),
        }
    }


def when(edge: Edge) -> str:
    """The days of a link in words; of the event, where the link has none."""
    if edge.from_on and edge.to_on:
        return dates.format_days(edge.from_on, edge.to_on)
    if edge.from_on:
        return _("from %(day)s") % {"day": dates.format_day(edge.from_on)}
    if edge.to_on:
        return _("until %(day)s") % {"day": dates.format_day(edge.to_on)}
    if edge.event_on:
        return _("event of %(day)s") % {"day": dates.format_day(edge.event_on)}
    return _("no date")


def label(edge: Edge, note: str = "") -> str:
    """The sentence without its ends, the grade, the ``note``, and its days below."""
    told = f"{in_short(edge.sentence)} ({edge.grade}){note}"
    is_dated = edge.from_on or edge.to_on or edge.event_on
    return f"{told}\n{when(edge)}" if is_dated else told


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
        return _("more than %(number)s") % {"number": dates.format_number(node.links)}
    return dates.format_number(node.links)


def _days(edges: Iterable[Edge]) -> dict[str, str]:
    """The first and last days of links in words, by how the script has them."""
    known = {day for edge in edges for day in (edge.began_on, edge.ended_on) if day}
    return {day.isoformat(): dates.format_day(day) for day in known}


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
        "around": _address(node),
        "page": reverse("intelligence:subject", args=[node.id]),
        "more": reverse("intelligence:network_more", args=[node.id]),
    }


def _edge(edge: Edge) -> dict[str, Any]:
    """``first`` and ``last`` are empty where nothing bounds it."""
    first, last = edge.began_on, edge.ended_on
    return {
        "id": edge.key,
        "one": str(edge.one),
        "other": str(edge.other),
        "label": label(edge),
        "first": first.isoformat() if first else "",
        "last": last.isoformat() if last else "",
    }
