"""The decision in Python and the rows of PostgreSQL are the same in every cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.security.rls import matrix, states, world
from tests.security.rls.states import STATES
from tests.security.rls.world import Cur
from unhidden.access.decisions import OpenGrant, decide_access
from unhidden.access.policy import AccessBasis, Action, Category, Domain, Purpose, Role

ENOUGH = 500_000


def test_python_and_postgresql_agree_in_every_cell(
    cursor: Cur, record_property: Callable[[str, object], None]
) -> None:
    made = world.make(cursor)

    result = matrix.prove(cursor, made)

    cells = sum(result.cells.values())
    print(f"\n{cells:,} cells: {dict(result.cells)}")
    record_property("access.matrix_cells", cells)
    assert result.mismatches[:5] == []
    assert cells > ENOUGH
    assert set(result.cells) == set(Action.values)


def test_the_matrix_finds_a_wall_that_forgets_sensitivity(cursor: Cur) -> None:
    made = world.make(cursor)
    world.run(
        cursor,
        "create or replace function wall.clearance() returns integer"
        " language sql stable return 3",
    )
    expected = matrix.Expected(
        world.asking(Role.ANALYST, Purpose.INTEL_ASSESSMENT, made.at), made
    )
    result = matrix.Result()

    matrix.compare_reading(cursor, expected, "intelligence_intelligencereport", result)

    assert result.mismatches


def test_the_states_hold_every_basis_level_and_exclusion() -> None:
    ways = {way.basis for state in STATES for way in state.ways}

    assert ways == set(AccessBasis.values) - {
        AccessBasis.ORGANISATION,
        AccessBasis.OVERSIGHT,
    }
    assert {state.sensitivity for state in STATES} == {2, 3}
    assert {state.kept_out for state in STATES} >= {"", "person", "organisation"}


def test_a_share_without_operational_data_shows_nothing() -> None:
    state = replace(STATES[0], organisation=states.OTHER)
    made_at = datetime.now(UTC)
    header = state.header(Domain.INTELLIGENCE, states.PERSON)
    asking = world.asking(Role.ANALYST, Purpose.INTEL_ASSESSMENT, made_at)

    decision = decide_access(
        asking,
        Action.READ,
        header,
        Category.NARRATIVE,
        lets=[OpenGrant(AccessBasis.SHARE, categories=frozenset({"narrative"}))],
        at=made_at,
    )

    assert not decision.is_allowed
    assert decision.reason == "action"


@pytest.mark.parametrize("action", Action.values)
def test_nothing_is_allowed_without_a_way_in(action: str) -> None:
    at = datetime.now(UTC)
    state = replace(STATES[0], organisation=states.OTHER)

    decisions = [
        decide_access(
            world.asking(role, purpose, at),
            action,
            state.header(domain, states.PERSON),
            Category.OPERATIONAL,
            at=at,
        )
        for role in Role.values
        for purpose in Purpose.values
        for domain in Domain.values
        if role != Role.OVERSEER
    ]

    assert not any(decision.is_allowed for decision in decisions)
