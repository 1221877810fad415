"""Connections to the database: few, and each as new for every page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from psycopg.conninfo import make_conninfo
from psycopg_pool import ConnectionPool, PoolTimeout

from tests.support.postgres import Server
from unhidden.hosting.front import pools
from unhidden.hosting.postgres import connecting, limits
from unhidden.hosting.refusal import Refusal
from unhidden.lib import database_roles, database_sessions

_LEAVE = """
set statement_timeout = 0; set search_path = pg_temp, public; set role none;
select set_config('unhidden.context', 'left here', false), pg_advisory_lock(7);
create temp table reporting_report ()
"""
_LOOK = """
select current_user, current_setting('statement_timeout'),
       current_setting('search_path'),
       coalesce(current_setting('unhidden.context', true), ''),
       (select count(*) from pg_locks where locktype = 'advisory'
         and pid = pg_backend_pid())
"""


@contextmanager
def pool_of(server: Server, database: str) -> Iterator[ConnectionPool]:
    """A pool as a site has it, for one page at a time."""
    settings: dict[str, dict[str, Any]] = {"default": {"OPTIONS": {}}}
    pools.use_connection_pools(settings)
    options = {**settings["default"]["OPTIONS"]["pool"], "max_size": 1, "timeout": 1}
    parameters = {**server.admin, "dbname": database}
    parameters["options"] = database_sessions.make_connection_options("public")
    with ConnectionPool(
        make_conninfo(**parameters),
        kwargs={"autocommit": True},
        check=ConnectionPool.check_connection,  # as Django does (CONN_HEALTH_CHECKS)
        **options,
    ) as pool:
        yield pool


@pytest.mark.django_db(transaction=True)
def test_what_one_page_left_on_a_connection_the_next_does_not_find(
    test_server: Server, test_database: str
) -> None:
    with pool_of(test_server, test_database) as pool:
        with pool.connection() as first:
            before, backend = first.execute(_LOOK).fetchone(), first.info.backend_pid
            first.execute(_LEAVE)

        with pool.connection() as second:
            assert second.info.backend_pid == backend
            assert second.execute(_LOOK).fetchone() == before


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_database_ended_fails_no_page(
    test_server: Server, test_database: str
) -> None:
    with pool_of(test_server, test_database) as pool:
        with pool.connection() as first:
            backend = first.info.backend_pid
        with connecting.connect(test_server.admin) as admin:
            admin.execute("select pg_terminate_backend(%s, 5000)", [backend])

        with pool.connection(timeout=pools._WAITS) as second:
            assert second.info.backend_pid != backend


@pytest.mark.django_db(transaction=True)
def test_a_page_waits_for_a_connection_and_opens_no_further_one(
    test_server: Server, test_database: str
) -> None:
    with (
        pool_of(test_server, test_database) as pool,
        pool.connection(),
        pytest.raises(PoolTimeout),
    ):
        pool.getconn(timeout=0.2)


@pytest.mark.django_db(transaction=True)
def test_no_role_takes_the_connections_of_another(test_server: Server) -> None:
    with connecting.connect(test_server.admin) as admin, admin.transaction() as undone:
        limits.set_connection_limits(admin)
        names = list(database_roles.ROLES.values())
        row = admin.execute(
            "select min(rolconnlimit), sum(rolconnlimit),"
            " current_setting('max_connections')::int from pg_roles"
            " where rolname = any(%s)",
            [names],
        ).fetchone()
        undone.force_rollback = True

    assert row is not None
    least, together, most = row
    assert least >= min(limits.LEAST.values())
    assert together < most


def test_a_server_that_takes_too_few_connections_is_refused() -> None:
    enough = sum(limits.LEAST.values()) + limits.OTHERS

    assert limits.share_connections(enough) == dict(limits.LEAST)
    with pytest.raises(Refusal, match="set max_connections higher"):
        limits.share_connections(enough - 1)


def test_a_site_has_no_more_threads_than_its_role_may_have_connections() -> None:
    assert all(
        limits.LEAST[process] > pools.THREADS
        for process in ("public", "staff", "signin")
    )
