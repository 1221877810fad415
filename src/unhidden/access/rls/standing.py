"""What the database holds of ours: functions and policies, as PostgreSQL tells them.

Ours is what the schemas of the program hold, apart from extensions, the job queue, and
what an operator's own role has made beside our tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.backends.utils import CursorWrapper

from unhidden.lib.database_roles import ROLES

OWNER = ROLES["owner"]
_SCHEMAS = ["wall", "public", "audit"]
_QUEUE = r"^procrastinate_"

# All of the schema "wall" is ours, whoever put it there.
_FUNCTIONS = """
select p.oid, p.oid::regprocedure::text, n.nspname || '.' || p.proname,
       case p.prokind when 'a' then 'an aggregate' else pg_get_functiondef(p.oid) end,
       pg_get_userbyid(p.proowner),
       array(select case a.grantee when 0 then 'public'
                         else pg_get_userbyid(a.grantee)::text end
                    || case when a.is_grantable then ' and grants it' else '' end
               from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a)
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
 where n.nspname = any(%s)
   and (n.nspname = 'wall' or pg_get_userbyid(p.proowner) = %s and p.proname !~ %s)
   and not exists (select from pg_depend d
                    where d.classid = 'pg_proc'::regclass and d.objid = p.oid
                      and d.deptype = 'e')
"""
_POLICIES = """
select p.oid, p.polrelid::regclass::text, p.polname,
       concat_ws(' ', p.polpermissive, p.polcmd,
                 array(select r::regrole::text from unnest(p.polroles) r order by 1),
                 'using', pg_get_expr(p.polqual, p.polrelid),
                 'with check', pg_get_expr(p.polwithcheck, p.polrelid))
  from pg_policy p
  join pg_class c on c.oid = p.polrelid
  join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = any(%s) and pg_get_userbyid(c.relowner) = %s and c.relname !~ %s
"""
_UNFORCED = """
select c.oid::regclass::text from pg_class c
 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
   and not (c.relrowsecurity and c.relforcerowsecurity)
"""
_RELATIONS = """
select case c.relkind when 'v' then 'view' when 'm' then 'materialized view'
            else 'table' end, c.oid::regclass::text, c.relname
  from pg_class c
 where c.relnamespace = 'wall'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
 order by c.relkind = 'v' desc, c.relkind = 'm' desc
"""
_RESTING_ON = """
with recursive found(class, id) as (
  select 'pg_proc'::regclass::oid, f::oid from unnest(%s::oid[]) f
  union
  select d.classid, d.objid
    from pg_depend d join found f on (d.refclassid, d.refobjid) = (f.class, f.id)
   where d.classid in ('pg_proc'::regclass, 'pg_policy'::regclass)
)
select id from found
"""


@dataclass(frozen=True, slots=True)
class StandingFunction:
    """What PostgreSQL would write to make it, whose it is and who may call it."""

    oid: int
    name: str
    definition: str
    owner: str
    callers: frozenset[str]

    def is_as(self, other: StandingFunction | None) -> bool:
        """Whether nothing tells one from the other but which object it is."""
        return other is not None and replace(self, oid=0) == replace(other, oid=0)


@dataclass(frozen=True, slots=True)
class StandingPolicy:
    """A policy's kind, command, roles and conditions, as one text."""

    oid: int
    text: str

    def is_as(self, other: StandingPolicy | None) -> bool:
        """Whether nothing tells one from the other but which object it is."""
        return other is not None and self.text == other.text


def read_functions(cursor: CursorWrapper) -> dict[str, StandingFunction]:
    """Each function of ours by its signature."""
    cursor.execute(_FUNCTIONS, [_SCHEMAS, OWNER, _QUEUE])
    return {
        signature: StandingFunction(oid, name, text, owner, frozenset(callers))
        for oid, signature, name, text, owner, callers in cursor.fetchall()
    }


def policies(cursor: CursorWrapper) -> dict[tuple[str, str], StandingPolicy]:
    """Each policy on a table of ours, by the table and its name."""
    cursor.execute(_POLICIES, [_SCHEMAS, OWNER, _QUEUE])
    return {
        (table, name): StandingPolicy(oid, text)
        for oid, table, name, text in cursor.fetchall()
    }


def list_unforced(cursor: CursorWrapper) -> set[str]:
    """The tables whose rows are not guarded, or not from their owner."""
    cursor.execute(_UNFORCED)
    return {table for (table,) in cursor.fetchall()}


def drop_functions(
    cursor: CursorWrapper, signatures: Iterable[str], besides: str = "restrict"
) -> None:
    """Drop them with the functions and policies of ours that rest on them.

    Where something of an operator's own does, PostgreSQL refuses, and says what, unless
    ``besides`` is "cascade".
    """
    there = read_functions(cursor)
    gone = [there[signature].oid for signature in signatures]
    if not gone:
        return
    cursor.execute(_RESTING_ON, [gone])
    resting = {oid for (oid,) in cursor.fetchall()}
    drop_policies(
        cursor, (at for at, each in policies(cursor).items() if each.oid in resting)
    )
    named = ", ".join(at for at, each in there.items() if each.oid in resting)
    cursor.execute(f"drop routine {named} {besides}")


def drop_policies(cursor: CursorWrapper, found: Iterable[tuple[str, str]]) -> None:
    """Drop these policies."""
    for table, name in found:
        cursor.execute(f'drop policy "{name}" on {table}')


def drop_other_tables(cursor: CursorWrapper, wanted: Mapping[str, str]) -> None:
    """Drop the tables and views of the wall's schema but those of these names."""
    cursor.execute(_RELATIONS)
    for kind, table, name in cursor.fetchall():
        if name not in wanted:
            cursor.execute(f"drop {kind} {table}")
