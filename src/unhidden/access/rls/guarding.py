"""The wall in PostgreSQL: its functions, who may call them, and the policies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from django.apps import apps
from django.db.backends.utils import CursorWrapper

from unhidden.access import context, rights
from unhidden.access.rls import renewing, sql_files, standing, walls
from unhidden.lib.rights import OpenRows, Rows, RowsUnder, RuledRows, TableAccess

STAFF, GUARD, OWNER = "unhidden_staff", "unhidden_guard", "unhidden_owner"
PUBLIC = "unhidden_public"
#: The wall's own tables, and what the guard may do there; nobody else may anything.
TABLES = {
    "signing_key": "select",
    "domain": "select",
    "role_right": "select",
    "team_right": "select",
    "event_name": "select",
    "replays": "select",
    "turn": "select, insert, update, delete",
}
#: What staff may write while nobody is inside, in ``wall_events``.
DOOR = "door"

_POLICY = re.compile(r"CREATE POLICY (\w+) ON (\w+) ")


def build_guards(
    cursor: CursorWrapper, tables: Mapping[str, TableAccess], statements: Iterable[str]
) -> None:
    """Put functions and policies in place, each function closed to all but its callers.

    ``statements`` are those of ``make_row_policies``. Functions belong to a role that
    owns no table, cannot sign in, and reads what they need: definer functions run as
    their owner. Raises NotAsDeclared.
    """
    cursor.execute("create schema if not exists wall")
    cursor.execute(f"grant usage, create on schema wall to {GUARD}")
    for role in list_role_calls():
        cursor.execute(f"grant usage on schema wall to {role}")
    for text in sql_files.list_preparations(tables):
        cursor.execute(text)
    for table, granted in TABLES.items():
        cursor.execute(f"grant {granted} on wall.{table} to {GUARD}")
    renewing.renew(cursor, _wanted(cursor, tables, statements))
    standing.drop_other_tables(cursor, TABLES)
    rights.store_policy(cursor, context.read_master_key())
    rights.store_events(cursor, list_process_events())


def _wanted(
    cursor: CursorWrapper, tables: Mapping[str, TableAccess], statements: Iterable[str]
) -> renewing.Wanted:
    """What is declared; on the way, the rows of each table are guarded."""
    unforced, made = standing.list_unforced(cursor), {}
    for statement in statements:
        if named := _POLICY.match(statement):
            made[named[2], named[1]] = statement
        elif statement.split()[2] in unforced:
            cursor.execute(statement)
    functions = sql_files.list_functions(tables)
    of_the_owner = {f"wall.{name}" for name in of_owner()} | {
        each.name for each in functions if each.name.startswith("public.")
    }
    callers: dict[str, set[str]] = {}
    for role, names in list_role_calls().items():
        for name in names:
            callers.setdefault(f"wall.{name}", set()).add(role)
    return renewing.Wanted(functions, callers, dict.fromkeys(of_the_owner, OWNER), made)


def list_role_calls() -> dict[str, set[str]]:
    """The functions that each role may call, as the modules' ``apps.py`` say."""
    found: dict[str, set[str]] = {STAFF: set(), PUBLIC: set()}
    for config in apps.get_app_configs():
        for role, names in getattr(config, "wall_calls", {}).items():
            found.setdefault(role, set()).update(names)
    return found


def list_process_events() -> Iterator[tuple[str, str, bool]]:
    """Each process with each event that it may write, and whether it is of the door.

    The modules' ``wall_events`` say so; a module names its own events alone.
    """
    for config in apps.get_app_configs():
        for process, words in getattr(config, "wall_events", {}).items():
            writer = "staff" if process == DOOR else process
            for word in words.split():
                yield writer, f"{config.label}.{word}", process == DOOR


def of_owner() -> set[str]:
    """The functions that run as the owner of the tables, since they make tables."""
    configs = apps.get_app_configs()
    return {name for each in configs for name in getattr(each, "wall_of_owner", ())}


def make_row_policies(
    table: str, verbs: Mapping[str, set[str]], tables: Mapping[str, TableAccess]
) -> Iterator[str]:
    """Forced row-level security, with one policy for each command of each role."""
    rows = walls.rows_of(table, tables)
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    for role, commands in verbs.items():
        for command in sorted(commands):
            shown, checked = "true", "true"
            if role == STAFF:
                shown, checked = _conditions(rows, command, tables)
            elif role == PUBLIC and isinstance(rows, OpenRows | RowsUnder | RuledRows):
                shown = checked = rows.public
            using = "" if command == "insert" else f" USING ({shown})"
            check = f" WITH CHECK ({checked})" if command in _WRITES else ""
            name = f"{role.removeprefix('unhidden_')}_{command} ON {table}"
            yield f"CREATE POLICY {name} FOR {command} TO {role}{using}{check}"
    if isinstance(rows, OpenRows):
        name = f"owner_all ON {table}"
        yield f"CREATE POLICY {name} TO {OWNER} USING (true) WITH CHECK (true)"


_WRITES = {"insert", "update"}


def _conditions(
    rows: Rows, command: str, tables: Mapping[str, TableAccess]
) -> tuple[str, str]:
    """What a row must be to be met by the command, and what it must be after it."""
    if command == "select":
        return walls.make_select_condition(rows, tables), ""
    if command == "insert":
        return "", _and_after(walls.make_insert_condition(rows, tables), rows)
    changed = walls.make_update_condition(rows, tables)
    if command == "delete" and isinstance(rows, RuledRows) and rows.delete:
        changed = rows.delete
    return _and_before(changed, rows), _and_after(changed, rows)


def _and_before(condition: str, rows: Rows) -> str:
    """The condition, and what the row must be until it is written."""
    if isinstance(rows, RowsUnder | RuledRows) and rows.before:
        return f"({condition}) and ({rows.before})"
    return condition


def _and_after(condition: str, rows: Rows) -> str:
    """The condition, and what the row must be once it is written."""
    if isinstance(rows, RowsUnder | RuledRows) and rows.after:
        return f"({condition}) and ({rows.after})"
    return condition
