"""Be another database role for a while, as another process would be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from config.server import roles
from config.steps.roles import as_role

__all__ = ["as_guard", "as_role"]


@contextmanager
def as_guard() -> Iterator[None]:
    """Run the block as the owner of the wall's procedures.

    For rows that no program's role may write, and that a test must find there.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select current_user")
        before = cursor.fetchone()[0]
        cursor.execute(f"set local role {roles.GUARD}")
        yield
        cursor.execute(f"set local role {before}")
