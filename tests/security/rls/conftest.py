"""The superuser's connection of these tests; whatever they do is undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.security.rls.world import Cur
from tests.support.postgres import Server
from unhidden.hosting.postgres import connecting


@pytest.fixture
def cursor(
    django_db_setup: None, test_server: Server, test_database: str
) -> Iterator[Cur]:
    """One transaction on the test database, past every rule."""
    parameters = {**test_server.admin, "dbname": test_database}
    with (
        connecting.connect(parameters) as connection,
        connection.transaction(force_rollback=True),
    ):
        yield connection.cursor()
