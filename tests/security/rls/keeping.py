"""Rows held against the promises, by behaviour: what each role's page reads and writes.

What is expected is asked of the tables themselves, by a superuser and in the promise's
words; nothing of the wall takes part in it, but Python's decision about records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set

from psycopg import Error

from tests.security.rls import candidates, excepted, promises, world
from tests.security.rls.page import Page, pages_of
from tests.security.rls.promise import ANYBODY, BY_RECORD, NOBODY, Promise
from tests.security.rls.savepoints import undone
from tests.security.rls.world import Cur, World
from unhidden.access.rls.tables import list_declared_tables
from unhidden.lib.rights import RuledRows

_MAY = "select has_table_privilege(%s, %s::regclass, %s)"
_MAY_CHANGE = """
select attname::text from pg_attribute
 where attrelid = %(table)s::regclass and attnum > 0 and not attisdropped
   and has_column_privilege(%(role)s, %(table)s::regclass, attname, 'update')
 order by attname = 'id', attnum limit 1
"""
_KEYS = """
select a.attname::text from pg_constraint k
  join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
 where k.conrelid = %s::regclass and k.contype = 'p'
"""


def prepare(cursor: Cur, made: World) -> None:
    """Rows for the tables that the made world left alone, what others name first."""
    for table in _after_what_they_name(cursor):
        candidates.fill(cursor, made, table)
    half = "case when id::text < '8' then 'safeguarding' else 'welfare' end"
    world.run(cursor, f"update operations_plannedvisit set kind = {half}")


def findings(cursor: Cur, made: World) -> Iterator[str]:
    """A sentence for each table, role and task where rows are others than promised."""
    yield from _without_context(cursor)
    yield from _of_public(cursor)
    for table in promises.TABLES:
        yield from of_table(cursor, made, table)


def of_table(cursor: Cur, made: World, table: str) -> Iterator[str]:
    """The same for one table, past ``_without_context`` and the public site."""
    if table in excepted.WITHOUT_ROWS:
        return
    promise, pages, found = promises.TABLES[table], pages_of(made), defaultdict(list)
    for page in pages:
        for different in _of(cursor, page, table, promise):
            found[different].append(page)
    if promise.reads != BY_RECORD and _may(cursor, table, "insert"):
        for page, different in _added(cursor, pages, table, promise):
            found[different].append(page)
    for different, where in found.items():
        everywhere = len(where) == len(pages)
        named = ", ".join(f"{page.role} at {page.purpose}" for page in where)
        yield f"{table}: {different}, by {'everybody' if everywhere else named}"


def _with_rows() -> list[tuple[str, Promise]]:
    """The tables whose rows decide: libraries' have rights alone."""
    return [
        (table, promise)
        for table, promise in promises.TABLES.items()
        if table not in excepted.WITHOUT_ROWS
    ]


def _of(cursor: Cur, page: Page, table: str, promise: Promise) -> Iterator[str]:
    if not _may(cursor, table, "select"):
        return
    key = _key(cursor, table)
    if promise.never != NOBODY:
        meant, words = page.meant(promise.never)
        hidden = f"select t.{key} from {table} t where ({meant})"
        shown = _inside(cursor, page, f"select {key} from {table}")
        if shown & set(cursor.execute(hidden.encode(), words).fetchall()):
            yield "shows what it never may"
    if promise.reads == BY_RECORD:
        return
    reads = "true" if promise.reads == ANYBODY else promise.reads
    tries = [("reads", f"select {key} from {table}", reads)]
    column = _first(cursor, _MAY_CHANGE, {"table": table, "role": world.STAFF})
    if column:
        changed = f'update {table} set "{column}" = "{column}" returning {key}'
        tries.append(("changes", changed, f"({promise.changes}) and ({reads})"))
    if _may(cursor, table, "delete"):
        gone = f"delete from {table} returning {key}"
        tries.append(("removes", gone, f"({promise.removes}) and ({reads})"))
    for verb, statement, condition in tries:
        meant, words = page.meant(condition)
        asked = f"select t.{key} from {table} t where ({meant})"
        expected = set(cursor.execute(asked.encode(), words).fetchall())
        found = _inside(cursor, page, statement)
        yield from _differs(verb, expected, found)


