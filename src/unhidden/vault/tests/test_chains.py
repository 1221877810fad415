"""What each process asks of the database before it seals."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOON
from tests.made.vault import by_system, make_finished, make_member
from unhidden.vault import actions, chains

pytestmark = pytest.mark.django_db


def asked(team_id: UUID) -> int:
    with CaptureQueriesContext(connection) as asked:
        actions.newest_of([team_id])
    return len(asked)


def test_one_query_tells_that_no_chain_grew() -> None:
    team_id, _ = make_finished()
    chains.find_newest_generations([team_id])

    assert asked(team_id) == 1


def test_a_chain_that_grew_is_read_again_once() -> None:
    team_id, ring = make_finished()
    chains.find_newest_generations([team_id])
    make_member(team_id)
    by_system(actions.rotate_team_keys)(team_id=team_id, by=ring, at=NOON)

    assert (asked(team_id), asked(team_id)) == (2, 1)
