"""A server of a test's own, with Django's connections on a database of it.

For tests that kill their server, read its files or want it to forget nothing.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_urlsafe

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from tests.support import postgres
from tests.support.postgres import ROLE, Server
from unhidden.config.environment import read_database as database_settings
from unhidden.hosting.postgres import connecting, roles
from unhidden.hosting.postgres.cluster import EmbeddedCluster
from unhidden.hosting.postgres.connecting import Parameters

DATABASE = "unhidden"


@contextmanager
def place() -> Iterator[Path]:
    """A folder that the server's system user can reach, gone afterwards."""
    with tempfile.TemporaryDirectory(dir=postgres.folder(), prefix="tried-") as made:
        Path(made).chmod(0o711)
        yield Path(made)


def prepared(cluster: EmbeddedCluster) -> Server:
    """A running copy of the template, with the tests' role and a database for them."""
    server = Server(cluster.admin, password=token_urlsafe(24))
    with connecting.connect(cluster.admin) as admin:
        roles.create_role(admin, ROLE, inherits=False)
        roles.join_groups(admin, ROLE, roles.SERVING)
        roles.set_password(admin, ROLE, server.password)
    server.remake(DATABASE)
    return server


@contextmanager
def django_on(parameters: Parameters, blocker: DjangoDbBlocker) -> Iterator[None]:
    """Every connection of Django, in any thread, goes to this database meanwhile."""
    wanted = database_settings(connecting.make_address(parameters))
    with pytest.MonkeyPatch.context() as patch, blocker.unblock():
        connections.close_all()
        for alias in connections.settings:
            for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT"):
                patch.setitem(connections.settings[alias], key, wanted[key])
        try:
            yield
        finally:
            connections.close_all()
