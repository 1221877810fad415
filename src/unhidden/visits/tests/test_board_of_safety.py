"""Nothing on the board changes because a person was brought to safety."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.safeguarding import make_case_offer, take_on
from tests.made.visits import Planned, make_find, make_planned, make_visit
from tests.support.postgres import Server
from unhidden.operations.board.actions import tickets
from unhidden.operations.board.queries import board
from unhidden.visits import queries

NOBODY = UUID(int=0)


@pytest.fixture
def told(
    transactional_db: None, test_server: Server, test_database: str
) -> Iterator[psycopg.Connection[Any]]:
    """A connection that hears everything that any board is told."""
    wanted = test_server.parameters(test_database, "unhidden_live")
    with psycopg.connect(**wanted, autocommit=True) as made:  # type: ignore[arg-type]  # words
        found = made.execute("select wall.live_name()").fetchone()
        assert found is not None
        made.execute(f'listen "{found[0]}"'.encode())
        yield made


def count_events(told: psycopg.Connection[Any]) -> int:
    told.execute("select 1")
    return len(list(told.notifies(timeout=0.3)))


def read(cast: Cast, planned: Planned) -> object:
    """The whole board, without what names one operation or another."""
    view = board.read_board(
        viewer=cast.actor("planner"),
        operation_id=planned.operation_id,
        on=TODAY,
        at=NOON,
    )
    whole = [replace(each, id=NOBODY, operation_id=NOBODY) for each in view.visits]
    return whole, view.tally, view.places


def ask_channels(cast: Cast, planned: Planned) -> None:
    """Somebody has the board open: else nothing is told to anybody."""
    tickets.issue_ticket(
        operation_id=planned.operation_id,
        on=TODAY,
        team_id=None,
        actor=cast.actor("planner"),
        at=NOON,
    )


def test_in_two_worlds_the_board_is_the_same(
    cast: Cast, told: psycopg.Connection[Any]
) -> None:
    ordinary, found = make_planned(cast), make_planned(cast, premises="Castle Nails")
    for each in (ordinary, found):
        ask_channels(cast, each)
    assert read(cast, ordinary) == read(cast, found)
    count_events(told)

    make_visit(cast, planned=ordinary)
    of_ordinary = count_events(told)
    visit_id = make_find(cast, planned=found)
    of_found = count_events(told)

    assert of_ordinary == of_found > 0
    assert read(cast, ordinary) == read(cast, found)
    view = queries.get_visit(viewer=cast.actor("officer"), visit_id=visit_id)
    take_on(cast, make_case_offer(cast, view.possible_victims[0].id))
    assert count_events(told) == 0
    assert read(cast, ordinary) == read(cast, found)
