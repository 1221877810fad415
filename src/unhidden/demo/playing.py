"""Be the process that would do a thing, under its own database role."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from django.db import connection, transaction

from unhidden.lib.database_roles import ROLES


def public_site() -> AbstractContextManager[None]:
    """Run the block as the public site, and be the staff site again after it."""
    return _as("public")


def play_worker() -> AbstractContextManager[None]:
    """Run the block as the worker, and be the staff site again after it."""
    return _as("worker")


def play_field() -> AbstractContextManager[None]:
    """Run the block as what takes what phones send, and be the staff site again."""
    return _as("field")


@contextmanager
def _as(process: str) -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"set local role {ROLES[process]}")
        yield
        cursor.execute(f"set local role {ROLES['staff']}")
