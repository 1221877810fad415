"""What is stored, as text."""

from __future__ import annotations

from django.db import connection


def whole_database() -> str:
    """Every row that the staff site could read, as text."""
    found: list[str] = []
    with connection.cursor() as cursor:
        cursor.execute(
            "select oid::regclass::text from pg_class where relkind = 'r'"
            " and relnamespace = 'public'::regnamespace"
            " and has_table_privilege(oid, 'select')"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"select t::text from {table} t")  # noqa: S608
            found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found)
