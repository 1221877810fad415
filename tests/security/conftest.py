"""Somebody who may write to the whole database, for the attacks that need one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.security.key_attacks import Database
from tests.support.databases import Databases
from unhidden.hosting.postgres import connecting


@pytest.fixture
def superuser(databases: Databases) -> Iterator[Database]:
    """Somebody who rules the database, and whom no trigger stops."""
    address = {**databases.server.admin, "dbname": databases.name}
    with connecting.connect(address) as connection:
        connection.execute("set session_replication_role = replica")
        yield connection
