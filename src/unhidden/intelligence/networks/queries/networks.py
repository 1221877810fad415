"""The part of a network around one subject, as far as the viewer may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence.gradings.queries import load_standing_grades
from unhidden.intelligence.gradings.rules import Grade
from unhidden.intelligence.models import Item, LinkKind, Mention, MentionKind
from unhidden.intelligence.networks.rules import communities
from unhidden.intelligence.networks.rules.networks import Edge, Network, Node, in_short
from unhidden.intelligence.reports.queries.checks import waiting_among
from unhidden.intelligence.subjects.queries.near import (
    ALL,
    MOST_COUNTED,
    TOGETHER,
    LinkFilter,
    NearLink,
    SubjectIndex,
    list_links_between,
    list_subject_links,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: So many links of the subject, and of each that lies next to it, at a time.
WIDTHS = (20, 5)
#: Of what those around it have with each other, so many links.
MOST_BETWEEN = 100
_WORDS: dict[str, StrOrPromise] = {
    **dict(LinkKind.choices),
    TOGETHER: _("{one} and {other} are named in one item"),
}
_NOBODY = communities.NodePosition(None, False)


@dataclass(frozen=True, slots=True)
class _Around:
    """What was met around a subject: ``steps`` away from it, each link once.

    Its own links come first; ``totals`` count those of every subject. ``is_cut`` where
    those around it have more links with each other.
    """

    root: UUID
    met: SubjectIndex
    steps: Mapping[UUID, int]
    found: tuple[NearLink, ...]
    totals: Mapping[UUID, int]
    is_cut: bool


@query
def load_network(
    *,
    viewer: Actor,
    mention_id: UUID,
    look: LinkFilter = ALL,
    depth: int = 1,
    start: int = 0,
) -> Network:
    """The neighbourhood of a mention's subject; Absent where it is not in view."""
    viewer.must("intelligence.see_items")
    around = _around(mention_id, look, depth, start)
    return _network(around, start, around.met.members)


@query
def to_take_out(
    *,
    viewer: Actor,
    mention_id: UUID,
    look: LinkFilter = ALL,
    depth: int = 1,
    start: int = 0,
) -> Network:
    """What of that neighbourhood may leave the organisation; Absent as above.

    Without the links of items that wait for a second person, and without whatever
    only these tie to the subject. The rest is named and grouped by itself alone.
    """
    viewer.must("intelligence.export_network")
    around = _around(mention_id, look, depth, start)
    waiting = waiting_among({each.item_id for each in around.found})
    free = [each for each in around.found if each.item_id not in waiting]
    met = around.met
    tied = communities.tied_to(around.root, _ends(free, met))
    kept = tuple(each for each in free if each.subject in tied)
    at: dict[UUID, set[UUID]] = {}
    for each in kept:
        at.setdefault(each.subject, set()).add(each.mention)
        at.setdefault(met.of[each.other], set()).add(each.other)
    steps = {key: step for key, step in around.steps.items() if key in tied}
    left = replace(around, steps=steps, found=kept)
    found = _network(left, start, at or met.members)
    return replace(found, left_out=len(around.found) - len(kept))


def _around(mention_id: UUID, look: LinkFilter, depth: int, start: int) -> _Around:
    met = SubjectIndex()
    root = root_of(mention_id, met)
    steps, frontier = {root: 0}, {root}
    found: list[NearLink] = []
    for step, width in enumerate(WIDTHS[:depth], start=1):
        near = {key: met.members[key] for key in frontier}
        new = list_subject_links(
            near, look, start=start if step == 1 else 0, width=width
        )
        found += new
        frontier = met.meet(each.other for each in new) - steps.keys()
        steps |= dict.fromkeys(frontier, step)
    outmost = {key: met.members[key] for key in frontier}
    counted = [*list_subject_links(outmost, look, width=1), *found]
    totals = {each.subject: each.total for each in counted}
    once: dict[str, NearLink] = {}
    for each in found:
        once.setdefault(each.key, each)
    # The subject's own other links stand on other pages.
    others = {key: met.members[key] for key in steps.keys() - {root}}
    more = list_links_between(others, look, known=once, most=MOST_BETWEEN + 1)
    whole = (*once.values(), *more[:MOST_BETWEEN])
    return _Around(root, met, steps, whole, totals, len(more) > MOST_BETWEEN)


