"""Every way in which the wall could be a little weaker, from what the database holds.

Policies, functions and grants are read from PostgreSQL's own catalogues, so that what
a module adds is weakened too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from psycopg.rows import TupleRow

from tests.security.rls.conditions import without_each
from tests.security.rls.world import Cur
from unhidden.access.rls import guarding, tables

SIGNED = ("token", "system", "link", "context", "opening")
SERVING = ("unhidden_staff", "unhidden_public", "unhidden_worker", "unhidden_signin")
_POLICIES = """
select tablename, policyname, cmd, roles[1], qual, with_check from pg_policies
 where schemaname = 'public' and tablename !~ '^proof_' order by 1, 2
"""
_TABLES = """
select relname, relforcerowsecurity from pg_class
 where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
   and relname !~ '^proof_' order by 1
"""
_FUNCTIONS = """
select p.proname, p.oid::regprocedure::text, pg_get_functiondef(p.oid),
       p.prosrc, p.prosecdef, pg_get_userbyid(p.proowner)
  from pg_proc p
 where p.pronamespace = 'wall'::regnamespace
    or p.pronamespace = 'public'::regnamespace and p.prosecdef order by 2
"""
_CHANGED = """
select attname from pg_attribute
 where attrelid = %(table)s::regclass and attnum > 0 and not attisdropped
   and has_column_privilege(%(role)s, %(table)s::regclass, attname, 'update')
