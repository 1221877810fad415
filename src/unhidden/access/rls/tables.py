"""Make the database match what the models declare: rights first, then the wall."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from unhidden.access.rls import guarding
from unhidden.lib.database_roles import GUARD, ROLES
from unhidden.lib.rights import GuardedHeads, TableAccess

#: The roles that have rights of their own on a table.
GRANTED = {name: ROLES[name] for name in ("public", "staff", "worker", "signin")} | {
    "guard": GUARD
}
BACKUP = ROLES["backup"]  # reads every row of every table, and changes none
_VERB = re.compile(r"(select|insert|update|delete)(?:\(([^)]*)\))?")


def list_declared_tables() -> dict[str, TableAccess]:
    """Each table's rights: ours from the models, libraries' from the settings."""
    ours = {
        model._meta.db_table: model.access_policy
        for model in apps.get_models(include_auto_created=True)
        if hasattr(model, "access_policy")
    }
    libraries: Mapping[str, TableAccess] = settings.TABLE_ACCESS_OF_LIBRARIES
    return {**libraries, **ours}


def rights_on(access: TableAccess, process: str) -> str:
    """What a process may do; the guard reads the heads of records, besides."""
    given: str = getattr(access, process)
    if process == "guard" and isinstance(access.rows, GuardedHeads):
        rows = access.rows
        columns = {"id", rows.organisation, "sensitivity", "is_restricted"}
        columns |= {rows.opened_by, rows.reference} - {""}
        return f"{given} select({', '.join(sorted(columns))})"
    return given


def parse_verbs(rights: str) -> Iterable[tuple[str, str]]:
    """``"insert, select(id)"`` as pairs of verb and column list."""
    yield from _VERB.findall(rights)


def statements(tables: Mapping[str, TableAccess]) -> list[str]:
    """The GRANT statements for these tables, after taking everything away."""
    quote = connection.ops.quote_name
    found: list[str] = []
    for table, access in sorted(tables.items()):
        for name, role in GRANTED.items():
            found.append(f"REVOKE ALL ON {quote(table)} FROM {role}")
            for verb, columns in parse_verbs(rights_on(access, name)):
                named = ", ".join(quote(each.strip()) for each in columns.split(","))
                shown = f" ({named})" if columns else ""
                found.append(f"GRANT {verb}{shown} ON {quote(table)} TO {role}")
    return found


def policies(tables: Mapping[str, TableAccess]) -> list[str]:
    """Row-level security on these tables, for every role that has a right there."""
    return [
        statement
        for table, access in sorted(tables.items())
        for statement in guarding.make_row_policies(
            table,
            {
                GRANTED[name]: {
                    verb for verb, _ in parse_verbs(rights_on(access, name))
                }
                for name in GRANTED
            },
            tables,
        )
    ]


def apply_table_rights() -> None:
    """Run as the owner after migrating; a second time changes nothing.

    Functions and policies that nobody declares any more are dropped.
    """
    tables = list_declared_tables()
    libraries = settings.TABLE_ACCESS_OF_LIBRARIES
    guarded = {name: tables[name] for name in tables if name not in libraries}
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements(tables):
            cursor.execute(statement)
        for role in GRANTED.values():
            cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        for role in ("unhidden_staff", "unhidden_worker", "unhidden_guard"):
            cursor.execute(
                f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"
            )
        cursor.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {BACKUP}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {BACKUP}")
        guarding.build_guards(cursor, guarded, policies(guarded))
