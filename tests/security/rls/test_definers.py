"""What runs as the guard stays within its budget, each function with a reason."""

from __future__ import annotations

import pytest

from tests.security.rls import definers, world
from tests.security.rls.world import Cur


def test_every_function_that_runs_as_the_guard_has_a_reason(cursor: Cur) -> None:
    assert list(definers.findings(cursor)) == []


def test_each_reason_is_for_one_kind_alone() -> None:
    kinds = [
        *definers.WRITES,
        *definers.JOBS,
        *definers.LANDING,
        *definers.READERS,
    ]

    assert len(kinds) == len(set(kinds)) == definers.BUDGET


@pytest.mark.parametrize(
    "change",
    [
        "alter function wall.header(text, uuid) security definer",
        "alter function wall.may(text, uuid, text) security invoker",
        "alter function wall.may(text, uuid, text) volatile",
        "create function wall.more() returns int security definer"
        " language sql return 1",
    ],
)
def test_one_more_is_found_and_one_less_too(cursor: Cur, change: str) -> None:
    world.run(cursor, change)

    assert list(definers.findings(cursor)) != []
