"""A further connection that joins the first one's transaction while a test has one.

Most tests run in one transaction that is undone at their end. Two connections would
not see each other's rows in it, so there ``signin`` is the connection of ``default``,
which becomes unhidden_signin for each statement and is again who it was after it. In
a test that commits, and in every process, it is a connection of its own.

``stored`` is for tests alone: it sees every row, as a backup does, so that a test can
ask what is there and not only what somebody is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connections
from django.db.backends.postgresql import base

# Several wrappers count savepoints on one connection: their names must differ.
FIRST_SAVEPOINT = {"signin": 1_000_000, "stored": 2_000_000}
# Two statements at a time: each way to the server counts, and there are very many.
_BECOME = "savepoint in_role; select current_user, set_config('role', '{}', true)"
_RETURN = "select set_config('role', '{}', true); release savepoint in_role"
_UNDO = "rollback to savepoint in_role; release savepoint in_role"


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL, on the connection of ``default`` within a test's transaction."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.savepoint_state = FIRST_SAVEPOINT[self.alias]
        self.execute_wrappers.append(self._in_role)

    @property
    def is_shared(self) -> bool:
        """Whether a test's own transaction is open on ``default``."""
        blocks = connections["default"].atomic_blocks
        return bool(blocks) and bool(getattr(blocks[0], "_from_testcase", False))

    def ensure_connection(self) -> None:
        first = connections["default"]
        if self.is_shared:
            first.ensure_connection()
            if self.connection is not first.connection:
                self._let_go()
                self.connection = first.connection
            return
        if self.connection is first.connection:
            self.connection = None
        super().ensure_connection()

    def close(self) -> None:
        """Let go of the other's connection; close one's own."""
        if self.is_shared or self.connection is connections["default"].connection:
            self._let_go()
            self.savepoint_ids, self.in_atomic_block = [], False
            return
        super().close()

    def _let_go(self) -> None:
        """Of the other's connection as it is, of one's own closed."""
        held, self.connection = self.connection, None
        if held is not None and held is not connections["default"].connection:
            held.close()

    def get_autocommit(self) -> bool:
        """Never, while shared: then every block becomes a savepoint."""
        return False if self.is_shared else super().get_autocommit()

    def chunked_cursor(self) -> Any:
        """No server-side cursor while shared: it would outlive its statement's role."""
        return self.cursor() if self.is_shared else super().chunked_cursor()

    def _savepoint(self, sid: str) -> None:
        self._control(self.ops.savepoint_create_sql(sid))

    def _savepoint_rollback(self, sid: str) -> None:
        self._control(self.ops.savepoint_rollback_sql(sid))

    def _savepoint_commit(self, sid: str) -> None:
        self._control(self.ops.savepoint_commit_sql(sid))

    def _control(self, statement: str) -> None:
        self.ensure_connection()
        assert self.connection is not None
        with self.wrap_database_errors:
            self.connection.execute(statement)

    def _in_role(
        self,
        execute: Callable[..., Any],
        sql: str,
        params: Any,
        many: bool,
        context: dict[str, Any],
    ) -> Any:
        """Run one statement as the role; an error undoes it, and the role with it."""
        if not self.is_shared:
            return execute(sql, params, many, context)
        assert self.connection is not None
        raw, role = self.connection, self.settings_dict["OPTIONS"]["assume_role"]
        try:
            begun = raw.execute(_BECOME.format(role), prepare=False)
            begun.nextset()
            before = begun.fetchone()[0]
            result = execute(sql, params, many, context)
            raw.execute(_RETURN.format(before), prepare=False)
        except BaseException:
            raw.execute(_UNDO, prepare=False)
            raise
        return result
