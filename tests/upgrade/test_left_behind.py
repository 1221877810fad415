"""A migration leaves the functions and policies that are declared, and no others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.db.backends.utils import CursorWrapper
from pytest_django import DjangoDbBlocker

from tests.support.postgres import Server
from unhidden.access.rls import standing, tables
from unhidden.config.environment import read_database as settings_of
from unhidden.hosting.postgres import connecting

_OBJECTS = """
select 'function ' || p.oid::regprocedure, p.oid::text || ' ' || p.xmin from pg_proc p
 where p.pronamespace in ('wall'::regnamespace, 'public'::regnamespace)
 union all
select 'policy ' || polname || ' on ' || polrelid::regclass, oid::text || ' ' || xmin
  from pg_policy
"""
_BODY = "select prosrc from pg_proc where oid = 'wall.refuse(text)'::regprocedure"
_CALLED_BY = """
select array_agg(a.grantee::regrole::text order by 1)
  from pg_proc p, aclexplode(proacl) a
 where p.oid = 'wall.mac(text, text)'::regprocedure
"""
_CONDITION = "select qual from pg_policies where tablename = 'visits_visit'"


@pytest.fixture
def cursor(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    test_server: Server,
    test_database: str,
) -> Iterator[CursorWrapper]:
    """The administrator's, on the migrated test database; all is undone."""
    held = connections.settings["default"]
    before = {**held}
    address = connecting.make_address({**test_server.admin, "dbname": test_database})
    with django_db_blocker.unblock():
        connection.close()
        held.update(settings_of(address), OPTIONS={})
        try:
            with transaction.atomic(), connection.cursor() as found:
                yield found
                transaction.set_rollback(True)
        finally:
            connection.close()
            held.update(before)


def migrate(cursor: CursorWrapper) -> None:
    """What is done after each migration, as the role that does it."""
    cursor.execute("set local role unhidden_owner")
    tables.apply_table_rights()
    cursor.execute("reset role")


def objects(cursor: CursorWrapper) -> dict[str, str]:
    """Which object each function and policy is, and what changed it last."""
    cursor.execute(_OBJECTS)
    return dict(cursor.fetchall())


def one(cursor: CursorWrapper, query: str) -> object:
    cursor.execute(query)
    return cursor.fetchone()[0]


def test_what_is_equal_is_left_untouched(cursor: CursorWrapper) -> None:
    before = objects(cursor)

    migrate(cursor)

    assert objects(cursor) == before


@pytest.mark.parametrize(
    "leftover",
    [
        "create function wall.evidence_of_old() returns int language sql return 1",
        "create function wall.mac(text) returns text language sql return 'x'",
        "create function public.reporting_status_of(text) returns text"
        " language sql return 'x'; alter function public.reporting_status_of(text)"
        " owner to unhidden_owner",
        "create aggregate wall.most(int) (sfunc = int4larger, stype = int)",
        "create procedure wall.run() language sql as ''",
        "create policy bypass on visits_visit for select using (true)",
        "create function wall.old() returns bool language sql return true;"
        " create policy by_the_old on visits_visit using (wall.old())",
        "create function wall.one() returns int language sql return 1;"
        " create function wall.two() returns int language sql return wall.one()",
    ],
)
def test_what_an_older_version_left_behind_is_gone(
    cursor: CursorWrapper, leftover: str
) -> None:
    before = objects(cursor)
    cursor.execute(leftover)
    assert objects(cursor) != before

    migrate(cursor)

    assert objects(cursor) == before


def test_so_is_a_table_of_the_wall_that_nothing_uses(cursor: CursorWrapper) -> None:
    cursor.execute("create table wall.context_key (key bytea)")
    cursor.execute("create view wall.keys as select * from wall.context_key")

    migrate(cursor)

    assert one(cursor, "select to_regclass('wall.context_key') is null")


@pytest.mark.parametrize(
    "own",
    [
        # An operator's, in a schema of their own, and beside our tables.
        "create schema monitoring; create function monitoring.today() returns date"
        " language sql return wall.today()",
        "create function public.size_of_it() returns int language sql return 1",
        "create schema monitoring; create table monitoring.seen (id int);"
        " create policy seen on monitoring.seen using (wall.is_signed())",
        # The job queue's.
        "create function public.procrastinate_fetch_job_v9() returns int"
        " language sql return 1; alter function public.procrastinate_fetch_job_v9()"
        " owner to unhidden_owner",
        # An extension's.
        "create extension pg_trgm schema public",
    ],
)
def test_what_is_not_the_programs_is_left(cursor: CursorWrapper, own: str) -> None:
    cursor.execute(own)
    before = objects(cursor)
    made = one(cursor, "select array_agg(oid order by oid) from pg_proc")

    migrate(cursor)

    assert objects(cursor) == before
    assert one(cursor, "select array_agg(oid order by oid) from pg_proc") == made


@pytest.mark.parametrize(
    ("altered", "what"),
    [
        (
            "create or replace function wall.refuse(why text) returns void"
            " language plpgsql as 'begin return; end'",
            _BODY,
        ),
        ("alter function wall.refuse(text) owner to postgres", _BODY),
        (
            "drop function wall.refuse(text); create function wall.refuse(why text)"
            " returns int language sql return 1",
            _BODY,
        ),
        (
            "grant execute on function wall.mac(text, text) to public;"
            "grant execute on function wall.mac(text, text) to unhidden_staff"
            " with grant option",
            _CALLED_BY,
        ),
        ("revoke all on function wall.mac(text, text) from unhidden_guard", _CALLED_BY),
        ("alter policy staff_select on visits_visit using (true)", _CONDITION),
        ("alter policy staff_select on visits_visit to public", _CONDITION),
        ("drop policy staff_select on visits_visit", _CONDITION),
        (
            "drop function wall.clearance() cascade; create function wall.clearance()"
            " returns text language sql return '4'",
            _CONDITION,
        ),
        ("alter function public.vault_link_is_final() stable", _BODY),
    ],
)
def test_what_was_altered_by_hand_is_put_right(
    cursor: CursorWrapper, altered: str, what: str
) -> None:
    functions, policies = standing.read_functions(cursor), standing.policies(cursor)
    before = one(cursor, what)
    cursor.execute(altered)

    migrate(cursor)

    now = standing.read_functions(cursor)
    assert one(cursor, what) == before
    assert [at for at in functions if not functions[at].is_as(now.get(at))] == []
    assert now.keys() == functions.keys()
    there = standing.policies(cursor)
    assert {at: each.text for at, each in there.items()} == {
        at: each.text for at, each in policies.items()
    }


def test_what_was_altered_alone_is_made_anew(cursor: CursorWrapper) -> None:
    before = objects(cursor)
    cursor.execute("alter policy staff_select on visits_visit using (true)")
    cursor.execute("alter function wall.clearance() volatile")

    migrate(cursor)

    now = objects(cursor)
    changed = {name for name in now if now[name] != before[name]}
    assert changed == {
        "function wall.clearance()",
        "policy staff_select on visits_visit",
    }


def test_an_operators_view_of_what_vanished_stops_the_migration(
    cursor: CursorWrapper,
) -> None:
    cursor.execute("create function wall.old() returns int language sql return 1")
    cursor.execute("create schema monitoring")
    cursor.execute("create view monitoring.old as select wall.old()")

    with pytest.raises(DatabaseError, match=r"view monitoring\.old depends"):
        migrate(cursor)