def _added(
    cursor: Cur, pages: list[Page], table: str, promise: Promise
) -> Iterator[tuple[Page, str]]:
    with undone(cursor):
        tried = candidates.tried(cursor, pages[0].made, table)
        key = _key(cursor, table)
        asked = f"select {key} from {tried}"
        each = [row[0] for row in cursor.execute(asked.encode()).fetchall()]
        copied = f"select * from {tried} where {key} = %s"
        adds = f"insert into {table} overriding system value {copied}"
        for page in pages:
            meant, words = page.meant(promise.adds)
            wanted = f"select t.{key} from {tried} t where ({meant})"
            expected = set(cursor.execute(wanted.encode(), words).fetchall())
            found = set(_adds(cursor, page, adds, each))
            for different in _differs("adds", expected, found):
                yield page, different


def _adds(
    cursor: Cur, page: Page, statement: str, each: list[object]
) -> Iterator[tuple[object]]:
    """Those that are added, one by one, on the same page."""
    with undone(cursor):
        world.enter(cursor, page.role, page.purpose)
        for one in each:
            try:
                with undone(cursor):
                    done = cursor.execute(statement.encode(), [one]).rowcount
            except Error as error:
                # Only what may be added meets another there.
                done = error.sqlstate == "23505"
            if done:
                yield (one,)


def _differs(verb: str, expected: Set[object], found: Set[object]) -> Iterator[str]:
    if found - expected:
        yield f"{verb} more than promised"
    if expected - found:
        yield f"{verb} less than promised"


def _inside(cursor: Cur, page: Page, statement: str) -> Set[object]:
    with undone(cursor):
        world.enter(cursor, page.role, page.purpose)
        return set(cursor.execute(statement.encode()).fetchall())


def _without_context(cursor: Cur) -> Iterator[str]:
    """Nobody in particular reads what everybody may, and nothing else."""
    for table, promise in _with_rows():
        is_shown = promise.reads == ANYBODY
        if _may(cursor, table, "select") and is_shown != _shows(cursor, table):
            yield f"nobody in particular reads {table}, or should and does not"


def _shows(cursor: Cur, table: str, role: str = world.STAFF) -> bool:
    try:
        with undone(cursor):
            world.run(cursor, f"set local role {role}")
            key = _key(cursor, table)
            asked = f"select {key} from {table} limit 1"
            return bool(cursor.execute(asked.encode()).fetchall())
    except Error:
        return False


def _of_public(cursor: Cur) -> Iterator[str]:
    for table, promise in promises.TABLES.items():
        if not promise.public.startswith("select"):
            continue
        asked = f"select count(*) from {table} t"
        wanted = f"{asked} where ({promise.public_reads})"
        expected = _first(cursor, wanted, {})
        with undone(cursor):
            world.run(cursor, "set local role unhidden_public")
            if _first(cursor, asked, {}) != expected:
                yield f"the public site reads others of {table} than promised"


def _after_what_they_name(cursor: Cur) -> list[str]:
    waiting = [
        table
        for table, promise in promises.TABLES.items()
        if promise.reads not in (BY_RECORD, NOBODY)
        and not table.startswith(("access_", "agencies_", "places_", "signs_"))
        and isinstance(list_declared_tables()[table].rows, RuledRows)
    ]
    names = "select k.confrelid::regclass::text from pg_constraint k"
    of = f"{names} where k.conrelid = %s::regclass and k.contype = 'f'"
    found: list[str] = []
    while waiting:
        for table in waiting:
            named = {
                name for (name,) in cursor.execute(of.encode(), [table]).fetchall()
            }
            if not (named - {table}) & set(waiting):
                found.append(table)
        waiting = [table for table in waiting if table not in found]
    return found


def _key(cursor: Cur, table: str) -> str:
    return str(_first(cursor, _KEYS, [table]) or "id")


def _may(cursor: Cur, table: str, verb: str) -> bool:
    return bool(_first(cursor, _MAY, [world.STAFF, table, verb]))


def _first(cursor: Cur, query: str, parameters: object) -> object:
    row = cursor.execute(query.encode(), parameters or None).fetchone()  # type: ignore[call-overload]
    return row[0] if row else None
