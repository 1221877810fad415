"""What connects two subjects, each step with where it comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence.models import AssessmentGrade
from unhidden.intelligence.networks.queries.networks import (
    build_edges,
    build_node,
    name_subjects,
    root_of,
    roots_of,
)
from unhidden.intelligence.networks.rules import paths
from unhidden.intelligence.networks.rules.networks import Edge, Node
from unhidden.intelligence.search import rules as finding_rules
from unhidden.intelligence.search.queries import finding
from unhidden.intelligence.subjects.queries import near
from unhidden.intelligence.subjects.queries.near import NearLink, SubjectIndex
from unhidden.intelligence.subjects.queries.subjects import SubjectMention
from unhidden.intelligence.subjects.rules import reasons

#: Of one subject so many links are followed, and of so many subjects at a step.
MOST_FOLLOWED, MOST_AT_ONCE = 100, 200
MOST_FOUND = 20

_Pair = frozenset[UUID]


@dataclass(frozen=True, slots=True)
class ConnectionStep:
    """From one subject to the next, by one or more links, the best graded first."""

    here: Node
    there: Node
    links: tuple[Edge, ...]

    @property
    def is_doubtful(self) -> bool:
        """Whether nothing else says so than what is suspected to be false."""
        return all(_assessed(each) == AssessmentGrade.FALSE for each in self.links)


@dataclass(frozen=True, slots=True)
class Connection:
    """The ways between two subjects, the best graded first.

    ``has_more`` where others are as short; ``is_cut`` where bounds ended the search.
    """

    one: Node
    other: Node
    ways: tuple[tuple[ConnectionStep, ...], ...]
    has_more: bool
    is_cut: bool
    is_one: bool


@dataclass(frozen=True, slots=True)
class ConnectionChoices:
    """Whom or what a line may mean, each by its mention that fits best.

    ``is_cut`` where there may be more.
    """

    rows: tuple[SubjectMention, ...]
    is_cut: bool


@query
def find_connection(*, viewer: Actor, mention_id: UUID, other_id: UUID) -> Connection:
    """Up to three shortest ways; Absent unless both are in view."""
    viewer.must("intelligence.see_items")
    met = SubjectIndex()
    one, other = ends = roots_of([mention_id, other_id], met)
    walk = _Walk(met)
    found = paths.find_paths(one, other, walk.near, walk.rank)
    on_the_way = {*ends, *(each for path in found.paths for each in path)}
    called = name_subjects(on_the_way, met.members)
    nodes = {key: build_node(key, called[key], 0) for key in on_the_way}
    return Connection(
        one=nodes[one],
        other=nodes[other],
        ways=tuple(
            tuple(
                ConnectionStep(
                    nodes[here], nodes[there], walk.links[_pair(here, there)]
                )
                for here, there in pairwise(path)
            )
            for path in found.paths
            if len(path) > 1
        ),
        has_more=found.has_more,
        is_cut=found.is_cut,
        is_one=one == other,
    )


@query
def others_like(*, viewer: Actor, mention_id: UUID, text: str) -> ConnectionChoices:
    """Subjects that the line finds, as Find does, but for the mention's own."""
    viewer.must("intelligence.see_items")
    asked = finding_rules.parse_search_line(text)
    if not asked.text:
        return ConnectionChoices((), is_cut=False)
    results, is_cut = finding.match_search_line(asked, viewer)
    met = SubjectIndex()
    own = root_of(mention_id, met)
    subjects = [each for each in results if each.kind == finding.SUBJECT]
    met.meet(each.hits[0].id for each in subjects)
    once: dict[UUID, finding.SearchResult] = {}
    for each in subjects:
        once.setdefault(met.of[each.hits[0].id], each)
    others = [each for key, each in once.items() if key != own]
    rows = finding.describe_results(others[:MOST_FOUND], asked)
    return ConnectionChoices(
        rows=tuple(each.said[0] for each in rows if each.said),
        is_cut=is_cut or len(others) > MOST_FOUND,
    )


class _Walk:
    """Steps outwards, and the links found on the way."""

    def __init__(self, met: SubjectIndex) -> None:
        self.met = met
        self.found: list[NearLink] = []
        self.links: dict[_Pair, tuple[Edge, ...]] = {}

    def near(self, frontier: Collection[UUID]) -> paths.NeighbourMap[UUID]:
        asked = list(frontier)[:MOST_AT_ONCE]
        members = {key: self.met.members[key] for key in asked}
        new = near.list_subject_links(members, width=MOST_FOLLOWED)
        self.met.meet(each.other for each in new)
        self.found += new
        of: dict[UUID, set[UUID]] = {}
        for each in new:
            of.setdefault(each.subject, set()).add(self.met.of[each.other])
        is_cut = len(asked) < len(frontier)
        return paths.NeighbourMap(
            of, is_cut or any(e.total > MOST_FOLLOWED for e in new)
        )

    def rank(self, steps: Collection[_Pair]) -> dict[_Pair, int]:
        """How badly the best link of each step is graded; keeps the links."""
        self.links = _links(self.found, steps, self.met)
        return {step: _rank(links[0]) for step, links in self.links.items()}


def _links(
    found: Iterable[NearLink], steps: Collection[_Pair], met: SubjectIndex
) -> dict[_Pair, tuple[Edge, ...]]:
    """The links of each step, the best graded first."""
    wanted = [
        each for each in found if _pair(each.subject, met.of[each.other]) in steps
    ]
    links: dict[_Pair, list[Edge]] = {}
    for edge in sorted(build_edges(wanted, met), key=_rank):
        links.setdefault(_pair(edge.one, edge.other), []).append(edge)
    return {step: tuple(each) for step, each in links.items()}


def _rank(edge: Edge) -> int:
    return reasons.rank_grade(edge.grade[0], _assessed(edge))


def _assessed(edge: Edge) -> str:
    return edge.grade[1]


def _pair(one: UUID, other: UUID) -> _Pair:
    return frozenset((one, other))
