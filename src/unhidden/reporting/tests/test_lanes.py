"""Near-duplicates: found without the words, and never hiding what is pressing."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from unhidden.reporting.rules import sketches
from unhidden.reporting.rules.lanes import cluster_duplicates

KEY = b"a key of the tests"
STORY = (
    "Three men sleep behind the car wash in Example Street and never leave it. A white"
    " van takes them there at six in the morning and somebody else holds their money."
)
OTHER = (
    "A girl of about fifteen is taken from the bus station to a flat above the shop by"
    " an older man, and she has two telephones and new clothes that she cannot afford."
)


def marks(text: str) -> list[int]:
    found = sketches.compute_simhash(text)
    assert found is not None
    return sketches.mark_sketch(found, key=KEY)


def are_alike(one: list[int], other: list[int]) -> bool:
    """Whether the two are in one lane."""
    return len(cluster_duplicates([("one", one), ("other", other)])) == 1


@given(st.integers(0, 2**64 - 1), st.sets(st.integers(0, 63), max_size=3))
def test_three_changed_bits_are_alike_and_the_key_decides(
    sketch: int, changed: set[int]
) -> None:
    near = sketch
    for bit in changed:
        near ^= 1 << bit
    one = sketches.mark_sketch(sketch, key=KEY)

    assert are_alike(one, sketches.mark_sketch(near, key=KEY))
    assert not are_alike(one, sketches.mark_sketch(sketch, key=b"another"))


def test_a_copy_with_a_number_changed_is_in_the_lane_and_another_story_is_not() -> None:
    copies = [f"{STORY} This is copy number {n}." for n in range(50)]

    found = cluster_duplicates(
        [(text, marks(text)) for text in [*copies, OTHER, STORY]]
    )

    assert [len(lane.others) for lane in found] == [len(copies), 0]
    assert found[1].head == OTHER


def test_what_is_too_short_to_compare_is_alone() -> None:
    assert sketches.compute_simhash("Help me") is None
    assert len(cluster_duplicates([("a", []), ("b", [])])) == 2


@given(st.randoms(use_true_random=False))
def test_every_report_is_in_one_lane_and_lanes_keep_the_order(
    chance: random.Random,
) -> None:
    words = [STORY, OTHER, STORY[::-1]]
    rows = [(n, marks(chance.choice(words))) for n in range(20)]

    found = cluster_duplicates(rows)

    heads = [lane.head for lane in found]
    assert heads == sorted(heads)
    assert all(lane.head < min(lane.others, default=99) for lane in found)
    assert sorted(n for lane in found for n in [lane.head, *lane.others]) == [
        *range(20)
    ]
