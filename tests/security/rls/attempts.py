"""One thing that somebody tries in the database, and what must come of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg import Error

from tests.security.rls import world
from tests.security.rls.savepoints import undone
from tests.security.rls.world import Cur

REFUSED, EMPTY_TEAM, NOT_GRANTED = "42501", "23514", "42501"
DONE = "done"


@dataclass(frozen=True, slots=True)
class Attempt:
    """``steps`` run as the staff role in the context; ``expects`` is an SQLSTATE,
    "done", or the last answer as text. ``before`` is what a superuser has prepared.

    ``procedures`` names those whose conditions it tries, or a table whose policies.
    ``proved_ago``: the minutes since the person proved who they are.
    """

    procedures: str
    name: str
    who: tuple[str, str]
    steps: Sequence[str]
    expects: str = REFUSED
    before: Sequence[str] = ()
    role: str = world.STAFF
    proved_ago: int = world.LONG_AGO

    def outcome(self, cursor: Cur) -> str:
        """What really came of it; nothing of it stays."""
        answer = DONE
        try:
            with undone(cursor):
                for statement in self.before:
                    world.run(cursor, statement)
                if self.who[1]:
                    world.enter(cursor, *self.who, proved_ago=self.proved_ago)
                world.run(cursor, f"set local role {self.role}")
                for statement in self.steps:
                    cursor.execute(statement.encode())
                if self.expects != DONE and cursor.description:
                    answer = str((cursor.fetchone() or [None])[0])
        except Error as error:
            return str(error.sqlstate)
        return answer

    def fails(self, cursor: Cur) -> str:
        """How it went otherwise than it must, or nothing."""
        found = self.outcome(cursor)
        if found == self.expects:
            return ""
        return f"{self.name}: {found} instead of {self.expects}"
