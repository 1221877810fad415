"""A function that gives one value gives a row even when the value is null.

So ``exists (select from wall.mailbox_of(...))`` is always true, and what is missing
seems to be there. Such a function never stands where rows are expected; one that gives
a whole row may, where nobody asks whether it exists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from tests.architecture.sources import files, named

pytestmark = pytest.mark.django_db

_IN_FROM = r"(?<!distinct )\b(?:from|join|lateral)\s+((?:wall|public)\.\w+)\s*\("
_EXISTS = r"(?:exists\s*\(\s*select|perform)[^();]*?\bfrom\s+(\w+\.\w+)\s*\("
_WRITTEN = """
select p.oid::regprocedure::text, pg_get_functiondef(p.oid)
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
 where n.nspname in ('wall', 'public') and p.prokind = 'f'
union all
select schemaname || '.' || tablename || ': ' || policyname,
       concat_ws(' ', qual, with_check)
  from pg_policies
union all
select schemaname || '.' || viewname, definition
  from pg_views where schemaname in ('wall', 'public')
"""
_OF_ONE_VALUE = """
select n.nspname || '.' || p.proname, t.typtype = 'c'
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  join pg_type t on t.oid = p.prorettype
 where n.nspname in ('wall', 'public') and not p.proretset
"""


def test_no_function_of_one_value_stands_for_rows() -> None:
    with connections["stored"].cursor() as cursor:
        cursor.execute(_OF_ONE_VALUE)
        has_columns = dict(cursor.fetchall())
        cursor.execute(_WRITTEN)
        written = dict(cursor.fetchall()) | dict(sources())
    values = {name for name, is_row in has_columns.items() if not is_row}

    assert {"wall.mailbox_of", "wall.is_held"} <= values
    wrong = {
        where: called(_IN_FROM, text) & values | called(_EXISTS, text) & {*has_columns}
        for where, text in written.items()
    }
    assert {where: names for where, names in wrong.items() if names} == {}


@pytest.mark.parametrize(
    "text",
    [
        "select exists (select from wall.mailbox_of(%s))",
        "exists (select 1 as x\n from wall.mailbox_of(digest))",
        "perform from wall.mailbox_of(digest); if found then x(); end if;",
        "select m into held from wall.mailbox_of(digest) m;",
    ],
)
def test_the_mistake_is_found(text: str) -> None:
    found = called(_IN_FROM, text) | called(_EXISTS, text)

    assert found == {"wall.mailbox_of"}


def called(pattern: str, text: str) -> set[str]:
    """The functions that stand so in a text."""
    return {name.lower() for name in re.findall(pattern, text, re.IGNORECASE)}


def sources() -> Iterator[tuple[str, str]]:
    """Every file of the program and its tests that may hold SQL, but this one."""
    for path in files(".py", ".sql"):
        if path != Path(__file__):
            yield named(path), path.read_text()
