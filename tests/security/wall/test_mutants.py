"""The wall made weaker in each way there is: every time something notices.

A mutant that nothing can notice stands in ``excepted.EQUIVALENT`` with its reason. Of
kinds with many, each day takes others: all of them are the bench's (``unhidden bench
access``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils import timezone

from config.proving import conditions, excepted, killing, mutants, probes, world
from config.proving.mutants import Mutant
from config.proving.world import Cur

#: One in so many.
SAMPLED = {"right": 9, "policy": 9, "function": 5, "condition": 6}


def test_every_attempt_ends_as_it_must(cursor: Cur) -> None:
    world.make(cursor)

    failures = [attempt.fails(cursor) for attempt in probes.attempts()]

    assert list(filter(None, failures)) == []


def test_every_weaker_wall_is_noticed(
    cursor: Cur, record_property: Callable[[str, object], None]
) -> None:
    hunt = killing.Hunt(cursor, world.make(cursor), excepted.WITHOUT_ROWS)
    there = list(mutants.every(cursor))
    assert list(hunt.healthy()) == []

    alive = []
    for kind in mutants.KINDS:
        hunted = _of_today(kind, there)
        alive += [mutant.name for mutant in hunted if not hunt.noticed(mutant)]
        record_property(f"access.policy_mutants.{kind}", len(hunted))
        assert hunted

    assert alive == []


def _of_today(kind: str, there: Iterable[Mutant]) -> list[Mutant]:
    every = SAMPLED.get(kind, 1)
    of_kind = [
        mutant
        for mutant in there
        if mutant.kind == kind and mutant.name not in excepted.EQUIVALENT
    ]
    return of_kind[timezone.localdate().toordinal() % every :: every]


def test_every_procedure_has_attempts(cursor: Cur) -> None:
    there = {each.subject for each in mutants.every(cursor) if each.kind == "condition"}

    assert there - probes.procedures() == set()


def test_every_equivalent_mutant_is_one(cursor: Cur) -> None:
    there = {mutant.name for mutant in mutants.every(cursor)}

    assert excepted.EQUIVALENT.keys() - there == set()


def test_each_condition_is_taken_out_alone() -> None:
    body = "if a or not (b and c) then refuse(); end if; select d where e and f;"

    assert [condition for condition, _ in conditions.without_each(body)] == [
        "a",
        "not (b and c)",
        "b",
        "c",
        "e",
        "f",
    ]


def test_a_case_is_taken_out_whole() -> None:
    body = "create or replace x where a and case when b then c else d end offset 0;"

    assert list(conditions.without_each(body)) == [
        ("a", body.replace(" a ", " true ")),
        (
            "case when b then c else d end",
            body.replace("case when b then c else d end", "true"),
        ),
    ]
