"""What PostgreSQL's catalogues must say of the wall, as findings: none is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from django.conf import settings

from tests.security.rls import definers, guards
from tests.security.rls.excepted import WORKER_MEETS
from tests.security.rls.world import Cur
from unhidden.access.rls import guarding
from unhidden.access.rls.tables import (
    BACKUP,
    GRANTED,
    list_declared_tables,
    parse_verbs,
    rights_on,
)
from unhidden.lib.rights import OpenRows

# Tables of the wall's own schema hold no records: no serving role reaches them at all,
# and only the guard's functions read them.
OF_THE_WALL_ITSELF = set(guarding.TABLES)
_UNGUARDED = """
select n.nspname || '.' || c.relname from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema)'
   and c.relname !~ '^proof_'
   and not (c.relrowsecurity and c.relforcerowsecurity)
"""
_WITHOUT_POLICY = """
select c.relname || ' ' || r.rolname || ' ' || v.verb
  from pg_class c
  cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) v(verb)
  join pg_roles r on r.rolname = any(%s)
 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
   and c.relrowsecurity
   and (has_table_privilege(r.oid, c.oid, v.verb)
        or v.verb <> 'DELETE' and has_any_column_privilege(r.oid, c.oid, v.verb))
   and not exists (select from pg_policies p
                    where p.schemaname = 'public' and p.tablename = c.relname
                      and p.cmd in (v.verb, 'ALL') and r.rolname = any(p.roles))
"""
_POLICIES = """
select tablename, policyname from pg_policies
 where schemaname = 'public' and tablename !~ '^proof_'
"""
_POWERFUL = """
select r.rolname from pg_roles r
 where r.rolname = any(%s)
   and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb
        or r.rolreplication or (r.rolname = %s and r.rolcanlogin)
        or exists (select from pg_auth_members m where m.member = r.oid)
        or exists (select from pg_class c where c.relowner = r.oid)
        or exists (select from pg_database d where d.datdba = r.oid)
        or has_schema_privilege(r.oid, 'public', 'create')
        or (r.rolname <> %s and has_schema_privilege(r.oid, 'wall', 'create')))
"""
_FUNCTIONS = """
select p.oid::regprocedure::text from pg_proc p
 where p.pronamespace = 'wall'::regnamespace
   and (pg_get_userbyid(p.proowner) <> case when p.proname = any(%s) then %s else %s end
        or p.proacl is null
        or exists (select from aclexplode(p.proacl) a where a.grantee = 0)
        or (p.prosecdef and not exists (
             select from unnest(p.proconfig) c
              where c = 'search_path=pg_catalog, pg_temp')))
"""
# Those of triggers alone, which are the owner's, closed to all, and call for a reason.
_DEFINERS_ELSEWHERE = """
select p.oid::regprocedure::text from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
 where p.prosecdef and n.nspname !~ '^(pg_|information_schema)' and n.nspname <> 'wall'
   and (n.nspname = 'public' and p.prorettype = 'trigger'::regtype
        and p.proname = any(%s) and pg_get_userbyid(p.proowner) = %s
        and not exists (select from aclexplode(p.proacl) a
                         where a.grantee <> p.proowner)
        and exists (select from unnest(p.proconfig) c
                     where c = 'search_path=pg_catalog, pg_temp')) is not true
"""
_CALLS = """
select p.proname::text, r.rolname::text from pg_proc p
  cross join lateral aclexplode(p.proacl) a join pg_roles r on r.oid = a.grantee
 where p.pronamespace = 'wall'::regnamespace and r.rolname <> all(%s)
"""
_RIGHTS = """
select c.relname, pg_get_userbyid(a.grantee), lower(a.privilege_type), ''
  from pg_class c, aclexplode(c.relacl) a
 where c.relnamespace in ('public'::regnamespace, 'wall'::regnamespace)
   and c.relkind in ('r', 'p', 'v', 'm') and c.relname !~ '^proof_'
   and a.grantee <> c.relowner
 union all
select c.relname, pg_get_userbyid(a.grantee), lower(a.privilege_type), t.attname
  from pg_class c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a
 where c.relnamespace = 'public'::regnamespace and c.relname !~ '^proof_'
"""
_BODIES = """
select p.proname::text, pg_get_functiondef(p.oid) from pg_proc p
 where p.pronamespace = 'wall'::regnamespace order by 1, 2
"""
_VIEWS = """
select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname !~ '^(pg_|information_schema)'
   and (c.relkind = 'm' or (c.relkind = 'v' and not coalesce(
         c.reloptions::text[] && array['security_invoker=true', 'security_invoker=on'],
         false)))
"""
_MET_BY_WORKER = """
select distinct tablename::text from pg_policies
 where schemaname = 'public' and 'unhidden_worker' = any(roles)
   and 'true' in (qual, with_check)
"""
_BYPASSES = """
select tablename || ' ' || policyname from pg_policies
 where coalesce(qual, '') || coalesce(with_check, '') ~ 'current_setting'
"""
_SETTINGS = """
select r.rolname from pg_db_role_setting s left join pg_roles r on r.oid = s.setrole
 where s.setconfig::text ~ '(row_security|unhidden\\.|session_replication_role)'