def _network(
    around: _Around, start: int, called_by: Mapping[UUID, Collection[UUID]]
) -> Network:
    """With each subject named by the mentions that are given of it."""
    own = around.totals.get(around.root, 0)
    return Network(
        nodes=_nodes(around, called_by),
        edges=build_edges(around.found, around.met),
        total=min(own, MOST_COUNTED),
        has_more=own > MOST_COUNTED,
        start=start,
        shown=sum(each.subject == around.root for each in around.found),
        is_cut=around.is_cut,
    )


def root_of(mention_id: UUID, met: SubjectIndex) -> UUID:
    """The subject of a mention; Absent where the mention is not in view."""
    (root,) = roots_of([mention_id], met)
    return root


def roots_of(mention_ids: Sequence[UUID], met: SubjectIndex) -> list[UUID]:
    """The subject of each mention; Absent unless all are in view."""
    wanted = set(mention_ids)
    if Mention.objects.filter(id__in=wanted).count() < len(wanted):
        raise Absent
    met.meet(wanted)
    return [met.of[each] for each in mention_ids]


def link_kinds_in_short() -> list[tuple[str, str]]:
    """The kinds of links, each with its words but not its ends."""
    said = [(kind, str(label)) for kind, label in LinkKind.choices]
    return [(kind, in_short(words)) for kind, words in said]


def build_edges(found: Iterable[NearLink], met: SubjectIndex) -> tuple[Edge, ...]:
    """Each link once, as found, with where it comes from and the grade that stands."""
    once = {each.key: each for each in found}
    wanted = {each.item_id for each in once.values()}
    rows = Item.objects.filter(id__in=wanted).select_related("report")
    items = {
        row.id: row
        for row in rows.defer("report__raw_sealed", "report__provenance_sealed")
    }
    grades = load_standing_grades(items.values())
    return tuple(
        _edge(each, items[each.item_id], grades[each.item_id], met)
        for each in once.values()
    )


def name_subjects(
    keys: Iterable[UUID], members: Mapping[UUID, Collection[UUID]]
) -> dict[UUID, tuple[str, str]]:
    """The kind and the name of each subject: what most mentions call it."""
    group_of = {each: key for key in keys for each in members[key]}
    rows = Mention.objects.filter(id__in=group_of).values_list("id", "kind", "text")
    texts: dict[UUID, Counter[str]] = {}
    kinds: dict[UUID, str] = {}
    for mention, kind, text in rows:
        texts.setdefault(group_of[mention], Counter())[text] += 1
        kinds[group_of[mention]] = kind
    return {
        key: (kinds[key], min(said.items(), key=lambda each: (-each[1], each[0]))[0])
        for key, said in texts.items()
    }


def _nodes(
    around: _Around, called_by: Mapping[UUID, Collection[UUID]]
) -> tuple[Node, ...]:
    steps, totals = around.steps, around.totals
    ends = _ends(around.found, around.met)
    standing = communities.find_positions(around.root, steps, ends)
    called = name_subjects(steps, called_by)
    return tuple(
        build_node(key, called[key], steps[key], totals.get(key), standing[key])
        for key in sorted(steps, key=lambda key: (steps[key], called[key][1], key))
    )


def _ends(found: Iterable[NearLink], met: SubjectIndex) -> list[tuple[UUID, UUID]]:
    return [(each.subject, met.of[each.other]) for each in found]


def build_node(
    key: UUID,
    called: tuple[str, str],
    steps: int,
    total: int | None = None,
    standing: communities.NodePosition = _NOBODY,
) -> Node:
    """A subject as it is shown; ``called`` is its kind and its name."""
    kind, name = called
    return Node(
        id=key,
        kind=kind,
        kind_label=str(MentionKind(kind).label),
        name=name,
        steps=steps,
        links=None if total is None else min(total, MOST_COUNTED),
        has_more=(total or 0) > MOST_COUNTED,
        group=standing.group,
        is_bridge=standing.is_bridge,
    )


def _edge(found: NearLink, item: Item, grade: Grade, met: SubjectIndex) -> Edge:
    report = item.report
    return Edge(
        id=found.id,
        key=found.key,
        kind=found.kind,
        sentence=str(_WORDS[found.kind]),
        one=met.of[found.left],
        other=met.of[found.right],
        from_on=found.from_on,
        to_on=found.to_on,
        event_on=report.event_on,
        grade=grade.code,
        conditions=grade.conditions,
        marking=report.marking,
        urn=report.urn,
        number=item.number,
        intelligence_id=report.id,
    )
