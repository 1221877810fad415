"""What a table does for everybody, as observations that a weaker wall would change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from psycopg import Error

from tests.security.rls import rows, states, world
from tests.security.rls.savepoints import undone
from tests.security.rls.world import Cur, World
from unhidden.access.policy import Purpose, Role
from unhidden.lib.rights import GuardedHeads, RowsUnder

Look = tuple[str, str, str]
NOBODY = ("", "")
_RIGHTS = """
select has_table_privilege(%(role)s, %(table)s::regclass, 'select'),
       has_table_privilege(%(role)s, %(table)s::regclass, 'insert'),
       has_table_privilege(%(role)s, %(table)s::regclass, 'delete'),
       has_any_column_privilege(%(role)s, %(table)s::regclass, 'select')
"""
_COLUMNS = """
select attname, format_type(atttypid, null) from pg_attribute
 where attrelid = %(table)s::regclass and attnum > 0 and not attisdropped
   and has_column_privilege(%(role)s, %(table)s::regclass, attname, 'update')
"""


# Nobody first: before them nearly every weaker wall falls. The matrix asks everybody.
CONTEXTS = [
    NOBODY,
    (Role.ANALYST, Purpose.REPORT_TRIAGE),
    (Role.ANALYST, Purpose.INTEL_ASSESSMENT),
    (Role.PLANNER, Purpose.OPERATION_DELIVERY),
    (Role.PLANNER, Purpose.OVERSIGHT_STATISTICS),
    (Role.SUPPORT_MANAGER, Purpose.SAFEGUARDING_SUPPORT),
    (Role.SAFEGUARDING_LEAD, Purpose.DISCLOSURE),
    (Role.INVESTIGATOR, Purpose.INVESTIGATION),
    (Role.OVERSEER, Purpose.AUDIT),
    (Role.ADMINISTRATOR, Purpose.SYSTEM_ADMIN),
]


@dataclass
class Looks:
    """How each table of an unchanged wall behaves; ``changed`` compares."""

    made: World
    _known: dict[tuple[str, Look, str], object] = field(default_factory=dict)

    def changed(self, cursor: Cur, table: str) -> str:
        """The first observation that is another than before, or nothing."""
        for look, statement in self._looks(cursor, table):
            found = outcome(cursor, look, statement)
            if found != self._known[(table, look, statement)]:
                return f"{look} {statement}: {found}"
        return ""

    def learn(self, cursor: Cur, table: str) -> None:
        for look, statement in self._looks(cursor, table):
            key = (table, look, statement)
            if key not in self._known:
                self._known[key] = outcome(cursor, look, statement)

    def _looks(self, cursor: Cur, table: str) -> Iterator[tuple[Look, str]]:
        for role in ("unhidden_public", "unhidden_worker", "unhidden_signin"):
            for statement in self._statements(cursor, table, role):
                yield (role, *NOBODY), statement
        statements = list(self._statements(cursor, table, world.STAFF))
        for who in CONTEXTS:
            for statement in statements:
                yield (world.STAFF, *who), statement

    def _statements(self, cursor: Cur, table: str, role: str) -> Iterator[str]:
        asked = {"role": role, "table": table}
        row = cursor.execute(_RIGHTS, asked).fetchone() or (False,) * 4
        if row[0]:
            shown = f"select count(*), md5(string_agg(t::text, '' order by t::text)) from {table} t"  # noqa: E501
            yield shown
        elif row[3]:
            yield f"select count(*) from {table}"
        for column, kind in cursor.execute(_COLUMNS, asked).fetchall():
            yield f'update {table} set "{column}" = {self._moved(table, column, kind)}'
        if row[1]:
            yield from self._inserts(cursor, table)
        if row[2]:
            yield f"delete from {table}"

    def _moved(self, table: str, column: str, kind: str) -> str:
        """A value that takes a row out of somebody's reach, where there is one."""
        rule = self.made.tables[table].rows
        if column == "id":
            return "gen_random_uuid()"
        if column == "sensitivity":
            return "3"
        if column == "is_restricted":
            return "true"
        if isinstance(rule, RowsUnder) and column == rule.column:
            return rows.key(rule.table, str(states.number_of_strangers()))
        if isinstance(rule, GuardedHeads) and column == rule.organisation:
            return f"'{states.OTHER}'"
        # Null reads no column, so that the rule for reading does not help.
        return f"'{states.COLLEAGUE}'" if kind == "uuid" else "null"

    def _inserts(self, cursor: Cur, table: str) -> Iterator[str]:
        """Rows of three kinds: of the person's, a colleague's, and their record's."""
        rule = self.made.tables[table].rows
        for whose, number in (
            (states.PERSON, states.number_of_lead()),
            (states.COLLEAGUE, states.number_of_strangers()),
        ):
            given = dict.fromkeys(world.ids(cursor, table), f"'{whose}'")
            if isinstance(rule, RowsUnder):
                given[rule.column] = rows.key(rule.table, str(number))
            source = "generate_series(900001, 900001) n"
            given |= {"id": (given.get("id") and "gen_random_uuid()") or "n"}
            if "id" not in world.ids(cursor, table):
                del given["id"]
            statement = rows.statement(cursor, table, given, source)
            yield statement.replace("%%", "%")


def outcome(cursor: Cur, look: Look, statement: str) -> object:
    """What comes of a statement: the answer, how many rows, or the kind of refusal."""
    role, who, purpose = look
    try:
        with undone(cursor):
            if purpose:
                world.enter(cursor, who, purpose)
            world.run(cursor, f"set local role {role}")
            cursor.execute(statement.encode())
            return cursor.fetchall() if cursor.description else cursor.rowcount
    except Error as error:
        return error.sqlstate
