"""A stranger's SQL holds all that it can, and what others' safety waits for goes on.

The stranger is code in one of the programs, on a connection of its own that never ends
its transaction: it takes every number that anybody might agree on, and every row and
table that its role may lock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from tests.cast import NOON, PASSWORD, Cast
from tests.made import audit as made
from tests.made.agencies import make_colleague
from tests.made.emergency import WORDS, fresh, urn_of
from tests.made.safeguarding import make_case
from tests.support.postgres import Server
from tests.support.roles import as_role
from unhidden.access import context
from unhidden.access.policy import Purpose
from unhidden.agencies.leaving import actions as leaving
from unhidden.agencies.models import Engagement
from unhidden.audit import sealing
from unhidden.emergency import actions as emergency
from unhidden.hosting.postgres import connecting
from unhidden.lib import database_roles, database_sessions
from unhidden.vault import teams

pytestmark = pytest.mark.django_db(transaction=True)

Stranger = psycopg.Connection[Any]
STRANGERS = ["staff", "public", "worker", "signin"]
_TABLES = """
select format('%I.%I', n.nspname, c.relname) from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('r', 'p') and n.nspname in ('public', 'wall', 'audit') order by 1
"""
#: What a role may lock in a table by any right there, the strongest last.
_LOCKS = [
    "select from {} for key share",
    "select from {} for update",
    "lock table {} in access share mode",
    "lock table {} in row exclusive mode",
    "lock table {} in access exclusive mode",
]
#: Everything in ``wall`` that a role may call, with one id wherever an id is asked.
_CALLS = """
select format('select from wall.%I(%s)', p.proname, (
         select string_agg(
           case t.type when 'uuid'::regtype then '''OF''' else 'null' end,
           ', ' order by t.place)
           from unnest(p.proargtypes::oid[]) with ordinality t(type, place)))
  from pg_proc p where p.pronamespace = 'wall'::regnamespace
   and has_function_privilege(p.oid, 'execute') order by 1
"""


@contextmanager
def holding(
    server: Server,
    database: str,
    process: str,
    *numbers: str,
    tables: bool = False,
    of: object = None,
) -> Iterator[int]:
    """Hold these numbers, all tables and rows, and what procedures hold of one id.

    Gives how much of that it did.
    """
    wanted = [f"select pg_advisory_lock({number})" for number in numbers]
    role = database_roles.ROLES[process]
    with connecting.connect(server.parameters(database, role)) as stranger:
        stranger.execute("set lock_timeout = '1s'")
        stranger.execute("begin")
        if tables:
            found = stranger.execute(_TABLES).fetchall()
            wanted += [lock.format(name) for (name,) in found for lock in _LOCKS]
        if of:
            calls = stranger.execute(_CALLS).fetchall()
            wanted += [call.replace("OF", str(of)) for (call,) in calls]
        yield sum(_took(stranger, statement) for statement in wanted)


def _took(stranger: Stranger, statement: str) -> bool:
    try:
        with stranger.transaction():
            stranger.execute(statement)
    except psycopg.Error:
        return False
    return True


def number(text: object) -> str:
    """The number that whoever reads our sources makes of a word."""
    return f"hashtextextended('{text}', 0)"


def outcome(act: Callable[[], object]) -> str:
    """What came of it, of whoever gives up after two seconds."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("set local lock_timeout = '2s'")
            return str(act())
    except DatabaseError as error:
        return type(error.__cause__).__name__


def seal() -> str:
    """Seal as the worker does; gives how many events wait afterwards."""
    with as_role("worker"):
        sealing.seal_events(key=made.KEY)
        with connection.cursor() as cursor:
            cursor.execute("select waiting from wall.sealing()")
            return str(cursor.fetchone()[0])


@pytest.mark.parametrize("process", STRANGERS)
def test_no_stranger_stops_the_sealing_of_the_record(
    process: str, test_server: Server, test_database: str
) -> None:
    made.add_events(3)
    known = number("unhidden audit")

    with holding(test_server, test_database, process, known, tables=True) as took:
        assert outcome(seal) == "0"
    assert took


@pytest.mark.parametrize("process", ["staff", "public"])
def test_no_stranger_stops_an_emergency_by_a_number(
    process: str, cast: Cast, test_server: Server, test_database: str
) -> None:
    reference = urn_of(make_case(cast))
    asker = fresh(cast, "support_manager")
    known = number(f"emergency of {asker.person}")
    ask = partial(
        emergency.ask_emergency, reference=reference, reason="missing", words=WORDS,
        actor=asker, at=timezone.now(),
    )  # fmt: skip

    has_tables = process in ("public", "signin")
    with holding(test_server, test_database, process, known, tables=has_tables):
        assert outcome(lambda: ask().outcome) in ("opened", "able")


@pytest.mark.parametrize("process", ["staff", "public"])
def test_no_stranger_keeps_a_leaver_in(
    process: str, cast: Cast, test_server: Server, test_database: str
) -> None:
    case_id = make_case(cast)
    leaver = make_colleague(cast, "Leaver", "bawso", "support_worker")
    engagement = Engagement.objects.using("stored").get(person_id=leaver)
    known = number(f"engagements {leaver}"), number(case_id)
    leave = partial(
        leaving.end_engagement, engagement_id=engagement.id, homes={},
        actor=cast.actor("administrator"), at=NOON,
    )  # fmt: skip

    has_tables = process == "public"
    with holding(test_server, test_database, process, *known, tables=has_tables):
        assert outcome(leave) == "None"
    engagement.refresh_from_db(using="stored")
    assert engagement.ended_at is not None


def test_who_waits_for_a_stranger_gets_a_page_that_says_so_and_nothing_is_kept(
    cast: Cast, test_server: Server, test_database: str
) -> None:
    client = Client(raise_request_exception=False)
    client.login(email=cast.email("administrator"), password=PASSWORD)
    stranger = test_server.parameters(test_database, database_roles.ROLES["staff"])

    with connection.cursor() as cursor, connecting.connect(stranger) as held:
        cursor.execute("show lock_timeout")
        assert cursor.fetchone() == (f"{database_sessions.LIMITS['staff'].lock}s",)
        cursor.execute("set lock_timeout = '500ms'")
        held.execute("begin; lock table agencies_person in access exclusive mode")
        response = client.get("/people/")

    assert response.status_code == 500
    assert "Something went wrong on our side" in response.text
    assert "Go back to the page and try again" in response.text


@pytest.mark.parametrize("process", STRANGERS)
def test_no_stranger_holds_a_teams_keys(
    process: str, cast: Cast, test_server: Server, test_database: str
) -> None:
    team = cast.organisations["bawso"]

    with (
        holding(test_server, test_database, process, of=team),
        context.acting_as(cast.actor("administrator").doing(Purpose.SYSTEM_ADMIN)),
    ):
        assert outcome(lambda: teams.lock_team_for_change(team).id) == str(team)
