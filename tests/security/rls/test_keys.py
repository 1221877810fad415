"""Nobody's SQL puts a key in a team's place, joins a team, or takes a key away.

The promise: no program's role writes any table of keys, in the page of anybody or in
none, but that the public site adds keys to what it takes in, under the newest ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from psycopg import Error

from tests.security.rls import rows, world
from tests.security.rls.savepoints import undone
from tests.security.rls.world import Cur
from unhidden.access.policy import RIGHTS

PAGES = [(role, str(each)) for role in RIGHTS for each in RIGHTS[role].purposes]
TABLES = [model._meta.db_table for model in apps.get_app_config("vault").get_models()]
_COLUMNS = """
select attname from pg_attribute
 where attrelid = to_regclass(%s) and attnum > 0 and not attisdropped
"""
#: A key that opens nothing, to somebody's identity, for the newest keys of a team.
_GIVES = """
insert into vault_recordkey (id, record_id, slot, team_id, generation_id, sealed_key)
select gen_random_uuid(), gen_random_uuid(), 'safeguarding_case.identity_sealed',
       team_id, id, ''
  from vault_generation order by number desc limit 1
"""


def test_nobody_writes_a_table_of_keys(cursor: Cur) -> None:
    world.make(cursor)
    written = {
        (role, *page, statement)
        for role, pages in (
            ("unhidden_staff", [*PAGES, ("", "")]),
            ("unhidden_public", [("", "")]),
            ("unhidden_worker", [("", "")]),
            ("unhidden_signin", [("", "")]),
        )
        for page in pages
        for statement in statements(cursor)
        if writes(cursor, role, page, statement)
    }

    assert {each[3:] for each in written} == set()


def test_nobody_gives_a_team_a_key_to_what_others_sealed(cursor: Cur) -> None:
    """What is sealed anew goes to whoever has a key; and a key that opens nothing, put
    there before a report is passed on, would outlive those that do."""
    world.make(cursor)
    places = [("unhidden_staff", page) for page in [*PAGES, ("", "")]]

    given = [
        each
        for each in (*places, ("unhidden_public", ("", "")))
        if writes(cursor, *each, _GIVES)
    ]

    assert given == []


def statements(cursor: Cur) -> Iterator[str]:
    """Each table's rows taken away, each of its columns changed, a row put beside."""
    for table in TABLES:
        yield f"delete from {table}"
        columns = [name for (name,) in cursor.execute(_COLUMNS, [table]).fetchall()]
        for column in columns:
            yield f"update {table} set {column} = {column}"
        source = "generate_series(901, 901) n"
        yield rows.statement(cursor, table, {}, source).replace("%%", "%")


def writes(cursor: Cur, role: str, page: tuple[str, str], statement: str) -> bool:
    count = 0
    try:
        with undone(cursor):
            if page[0]:
                world.enter(cursor, *page)
            cursor.execute(f"set local role {role}")
            count = cursor.execute(statement.encode()).rowcount
    except Error as error:
        if error.sqlstate != "42501":
            raise
    return count > 0
