"""What the database roles may do is what the tables declare: no less, and no more."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from unhidden.access.rls.tables import (
    BACKUP,
    GRANTED,
    list_declared_tables,
    parse_verbs,
    rights_on,
)
from unhidden.lib.rights import RowsUnder, TableAccess
from unhidden.vault.fields import SealedField

Right = tuple[str, str, str, str]

# Column rights lie beside the columns; a whole table's beside the table.
_GRANTED = """
with rights (name, owner, of_column, acl) as (
    select relname, relowner, '', relacl from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
     union all
    select c.relname, c.relowner, t.attname, t.attacl
      from pg_class c join pg_attribute t on t.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace
)
select name, pg_get_userbyid(grantee), lower(privilege_type), of_column
  from rights, aclexplode(acl) where grantee <> owner
"""
_TABLES = """
select relname, pg_get_userbyid(relowner) from pg_class
 where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
"""


def rows(query: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def granted() -> set[Right]:
    """(table, role, verb, column) for everybody but the owner."""
    return {(table, who, verb, column) for table, who, verb, column in rows(_GRANTED)}


def wanted() -> set[Right]:
    """The same, as declared; the backup reads everything."""
    served = {
        (table, GRANTED[process], verb, column.strip())
        for table, rights in list_declared_tables().items()
        for process in GRANTED
        for verb, columns in parse_verbs(rights_on(rights, process))
        for column in columns.split(",")
    }
    return served | {(table, BACKUP, "select", "") for table in list_declared_tables()}


def test_every_table_of_ours_declares_who_may_what() -> None:
    silent = [
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("unhidden.")
        if not hasattr(model, "access_policy")
    ]

    assert silent == []


@pytest.mark.django_db
def test_every_table_in_the_database_is_declared() -> None:
    there = {row[0] for row in rows(_TABLES)}

    assert there - list_declared_tables().keys() == set()


@pytest.mark.django_db
def test_the_owner_owns_every_table() -> None:
    assert {row[1] for row in rows(_TABLES)} == {"unhidden_owner"}


@pytest.mark.django_db
def test_the_grants_are_those_declared() -> None:
    real, declared_ = granted(), wanted()

    assert real - declared_ == set()
    assert declared_ - real == set()


def test_a_table_of_a_library_is_not_declared_twice() -> None:
    ours = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("unhidden.")
    }

    assert ours & settings.TABLE_ACCESS_OF_LIBRARIES.keys() == set()


def test_procedures_find_everything_that_is_sealed_of_a_record() -> None:
    """``wall.sealed_rows`` reads each table's id and what leads up to its record."""
    tables, missing = list_declared_tables(), []
    for model in apps.get_models():
        is_sealed = getattr(model, "sealed_parts", None) or any(
            isinstance(field, SealedField) for field in model._meta.fields
        )
        if is_sealed and not getattr(model, "is_sealed_apart", False):
            missing += _list_missing(model._meta.db_table, tables)

    assert missing == []


def _list_missing(table: str, tables: Mapping[str, TableAccess]) -> list[str]:
    """The columns on the way up that the guard may not read."""
    rows = tables[table].rows
    if not isinstance(rows, RowsUnder):
        return []
    readable = {
        column.strip()
        for verb, columns in parse_verbs(rights_on(tables[table], "guard"))
        if verb == "select"
        for column in (columns or f"id, {rows.column}").split(",")
    }
    missing = sorted({"id", rows.column} - readable)
    above = _list_missing(rows.table, tables)
    return [*(f"{table}.{column}" for column in missing), *above]
