"""What one visit or disclosure opened, and who worked on it, is kept as it was."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from uuid import UUID, uuid5

import pytest
from psycopg import Cursor
from psycopg.rows import TupleRow

from tests.support.postgres import Server
from unhidden.hosting.postgres import connecting

MOVED = import_module("unhidden.investigations.migrations.0004_origins").MOVED
#: The tables as they are then, as far as they matter: these hide the real ones.
_TABLES = """
create temp table investigations_investigation (id uuid, visit_id uuid,
  disclosure_id uuid, opened_by_id uuid, opened_at timestamptz, law_as_at date);
create temp table investigations_request (id uuid, visit_id uuid, kind text,
  source_id uuid);
create temp table agencies_person (id uuid);
create temp table access_grant (record_id uuid, person_id uuid, organisation_id uuid,
  team_role text, granted_by uuid, from_at timestamptz, until_at timestamptz,
  ended_at timestamptz, domain text default 'investigation', basis text default 'team');
create temp table investigations_origin (like public.investigations_origin);
create temp table investigations_post (like public.investigations_post);
"""


def _id(name: str) -> UUID:
    return uuid5(UUID(int=25), name)


@pytest.fixture
def cursor(
    django_db_setup: None, test_server: Server, test_database: str
) -> Iterator[Cursor[TupleRow]]:
    """An installation of before: nothing in it; all is undone."""
    parameters = {**test_server.admin, "dbname": test_database}
    with (
        connecting.connect(parameters) as connection,
        connection.transaction(force_rollback=True),
    ):
        cursor = connection.cursor()
        cursor.execute(_TABLES)
        cursor.execute("insert into agencies_person values (%s)", [_id("head")])
        yield cursor


def opened(cursor: Cursor[TupleRow], by: str, **origin: UUID) -> UUID:
    """An investigation that somebody opened at noon on the first of March."""
    made = _id(f"opened {by} {origin}")
    cursor.execute(
        "insert into investigations_investigation values (%s, %s, %s, %s, %s)",
        [made, origin.get("visit"), origin.get("disclosure"), _id(by), "2026-03-01"],
    )
    return made


def joined(
    cursor: Cursor[TupleRow],
    record: UUID,
    name: str,
    team_role: str,
    day: int = 2,
    ended_at: str | None = None,
) -> None:
    """Somebody was let in to an investigation on a day of March, by its head."""
    cursor.execute(
        "insert into access_grant (record_id, person_id, team_role, granted_by,"
        " from_at, ended_at) values (%s, %s, %s, %s, %s, %s)",
        [record, _id(name), team_role, _id("head"), f"2026-03-{day:02}", ended_at],
    )


def posts(cursor: Cursor[TupleRow], record: UUID) -> set[tuple[UUID, str]]:
    """Who holds what in an investigation."""
    asked = "select person_id, function from investigations_post"
    there = cursor.execute(f"{asked} where investigation_id = %s", [record])
    return {(person, function) for person, function in there.fetchall()}


def test_it_has_the_visit_or_the_disclosure_that_it_came_from(
    cursor: Cursor[TupleRow],
) -> None:
    visit, disclosure = _id("visit"), _id("disclosure")
    of_visit = opened(cursor, "a", visit=visit)
    of_disclosure = opened(cursor, "b", disclosure=disclosure)

    cursor.execute(MOVED)

    found = cursor.execute(
        "select investigation_id, kind, source_id, brought_by_id"
        "  from investigations_origin"
    )
    assert set(found.fetchall()) == {
        (of_visit, "visit", visit, _id("a")),
        (of_disclosure, "disclosure", disclosure, _id("b")),
    }


def test_who_leads_it_is_its_sio_and_who_works_on_it_an_investigator(
    cursor: Cursor[TupleRow],
) -> None:
    record = opened(cursor, "a", visit=_id("visit"))
    joined(cursor, record, "a", "lead", ended_at="2026-03-05")
    joined(cursor, record, "b", "worker", day=1)
    joined(cursor, record, "b", "lead", day=5)
    joined(cursor, record, "c", "worker")
    joined(cursor, record, "d", "observer")
    joined(cursor, record, "e", "worker", ended_at="2026-03-06")

    cursor.execute(MOVED)

    assert posts(cursor, record) == {
        (_id("b"), "sio"),
        (_id("c"), "investigator"),
    }


def test_an_older_lead_goes_on_as_an_investigator(cursor: Cursor[TupleRow]) -> None:
    record = opened(cursor, "a", visit=_id("visit"))
    joined(cursor, record, "a", "lead", day=2)
    joined(cursor, record, "b", "lead", day=3)

    cursor.execute(MOVED)

    assert posts(cursor, record) == {
        (_id("b"), "sio"),
        (_id("a"), "investigator"),
    }


def test_who_opened_one_that_nobody_leads_is_its_sio(cursor: Cursor[TupleRow]) -> None:
    record = opened(cursor, "a", visit=_id("visit"))

    cursor.execute(MOVED)

    given = cursor.execute(
        "select person_id, function, given_by_id, began_at::date::text"
        "  from investigations_post"
    ).fetchall()
    assert given == [(_id("a"), "sio", _id("a"), "2026-03-01")]
    assert posts(cursor, record) == {(_id("a"), "sio")}


def test_a_request_that_waits_names_the_visit_it_is_about(
    cursor: Cursor[TupleRow],
) -> None:
    cursor.execute(
        "insert into investigations_request values (%s, %s)",
        [_id("request"), _id("visit")],
    )

    cursor.execute(MOVED)

    found = cursor.execute("select kind, source_id from investigations_request")
    assert found.fetchall() == [("visit", _id("visit"))]
