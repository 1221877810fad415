"""Events, sealed and exported, for tests of the record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import transaction

from tests.cast import NOON
from tests.support.postgres import Server
from tests.support.roles import as_role
from unhidden.access.actor import NOBODY
from unhidden.access.records import new_id
from unhidden.agencies.models import Person
from unhidden.audit import actions, exporting, sealing
from unhidden.audit.statements import Anchor
from unhidden.hosting.postgres import connecting

KEY = bytes(range(32))


def add_events(count: int) -> None:
    """So many events, each of another subject, in one transaction."""
    with transaction.atomic():
        for _ in range(count):
            actions.record_event(
                name="audit.refused", actor=NOBODY, subject=Person(id=new_id()), at=NOON
            )


def add_sealed(*sizes: int) -> None:
    """A checkpoint of each size."""
    for size in sizes:
        add_events(size)
        seal()


def seal(key: bytes = KEY) -> int:
    """Seal what waits, as the worker does."""
    with as_role("worker"):
        return sealing.seal_all(key=key)


def kept_anchors() -> list[Anchor]:
    """The heads, as they were kept outside."""
    with as_role("worker"):
        return sealing.list_anchors()


@contextmanager
def superuser(server: Server, database: str) -> Iterator[psycopg.Connection[Any]]:
    """Whoever rules the database: no trigger and no policy binds them."""
    with connecting.connect({**server.admin, "dbname": database}) as connection:
        connection.execute("set session_replication_role = replica")
        yield connection


def export(connection: psycopg.Connection[Any]) -> list[bytes]:
    """The record as it stands, in the transaction that is open or one of its own."""
    with connection.transaction():
        return list(exporting.lines_now(connection))