"""
_PART = re.compile(r"(?:\(wall\.claims\(\)\)|\bme|\bparts|\bp)\[\d+\](?!\s*:=)")
_KIND = re.compile(r"\bwall\.(packed|unpacked|mac)\('(\w+)'")
_CALLED = re.compile(r"\bwall\.(\w+)")
_MAY_CALL = "select has_function_privilege(%s, %s::regprocedure, 'execute')"
_MAY = "select has_table_privilege(%s, %s::regclass, %s)"
_DOORS = ("access_grant", "access_exclusion", "audit_event", "agencies_engagement")


@dataclass(frozen=True, slots=True)
class Mutant:
    """``subject`` is the table, function or role it weakens; ``kind`` how."""

    kind: str
    subject: str
    what: str
    statement: str

    @property
    def name(self) -> str:
        return f"{self.kind} {self.subject}: {self.what}"


def every(cursor: Cur) -> Iterator[Mutant]:
    """All of them, in the order of the catalogues."""
    yield from _of_policies(cursor)
    yield from _of_tables(cursor)
    yield from _of_conditions(cursor)
    yield from _of_signed_texts(cursor)
    yield from _of_functions(cursor)
    yield from _of_grants(cursor)


def _of_policies(cursor: Cur) -> Iterator[Mutant]:
    for table, policy, command, role, shown, checked in _all(cursor, _POLICIES):
        where = f'"{policy}" on "{table}"'
        yield Mutant("policy", table, f"{policy} dropped", f"drop policy {where}")
        if shown not in (None, "true"):
            yield Mutant(
                "policy",
                table,
                f"{policy} USING true",
                f"alter policy {where} using (true)",
            )
        if _checks_more(cursor, str(table), str(role), command, shown, checked):
            yield Mutant(
                "policy",
                table,
                f"{policy} WITH CHECK true",
                f"alter policy {where} with check (true)",
            )
        if command == "SELECT" and shown != "true":
            yield Mutant(
                "policy",
                table,
                f"a second policy beside {policy}",
                f'create policy more on "{table}" for select to {role} using (true)',
            )


def _checks_more(
    cursor: Cur, table: str, role: str, command: object, shown: object, checked: object
) -> bool:
    """Whether WITH CHECK refuses anything that USING lets through.

    It does not where a change cannot touch a column that the condition names: the
    row was good before, and is so after.
    """
    if checked in (None, "true") or command != "UPDATE" or shown != checked:
        return checked not in (None, "true")
    columns = cursor.execute(_CHANGED, {"role": role, "table": f'"{table}"'}).fetchall()
    return any(re.search(rf"\b{name}\b", str(checked)) for (name,) in columns)


def _of_tables(cursor: Cur) -> Iterator[Mutant]:
    for table, is_forced in _all(cursor, _TABLES):
        if is_forced:
            for verb in ("no force", "disable"):
                statement = f'alter table "{table}" {verb} row level security'
                yield Mutant("table", table, verb, statement)
        for role in SERVING:
            for right in ("select", "insert", "update", "delete"):
                if not _is(cursor, _MAY, role, f'"{table}"', right):
                    statement = f'grant {right} on "{table}" to {role}'
                    yield Mutant("right", table, f"{role} {right}", statement)


def _of_conditions(cursor: Cur) -> Iterator[Mutant]:
    deciding = _find_deciding(cursor)
    for name, _, definition, body, *_ in _all(cursor, _FUNCTIONS):
        if name not in deciding:
            continue
        # The definition alone has a body that is not a string.
        text = str(body or definition)
        for condition, changed in without_each(text):
            statement = str(definition).replace(text, changed)
            yield Mutant("condition", str(name), f"without {condition}", statement)


def _find_deciding(cursor: Cur) -> set[str]:
    """The functions whose conditions are of the wall, by name.

    They run as more than their caller, or a policy or such a function asks them. Any
    other runs under its caller's policies, and shows nothing that the tables do not.
    """
    bodies = {
        str(name): (str(body or definition), is_definer)
        for name, _, definition, body, is_definer, _ in _all(cursor, _FUNCTIONS)
    }
    asked = {name for name, (_, is_definer) in bodies.items() if is_definer}
    for _, _, _, _, shown, checked in _all(cursor, _POLICIES):
        asked |= set(_CALLED.findall(f"{shown} {checked}"))
    found: set[str] = set()
    while waiting := (asked & bodies.keys()) - found:
        found |= waiting
        asked = {each for name in waiting for each in _CALLED.findall(bodies[name][0])}
    return found


def _of_signed_texts(cursor: Cur) -> Iterator[Mutant]:
    """Each part that a function reads is null; each kind that it names is another."""
    for name, _, definition, body, *_ in _all(cursor, _FUNCTIONS):
        text = str(body or definition)
        for number, match in enumerate(_PART.finditer(text), 1):
            nulled = text[: match.start()] + "null::text" + text[match.end() :]
            statement = str(definition).replace(text, nulled)
            yield Mutant("part", str(name), f"{match[0]} null ({number})", statement)
        for match in _KIND.finditer(text):
            for other in sorted(set(SIGNED) - {match[2]}):
                start, end = match.span(2)
                swapped = text[:start] + other + text[end:]
                statement = str(definition).replace(text, swapped)
                what = f"{match[1]} {match[2]} as {other}"
                yield Mutant("kind", str(name), what, statement)


def _of_functions(cursor: Cur) -> Iterator[Mutant]:
    for name, signature, _, _, is_definer, held in _all(cursor, _FUNCTIONS):
        alter = f"alter function {signature}"
        for owner in {"unhidden_owner", "unhidden_staff"} - {held}:
            yield Mutant(
                "function", str(name), f"owned by {owner}", f"{alter} owner to {owner}"
            )
        if is_definer:
            yield Mutant(
                "function", str(name), "no search_path", f"{alter} reset search_path"
            )
        for role in ("public", *SERVING):
            if role == "public" or not _is(cursor, _MAY_CALL, role, str(signature)):
                statement = f"grant execute on function {signature} to {role}"
                yield Mutant("function", str(name), f"called by {role}", statement)


def _of_grants(cursor: Cur) -> Iterator[Mutant]:
    for role in SERVING:
        for table in guarding.TABLES:
            for right in ("select", "insert", "update"):
                statement = f"grant {right} on wall.{table} to {role}"
                yield Mutant("right", f"wall.{table}", f"{role} {right}", statement)
        for schema in ("wall", "public"):
            statement = f"grant create on schema {schema} to {role}"
            yield Mutant("role", role, f"creates in {schema}", statement)
        for power in ("bypassrls", "superuser", "createrole", "createdb"):
            yield Mutant("role", role, power, f"alter role {role} {power}")
        for group in (guarding.GUARD, guarding.OWNER, tables.BACKUP):
            yield Mutant("role", role, f"is {group}", f"grant {group} to {role}")
    statement = f"alter role {guarding.GUARD} bypassrls"
    yield Mutant("role", guarding.GUARD, "bypassrls", statement)
    statement = f"alter role {guarding.GUARD} login"
    yield Mutant("role", guarding.GUARD, "login", statement)
    for table in _DOORS:
        statement = f"create view v as select * from {table}"
        yield Mutant("view", table, "with its owner's eyes", statement)
        statement = f"create materialized view v as select * from {table}"
        yield Mutant("view", table, "materialized", statement)


def _all(cursor: Cur, query: str) -> list[TupleRow]:
    return cursor.execute(query.encode()).fetchall()


def _is(cursor: Cur, query: str, *parameters: str) -> bool:
    row = cursor.execute(query.encode(), parameters).fetchone()
    return bool(row and row[0])
