"""The rules of networks: ways, groups and files, without a database."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime
from itertools import pairwise
from random import Random
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

import networkx as nx
from hypothesis import given
from hypothesis import strategies as some

from unhidden.intelligence.networks.rules import communities, exports, paths
from unhidden.intelligence.networks.rules.networks import Edge, Network, Node
from unhidden.intelligence.subjects.rules import reasons

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
CONDITIONS = "Consult the originator before any overt action."
graphs = some.lists(
    some.tuples(some.integers(0, 11), some.integers(0, 11)), max_size=30
)


def graph_of(ends: list[tuple[int, int]]) -> nx.Graph[int]:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(12))
    graph.add_edges_from(pair for pair in ends if pair[0] != pair[1])
    return graph


def near_in(graph: nx.Graph[int], most: int = 99) -> Any:
    def near(frontier: Collection[int]) -> paths.NeighbourMap[int]:
        of = {each: sorted(graph[each])[:most] for each in frontier}
        return paths.NeighbourMap(of, any(len(graph[each]) > most for each in frontier))

    return near


@given(graphs)
def test_the_ways_found_are_the_shortest_there_are(ends: list[tuple[int, int]]) -> None:
    graph = graph_of(ends)

    found = paths.find_paths(0, 11, near_in(graph))

    known = (
        list(nx.all_shortest_paths(graph, 0, 11)) if nx.has_path(graph, 0, 11) else []
    )
    within = {tuple(way) for way in known if len(way) <= paths.MOST_STEPS + 1}
    assert set(found.paths) <= within
    assert len(found.paths) == min(len(within), paths.MOST_PATHS)
    assert not found.is_cut


@given(graphs, some.randoms(use_true_random=False))
def test_of_ways_as_short_the_best_graded_come_first(
    ends: list[tuple[int, int]], chance: Random
) -> None:
    graph = graph_of(ends)
    ranks = {frozenset(each): chance.randrange(13) for each in graph.edges}

    found = paths.find_paths(0, 11, near_in(graph), lambda _steps: ranks)

    known = (
        list(nx.all_shortest_paths(graph, 0, 11)) if nx.has_path(graph, 0, 11) else []
    )
    within = [way for way in known if len(way) <= paths.MOST_STEPS + 1]
    best = sorted(badness(way, ranks) for way in within)[: paths.MOST_PATHS]
    assert [badness(way, ranks) for way in found.paths] == best
    assert found.has_more == (len(within) > paths.MOST_PATHS)


def badness(way: Iterable[int], ranks: dict[frozenset[int], int]) -> list[int]:
    """The ranks of the steps, the worst first."""
    return sorted((ranks[frozenset(pair)] for pair in pairwise(way)), reverse=True)


def test_grades_are_ranked_as_they_are_weighed_and_the_false_come_last() -> None:
    ranks = {s + a: reasons.rank_grade(s, a) for s in "123" for a in "ABCDE"}

    assert ranks["1A"] == 0
    assert ranks["1A"] < ranks["2A"] < ranks["3A"] < ranks["3D"] < ranks["1E"]
    assert {ranks[s + "E"] for s in "123"} == {max(ranks.values())}


@given(graphs, some.integers(1, 3))
def test_a_search_that_saw_not_everything_says_so(
    ends: list[tuple[int, int]], most: int
) -> None:
    graph = graph_of(ends)

    found = paths.find_paths(0, 11, near_in(graph, most))

    whole = paths.find_paths(0, 11, near_in(graph))
    assert found.is_cut or found.paths == whole.paths
    assert all(nx.is_path(graph, list(way)) for way in found.paths)


def test_a_search_ends_at_its_bounds() -> None:
    chain: nx.Graph[int] = nx.path_graph(9)

    too_far = paths.find_paths(0, 8, near_in(chain))
    stopped = paths.find_paths(0, 6, near_in(chain), most_met=3)

    assert (too_far.paths, too_far.is_cut) == ((), False)
    assert (stopped.paths, stopped.is_cut) == ((), True)
    assert paths.find_paths(0, 6, near_in(chain)).paths == (tuple(range(7)),)


def test_two_knots_and_who_stands_between_them() -> None:
    ids = [UUID(int=number) for number in range(7)]
    knots = [
        (ids[a], ids[b]) for a, b in ((0, 1), (1, 2), (0, 2), (4, 5), (5, 6), (4, 6))
    ]

    ends = [*knots, (ids[2], ids[3]), (ids[3], ids[4])]
    found = communities.find_positions(ids[0], ids, ends)

    assert found[ids[0]].group == found[ids[1]].group != found[ids[5]].group
    assert [each for each in ids if found[each].is_bridge] == ids[2:5]


@given(some.integers(0, 6))
def test_a_star_has_neither_groups_nor_bridges(rays: int) -> None:
    """A subject would bridge whatever it alone was looked at with."""
    root, *others = [UUID(int=number) for number in range(rays + 1)]

    found = communities.find_positions(
        root, [root, *others], [(root, o) for o in others]
    )

    assert set(found.values()) == {communities.NodePosition(None, False)}


def node(number: int, kind: str, name: str) -> Node:
    return Node(UUID(int=number), kind, kind, name, 0, None, False, 1, False)


def made() -> Network:
    nodes = (
        node(1, "person", "Arben"),
        node(2, "phone", "+44 1492\x0b 960"),
        node(3, "premises", "<Stryd Fawr>"),
        node(4, "account", "a@example.org"),
    )
    edges = tuple(
        Edge(
            id=UUID(int=10 + other),
            key=str(other),
            kind="lives_at",
            sentence="{one} lives at {other}",
            one=UUID(int=1),
            other=UUID(int=other),
            from_on=date(2026, 1, 2),
            to_on=date(2026, 1, 2),
            event_on=None,
            grade="2C" + handling,
            conditions=CONDITIONS if handling == "C" else "",
            marking="OFFICIAL",
            urn="NWP-1",
            number=1,
            intelligence_id=UUID(int=20),
        )
        for other, handling in ((2, "C"), (3, "P"), (4, "P"))
    )
    return Network(nodes, edges, 3, False, 0, 3)


def test_graphml_is_read_again_with_grades_and_conditions() -> None:
    text = exports.write_graphml(made())

    graph = nx.parse_graphml(text, force_multigraph=True)
    assert ElementTree.fromstring(text.encode()) is not None  # noqa: S314  # our own
    assert graph.graph["marking"] == "OFFICIAL-SENSITIVE"
    told = [told for *_ends, told in graph.edges(data=True)]
    assert [each.get("conditions") for each in told] == [CONDITIONS, None, None]
    assert {each["source"] for each in told} == {"NWP-1/1"}


def test_stix_is_as_its_specification_asks() -> None:
    """Sections 2.9 (ids), 3.2 (common properties), 4.10, 5.1 and 7.2 of STIX 2.1."""
    bundle = json.loads(exports.write_stix(made(), AT))

    objects = {each["id"]: each for each in bundle["objects"]}
    assert len(objects) == len(bundle["objects"])
    for key, each in objects.items():
        assert re.fullmatch(rf"{each['type']}--[0-9a-f-]{{36}}", key)
        assert UUID(key[-36:]).version == 5
        assert each["spec_version"] == "2.1"
        refs = each.get("object_marking_refs", [])
        assert all(objects[ref]["type"] == "marking-definition" for ref in refs)
    links = [each for each in objects.values() if each["type"] == "relationship"]
    assert len(links) == 3
    for link in links:
        assert {link["source_ref"], link["target_ref"]} <= objects.keys()
        assert link["start_time"] < link["stop_time"]
        assert re.fullmatch(r"[a-z0-9-]+", link["relationship_type"])
    said = [
        [objects[ref]["definition"]["statement"] for ref in link["object_marking_refs"]]
        for link in links
    ]
    assert all(each[0].startswith("OFFICIAL-SENSITIVE") for each in said)
    assert [each[1:] for each in said] == [[CONDITIONS], [], []]


def test_follow_the_money_is_one_entity_a_line_and_links_have_both_ends() -> None:
    lines = exports.follow_the_money(made(), AT).splitlines()

    note, *rest = [json.loads(line) for line in lines]
    assert note["properties"]["name"] == ["OFFICIAL-SENSITIVE"]
    known = {each["id"] for each in rest if each["schema"] != "UnknownLink"}
    links = [each["properties"] for each in rest if each["schema"] == "UnknownLink"]
    assert {each["schema"] for each in rest} == {
        "Person",
        "UserAccount",
        "Address",
        "UnknownLink",
    }
    assert all({*link["subject"], *link["object"]} <= known for link in links)
    assert links[0]["description"] == [f"2CC {CONDITIONS}"]
