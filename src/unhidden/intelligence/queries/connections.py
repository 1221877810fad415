"""What connects two subjects, each step with where it comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from django.db.models import Q

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence.models import Mention
from unhidden.intelligence.queries import near
from unhidden.intelligence.queries.near import Met, Strand
from unhidden.intelligence.queries.networks import (
    edges,
    names,
    node,
    root_of,
)
from unhidden.intelligence.queries.subjects import Said, said
from unhidden.intelligence.rules import paths
from unhidden.intelligence.rules.networks import Edge, Node
from unhidden.linkage import keys

#: Of one subject so many links are followed, and of so many subjects at a step.
MOST_FOLLOWED, MOST_AT_ONCE = 100, 200
MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Step:
    """From one subject to the next, by one or more links."""

    here: Node
    there: Node
    links: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Connection:
    """The ways between two subjects; ``is_cut`` where bounds ended the search."""

    one: Node
    other: Node
    ways: tuple[tuple[Step, ...], ...]
    is_cut: bool
    is_one: bool


@query
def connection(*, viewer: Actor, mention_id: UUID, other_id: UUID) -> Connection:
    """Up to three shortest ways; Absent unless both are in view."""
    viewer.must("intelligence.see_items")
    met = Met()
    ends = root_of(mention_id, met), root_of(other_id, met)
    walk = _Walk(met)
    found = paths.connect(*ends, walk.near)
    on_the_way = {*ends, *(each for path in found.paths for each in path)}
    called = names(on_the_way, met.members)
    nodes = {key: node(key, called[key], 0) for key in on_the_way}
    links = _links(walk.found, found.paths, met)
    return Connection(
        one=nodes[ends[0]],
        other=nodes[ends[1]],
        ways=tuple(
            tuple(
                Step(nodes[here], nodes[there], links[_pair(here, there)])
                for here, there in pairwise(path)
            )
            for path in found.paths
            if len(path) > 1
        ),
        is_cut=found.is_cut,
        is_one=ends[0] == ends[1],
    )


@query
def mentions_like(*, viewer: Actor, text: str) -> list[Said]:
    """Mentions whose words or key are these, the newest first, as far as in view."""
    viewer.must("intelligence.see_items")
    wanted = text.strip()
    if not wanted:
        return []
    known = [keys.plate_key(wanted), keys.phone_key(wanted), keys.name_key(wanted)]
    matching = Q(text__icontains=wanted) | Q(key__in=[key for key in known if key])
    rows = Mention.objects.filter(matching).order_by("-item__report__written_at", "id")
    return said([row.id for row in rows[:MOST_FOUND]])


class _Walk:
    """Steps outwards, and the links found on the way."""

    def __init__(self, met: Met) -> None:
        self.met = met
        self.found: list[Strand] = []

    def near(self, frontier: Collection[UUID]) -> paths.Near[UUID]:
        asked = list(frontier)[:MOST_AT_ONCE]
        members = {key: self.met.members[key] for key in asked}
        new = near.strands(members, width=MOST_FOLLOWED)
        self.met.meet(each.other for each in new)
        self.found += new
        of: dict[UUID, set[UUID]] = {}
        for each in new:
            of.setdefault(each.subject, set()).add(self.met.of[each.other])
        is_cut = len(asked) < len(frontier)
        return paths.Near(of, is_cut or any(e.total > MOST_FOLLOWED for e in new))


def _links(
    found: Iterable[Strand], ways: Iterable[tuple[UUID, ...]], met: Met
) -> dict[frozenset[UUID], tuple[Edge, ...]]:
    """The links of each step of the ways."""
    wanted = {_pair(*ends) for path in ways for ends in pairwise(path)}
    on_the_way = [
        each for each in found if _pair(each.subject, met.of[each.other]) in wanted
    ]
    links: dict[frozenset[UUID], tuple[Edge, ...]] = {}
    for edge in edges(on_the_way, met):
        pair = _pair(edge.one, edge.other)
        links[pair] = (*links.get(pair, ()), edge)
    return links


def _pair(one: UUID, other: UUID) -> frozenset[UUID]:
    return frozenset((one, other))
