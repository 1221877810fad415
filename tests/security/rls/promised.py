"""Rights and calls, held against the promises; rows: ``keeping``."""

from __future__ import annotations

from collections.abc import Iterator

from tests.security.rls import promises
from tests.security.rls.promise import Promise
from tests.security.rls.promises import procedures
from tests.security.rls.world import Cur
from unhidden.access.rls.tables import BACKUP, GRANTED, parse_verbs

_TABLES = """
select c.relname::text from pg_class c
 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
   and c.relname !~ '^proof_' order by 1
"""
_RIGHTS = """
select v.verb, coalesce(a.attname::text, '')
  from (values ('select'), ('insert'), ('update'), ('delete')) v(verb)
  left join pg_attribute a on v.verb <> 'delete' and a.attrelid = %(table)s::regclass
                          and a.attnum > 0 and not a.attisdropped
 where case when v.verb = 'delete'
         then has_table_privilege(%(role)s, %(table)s::regclass, 'delete')
         else has_column_privilege(%(role)s, %(table)s::regclass, a.attnum, v.verb) end
"""
_COLUMNS = """
select attname::text from pg_attribute
 where attrelid = %s::regclass and attnum > 0 and not attisdropped
"""
# Of tables that hold no records of ours: those of the guard, and months of the record.
_ELSEWHERE = """
select n.nspname || '.' || c.relname || ' is reached by ' || r.rolname
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  cross join pg_roles r
 where n.nspname !~ '^(pg_|information_schema)' and n.nspname <> 'public'
   and c.relkind in ('r', 'p', 'v', 'm') and r.rolname = any(%s)
   and (has_table_privilege(r.oid, c.oid, 'select, insert, update, delete, truncate')
        or has_any_column_privilege(r.oid, c.oid, 'select, insert, update'))
   and not (n.nspname = 'wall' and r.rolname = 'unhidden_guard')
   and not (n.nspname = 'audit' and r.rolname = %s)
"""
_CALLS = """
select p.proname::text from pg_proc p
 where p.pronamespace = 'wall'::regnamespace
   and has_function_privilege(%s, p.oid, 'execute')
"""
_SERVING = {name: role for name, role in GRANTED.items() if name != "guard"}


def findings(cursor: Cur) -> Iterator[str]:
    """A sentence for each right or call that is other than promised."""
    there = {name for (name,) in cursor.execute(_TABLES.encode()).fetchall()}
    for table in sorted(there ^ promises.TABLES.keys()):
        yield f"{table} is promised nothing, or is not there"
    for table in sorted(there & promises.TABLES.keys()):
        for program, role in GRANTED.items():
            yield from _rights(cursor, table, program, role)
    roles = [*GRANTED.values(), BACKUP]
    for (found,) in cursor.execute(_ELSEWHERE.encode(), [roles, BACKUP]).fetchall():
        yield found
    for program, role in {**_SERVING, "backup": BACKUP}.items():
        yield from _calls(cursor, program, role)


def _rights(cursor: Cur, table: str, program: str, role: str) -> Iterator[str]:
    promise = promises.TABLES[table]
    asked = {"table": f'public."{table}"', "role": role}
    has = set(cursor.execute(_RIGHTS.encode(), asked).fetchall())
    columns = [
        name for (name,) in cursor.execute(_COLUMNS, [asked["table"]]).fetchall()
    ]
    wanted = _wanted(promise, program, columns)
    for verb in ("select", "insert", "update", "delete"):
        more = {column for each, column in has - wanted if each == verb}
        less = {column for each, column in wanted - has if each == verb}
        for word, found in (("may", more), ("may not", less)):
            if found:
                all_of_it = verb == "delete" or found >= set(columns)
                what = "" if all_of_it else f"({', '.join(sorted(found))})"
                yield f"{program} {word} {verb}{what} {table}"


def _wanted(promise: Promise, program: str, columns: list[str]) -> set[tuple[str, str]]:
    given: str = getattr(promise, program)
    found = set()
    for verb, named in parse_verbs(given):
        if verb == "delete":
            found.add((verb, ""))
        else:
            chosen = [each.strip() for each in named.split(",")] if named else columns
            found |= {(verb, column) for column in chosen}
    return found


def _calls(cursor: Cur, program: str, role: str) -> Iterator[str]:
    may = {name for (name,) in cursor.execute(_CALLS.encode(), [role]).fetchall()}
    wanted = {
        name
        for _, programs, names in procedures.CALLS
        if program in programs
        for name in names.split()
    }
    for name in sorted(may - wanted):
        yield f"{program} may call {name}"
    for name in sorted(wanted - may):
        yield f"{program} may not call {name}"