"""
ROLES_OF_SERVING = [role for name, role in GRANTED.items() if name != "guard"]


def findings(cursor: Cur, exceptions: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each thing that is not as it must be.

    ``exceptions`` names the tables without row-level security, each with its reason.
    """
    for check in CHECKS:
        yield from check(cursor, exceptions)


def _rows(cursor: Cur, exceptions: Mapping[str, str]) -> Iterator[str]:
    allowed = {f"public.{name}" for name in exceptions}
    allowed |= {f"wall.{name}" for name in OF_THE_WALL_ITSELF}
    for table in set(_column(cursor, _UNGUARDED)) ^ allowed:
        yield f"{table} has no forced row-level security, or is needlessly excepted"
    for found in _column(cursor, _WITHOUT_POLICY, ROLES_OF_SERVING):
        yield f"{found} has a right and no policy"
    real = set(cursor.execute(_POLICIES.encode()).fetchall())
    for table, policy in real ^ _wanted_policies():
        yield f"{table} has the policy {policy}, or should and has not"
    for found in _column(cursor, _BYPASSES):
        yield f"{found} reads a setting, which anybody may set"
    guarded = {
        name
        for name, each in list_declared_tables().items()
        if not isinstance(each.rows, OpenRows)
    }
    for table in guarded & set(_column(cursor, _MET_BY_WORKER)) ^ WORKER_MEETS.keys():
        yield f"{table} is the worker's without a reason, or has one and is not"


@cache
def _wanted_policies() -> frozenset[tuple[str, str]]:
    every, found = list_declared_tables(), set()
    ours = [name for name in every if name not in settings.TABLE_ACCESS_OF_LIBRARIES]
    for name in ours:
        rights = {
            role: {verb for verb, _ in parse_verbs(rights_on(every[name], process))}
            for process, role in GRANTED.items()
        }
        for statement in guarding.make_row_policies(name, rights, every):
            if statement.startswith("CREATE POLICY "):
                found.add((name, statement.split()[2]))
    return frozenset(found)


def _roles(cursor: Cur, _: Mapping[str, str]) -> Iterator[str]:
    named = [*GRANTED.values(), BACKUP]
    serving = [name for name in named if name != BACKUP]
    guard = guarding.GUARD
    for found in _column(cursor, _POWERFUL, serving, guard, guard):
        yield f"{found} may more than a plain role"
    for found in _column(cursor, _SETTINGS):
        yield f"{found} has a setting of row-level security"


def _functions(cursor: Cur, _: Mapping[str, str]) -> Iterator[str]:
    owners = list(guarding.of_owner())
    for found in _column(cursor, _FUNCTIONS, owners, guarding.OWNER, guarding.GUARD):
        yield f"{found} is not the guard's, closed to all, with a fixed search_path"
    judges = list(definers.JUDGES)
    for found in _column(cursor, _DEFINERS_ELSEWHERE, judges, guarding.OWNER):
        yield f"{found} looks past the rows outside the guard's schema"
    wanted = {
        (name, role)
        for role, names in guarding.list_role_calls().items()
        for name in names
    }
    named = [guarding.GUARD, guarding.OWNER]
    real = set(cursor.execute(_CALLS.encode(), [named]).fetchall())
    for name, role in real ^ wanted:
        yield f"{role} may call {name}, or should and may not"


def _rights(cursor: Cur, _: Mapping[str, str]) -> Iterator[str]:
    real = set(cursor.execute(_RIGHTS.encode()).fetchall())
    real = {right for right in real if right[1] != BACKUP}
    for right in real ^ _wanted_rights():
        yield f"{' '.join(right)} is granted and not declared, or the other way"


@cache
def _wanted_rights() -> frozenset[tuple[str, ...]]:
    declarations = frozenset(
        (table, GRANTED[process], verb, column.strip())
        for table, access in list_declared_tables().items()
        for process in GRANTED
        for verb, columns in parse_verbs(rights_on(access, process))
        for column in columns.split(",")
    )
    return declarations | {
        (table, guarding.GUARD, verb, "")
        for table, granted in guarding.TABLES.items()
        for verb, _ in parse_verbs(granted)
    }


def _views(cursor: Cur, _: Mapping[str, str]) -> Iterator[str]:
    for found in _column(cursor, _VIEWS):
        yield f"{found} shows rows with its owner's eyes"


def _guards(cursor: Cur, _: Mapping[str, str]) -> Iterator[str]:
    for name, body in cursor.execute(_BODIES.encode()).fetchall():
        for offence in guards.offences(body):
            yield f"wall.{name} has {offence}"


# The quickest first: a mutant is noticed by the first that finds it.
CHECKS: tuple[Callable[[Cur, Mapping[str, str]], Iterator[str]], ...] = (
    _functions,
    _rights,
    _roles,
    _views,
    _rows,
    _guards,
)


def _column(cursor: Cur, query: str, *parameters: object) -> list[str]:
    return [row[0] for row in cursor.execute(query.encode(), parameters).fetchall()]
