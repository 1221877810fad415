"""What the bench calls quality: no pair is judged by a cut that it helped to choose."""

from __future__ import annotations

import pytest

from benchmarks.linkage.real import judge, part_of
from benchmarks.linkage.tasks import Task
from benchmarks.linkage.truth import (
    Pair,
    best_cut,
    clusters_quality,
    cross_fitted,
    half_of,
    true_pairs,
)
from unhidden.linkage.people import PEOPLE
from unhidden.linkage.training import TrainingPlan

PERSON_OF: dict[object, object] = {n: f"person{n // 2}" for n in range(8)}


def test_the_best_cut_takes_true_pairs_and_leaves_false_ones() -> None:
    scored = [(9.0, True), (5.0, True), (4.0, False), (3.0, True), (1.0, False)]

    assert best_cut(scored, true=3) == 3.0
    assert best_cut(scored, true=2) == 5.0
    # Pairs of one weight are taken together or not at all.
    assert best_cut([(2.0, True), (2.0, False), (2.0, False)], true=1) == 2.0


def test_each_half_is_cut_where_the_other_is_best() -> None:
    halves = {half_of(person) for person in PERSON_OF.values()}
    assert halves == {0, 1}
    weights = {0: 10.0, 1: 2.0}
    pairs: list[Pair] = [
        (n, n + 1, weights[half_of(PERSON_OF[n])]) for n in range(0, 8, 2)
    ]

    found = cross_fitted(pairs, PERSON_OF)

    # Half 1 is cut at 10, where nothing of it is left; half 0 at 2, which takes all.
    assert set(found.cuts) == {10.0, 2.0}
    assert found.precision == 1.0
    assert found.recall == true_pairs(PERSON_OF, half=0) / 4


def test_pairs_that_were_never_made_count_as_missed() -> None:
    assert cross_fitted([], PERSON_OF).recall == 0.0
    assert true_pairs(PERSON_OF) == 4


def test_every_two_of_one_cluster_are_a_pair() -> None:
    of: dict[object, object] = {0: "a", 1: "a", 2: "a", **{n: n for n in range(3, 8)}}

    found = clusters_quality(of, PERSON_OF)

    assert found.precision == pytest.approx(1 / 3)
    assert found.recall == 1 / 4


def _task(
    person_of: dict[object, object], labelled: frozenset[object] | None = None
) -> Task:
    return Task(
        name="made",
        records=[],
        person_of=person_of,
        spec=PEOPLE,
        keys=lambda _: set(),
        training=TrainingPlan(rules=()),
        labelled=labelled,
    )


def test_pairs_of_the_part_that_was_kept_say_nothing_of_the_other() -> None:
    parts = {n: part_of(PERSON_OF[n]) for n in range(8)}
    assert set(parts.values()) == {"looked_at", "kept"}
    true: list[Pair] = [(n, n + 1, 5.0) for n in range(0, 8, 2)]
    across: list[Pair] = [
        (n, m, 9.0) for n in range(8) for m in range(n) if parts[n] != parts[m]
    ]

    for part in parts.values():
        found = judge([*true, *across], _task(PERSON_OF), part)

        assert (found.precision, found.recall) == (1.0, 1.0)


def test_who_is_not_labelled_is_somebody_else_and_two_such_are_not_judged() -> None:
    person_of: dict[object, object] = {0: "x", 1: "x", 2: 2, 3: 3}
    pairs: list[Pair] = [(0, 1, 9.0), (0, 2, 9.0), (2, 3, 9.0)]

    found = judge(pairs, _task(person_of, frozenset({0, 1})), part_of("x"))

    assert (found.precision, found.recall) == (0.5, 1.0)
