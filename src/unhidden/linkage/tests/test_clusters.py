"""Groups hold what their pairs say together, and what people decided."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unhidden.linkage.clusters import (
    JoiningRule,
    Link,
    RecordGroup,
    cluster_of,
    group_links,
)

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
KEYS = st.integers(0, 9)
PAIRS = st.tuples(KEYS, KEYS).filter(lambda pair: pair[0] < pair[1])
LINKS = st.dictionaries(PAIRS, st.integers(-9, 9), max_size=25).map(
    lambda found: [(one, two, float(bits)) for (one, two), bits in found.items()]
)
DECISIONS = st.sets(PAIRS, max_size=4)


def _members(groups: list[RecordGroup]) -> list[tuple[object, ...]]:
    return [group.members for group in groups]


def test_a_chain_of_pairs_does_not_weld_two_people_into_one() -> None:
    links: list[Link] = [("a", "b", 9.0), ("c", "d", 9.0), ("b", "c", 2.0)]

    assert _members(group_links(links, JoiningRule())) == [("a", "b"), ("c", "d")]


def test_groups_join_when_their_pairs_say_so_on_average() -> None:
    links: list[Link] = [("a", "b", 9.0), ("b", "c", 4.0), ("a", "c", 1.0)]

    groups = group_links(links, JoiningRule(fracture=3.0))

    assert _members(groups) == [("a", "b", "c")]
    assert groups[0].weakest == 2.5
    assert groups[0].is_loose


def test_a_group_that_is_too_large_says_so() -> None:
    links: list[Link] = [("a", "b", 9.0), ("b", "c", 9.0), ("a", "c", 9.0)]

    assert group_links(links, JoiningRule(largest=2))[0].is_large
    assert not group_links(links, JoiningRule(largest=3))[0].is_large


def test_decisions_come_before_weights() -> None:
    links: list[Link] = [("a", "b", 9.0), ("b", "c", -9.0)]

    groups = group_links(
        links, JoiningRule(), together=[("b", "c")], apart=[("b", "a")]
    )

    assert _members(groups) == [("b", "c")]


@unhurried
@given(LINKS, DECISIONS, DECISIONS, st.randoms(use_true_random=False))
def test_what_was_kept_apart_is_never_in_one_group(
    links: list[Link],
    together: set[tuple[int, int]],
    apart: set[tuple[int, int]],
    luck: object,
) -> None:
    groups = group_links(links, JoiningRule(), together=together, apart=apart)

    of = cluster_of(groups)
    assert all(of.get(one, -1) != of.get(two, -2) for one, two in apart)
    assert len(of) == sum(len(group.members) for group in groups)
    shuffled = list(links)
    luck.shuffle(shuffled)  # type: ignore[attr-defined]  # random.Random
    again = group_links(shuffled, JoiningRule(), together=together, apart=apart)
    assert _members(again) == _members(groups)


@unhurried
@given(LINKS, DECISIONS)
def test_what_was_put_together_is_in_one_group(
    links: list[Link], together: set[tuple[int, int]]
) -> None:
    of = cluster_of(group_links(links, JoiningRule(), together=together))

    assert all(of[one] == of[two] for one, two in together)


def test_relatives_are_not_joined_by_way_of_a_third_but_by_a_person_they_are() -> None:
    links: list[Link] = [("a", "b", 30.0), ("b", "c", 30.0)]

    alone = group_links(links, JoiningRule(), related=[("c", "a")])
    decided = group_links(
        links, JoiningRule(), together=[("a", "c")], related=[("c", "a")]
    )

    assert _members(alone) == [("a", "b")]
    assert _members(decided) == [("a", "b", "c")]


@unhurried
@given(LINKS, DECISIONS, DECISIONS)
def test_weights_never_bring_relatives_into_one_group(
    links: list[Link],
    together: set[tuple[int, int]],
    related: set[tuple[int, int]],
) -> None:
    by_decision = cluster_of(group_links([], JoiningRule(), together=together))
    of = cluster_of(
        group_links(links, JoiningRule(), together=together, related=related)
    )

    for one, two in related:
        is_decided = by_decision.get(one, -1) == by_decision.get(two, -2)
        assert (of.get(one, -1) == of.get(two, -2)) == is_decided
