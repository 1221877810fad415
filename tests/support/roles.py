"""Be another database role for a while, as another process would be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from psycopg.pq import TransactionStatus

from unhidden.lib import database_roles
from unhidden.lib.database_roles import ROLES


@contextmanager
def as_role(process: str) -> Iterator[None]:
    """Run the block as the role of ``process``: public, staff or worker.

    What the block does stays done, unless it leaves the transaction broken: then it
    is undone, together with the change of role.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select current_user")
        before = cursor.fetchone()[0]
        cursor.execute(f"set local role {ROLES[process]}")
        yield
        if connection.connection.info.transaction_status == TransactionStatus.INERROR:
            transaction.set_rollback(True)
        else:
            cursor.execute(f"set local role {before}")


@contextmanager
def as_guard() -> Iterator[None]:
    """Run the block as the owner of the wall's procedures.

    For rows that no program's role may write, and that a test must find there.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select current_user")
        before = cursor.fetchone()[0]
        cursor.execute(f"set local role {database_roles.GUARD}")
        yield
        cursor.execute(f"set local role {before}")
