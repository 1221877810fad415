"""Be another database role for a while, as the demonstration and the tests are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from psycopg.pq import TransactionStatus

from config.server.roles import ROLES


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
