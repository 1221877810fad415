"""Which objects of the wall were proved whole, as they are now.

An object is what mutants are made of: the policies, the rights and the row-level
security of a table, the conditions and the rights of a function, a role. Its digest is
that of its text, of the functions of ours that this text names, and of what was tried
against it. ``proved.json`` holds the digests of those whose every mutant was noticed.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from tests.security.rls import excepted, probes
from tests.security.rls.mutants import Mutant
from tests.security.rls.world import Cur

HERE = Path(__file__).parent
LIST = HERE / "proved.json"
PROVER = "the prover"
# What is tried, and what is excepted, counts for the objects that it names; the others,
# and the tests themselves, hunt no mutants.
_NO_PROVER = {
    "candidates.py", "definers.py", "excepted.py", "keeping.py", "leaks.py", "page.py",
    "promise.py", "promised.py", "sample.py", "scale.py",
}  # fmt: skip
_FUNCTIONS = """
select proname::text,
       string_agg(pg_get_functiondef(oid) || ' ' || pg_get_userbyid(proowner) || ' '
         || array(select a::text from unnest(proacl) a order by 1)::text, ''
         order by oid::regprocedure::text)
  from pg_proc
 where pronamespace = 'wall'::regnamespace
    or pronamespace = 'public'::regnamespace and prosecdef group by 1
"""
_POLICIES = """
select tablename::text, string_agg(concat_ws(' ', policyname, cmd, roles::text, qual,
                                             with_check), '; ' order by policyname)
  from pg_policies where schemaname = 'public' and tablename !~ '^proof_' group by 1
"""
_TABLES = """
select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname,
       c.relrowsecurity || ' ' || c.relforcerowsecurity,
       concat_ws(' ', array(select a::text from unnest(c.relacl) a order by 1)::text,
         array(select t.attname || t.attacl::text from pg_attribute t
                where t.attrelid = c.oid and t.attacl is not null order by 1)::text)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname in ('public', 'wall') and c.relkind in ('r', 'p')
   and c.relname !~ '^proof_'
"""
_ROLES = """
select rolname::text, concat_ws(' ', rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
         rolcanlogin, array(select m.roleid::regrole::text from pg_auth_members m
                             where m.member = r.oid order by 1)::text)
  from pg_roles r
"""
_CALLED = re.compile(r"\bwall\.(\w+)")


def object_of(mutant: Mutant) -> str:
    """The name of the object that a mutant weakens."""
    return f"{mutant.kind} {mutant.subject}"


def digests(cursor: Cur) -> dict[str, str]:
    """The digest of every object, by name, and of the prover."""
    functions: dict[str, str] = dict(cursor.execute(_FUNCTIONS.encode()).fetchall())
    found, tried = {PROVER: _of_prover()}, _tried()
    for name, text in functions.items():
        whole = [text, *_named(text, functions), *tried.get(name, [])]
        for kind in ("condition", "part", "kind", "function"):
            found[f"{kind} {name}"] = _digest(whole)
    for name, text in cursor.execute(_POLICIES.encode()).fetchall():
        found[f"policy {name}"] = _digest([text, *_named(text, functions)])
    for name, secured, rights in cursor.execute(_TABLES.encode()).fetchall():
        found[f"table {name}"] = _digest([secured])
        found[f"right {name}"] = _digest([rights])
        found[f"view {name}"] = _digest([])
    for name, powers in cursor.execute(_ROLES.encode()).fetchall():
        found[f"role {name}"] = _digest([powers])
    return found


def held() -> dict[str, str]:
    """The committed list."""
    read: dict[str, str] = json.loads(LIST.read_text()) if LIST.exists() else {}
    return read


def write(proved: Mapping[str, str]) -> bool:
    """Write the list, an object a line; whether it was another before."""
    text = json.dumps(dict(proved), indent=0, sort_keys=True) + "\n"
    was_other = not LIST.exists() or LIST.read_text() != text
    LIST.write_text(text)
    return was_other


def unproved(
    mutants: Iterable[Mutant], now: Mapping[str, str], proved: Mapping[str, str]
) -> list[Mutant]:
    """The mutants of the objects that are other than proved; all, of another prover."""
    is_same = proved.get(PROVER) == now[PROVER]
    return [
        mutant
        for mutant in mutants
        if mutant.name not in excepted.EQUIVALENT
        if not is_same or proved.get(object_of(mutant)) != now[object_of(mutant)]
    ]


def _named(text: str, functions: Mapping[str, str]) -> list[str]:
    """The texts of the functions that a text names."""
    return [functions.get(name, "") for name in sorted(set(_CALLED.findall(text)))]


def _tried() -> dict[str, list[str]]:
    """The attempts that name each function, and which of its mutants change nothing."""
    found = defaultdict(list)
    for attempt in probes.attempts():
        for name in attempt.procedures.split():
            found[name].append(repr(attempt))
    for name in excepted.EQUIVALENT:
        found[name.partition(":")[0].partition(" ")[2]].append(name)
    return found


def _of_prover() -> str:
    files = sorted(
        file
        for file in HERE.glob("*.py")
        if file.name not in _NO_PROVER and not file.name.startswith("test_")
    )
    return _digest([file.read_text() for file in files])


def _digest(texts: Iterable[str]) -> str:
    return sha256("\0".join(texts).encode()).hexdigest()[:32]
