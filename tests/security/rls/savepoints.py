"""Try something, and let nothing of it stay."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import Cursor, Error, errors
from psycopg.rows import TupleRow

Cur = Cursor[TupleRow]


@contextmanager
def undone(cursor: Cur, *, only_failures: bool = False) -> Iterator[list[bool]]:
    """A savepoint that is rolled back; after it the connection is the superuser's.

    With ``only_failures``, what succeeded stays, and a refusal is swallowed.
    """
    done: list[bool] = []
    cursor.execute("savepoint proof")
    try:
        yield done
    except Error as error:
        cursor.execute("rollback to savepoint proof")
        is_refused = isinstance(error, errors.InsufficientPrivilege)
        if not (only_failures and is_refused):
            raise
    else:
        if not only_failures:
            cursor.execute("rollback to savepoint proof")
    finally:
        cursor.execute("release savepoint proof")
