"""Cases, names and tokens in the number of a country, behind the same policies.

The product keeps no names to search yet: these tables stand for them, with policies
written by the same code from the same declarations.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.security.rls import world
from tests.security.rls.states import OTHER, OWN, PERSON
from tests.security.rls.world import Cur
from unhidden.access.rls import guarding
from unhidden.lib.rights import GuardedHeads, RowsUnder, TableAccess

CASELOAD, SHARE = 30, 40  # cases of the caseworker; one in so many is the own
TEAM, NAMES, TOKENS = 3, 2, 3  # of a case, of a case, of a name
COMMON = 1_000  # one token in so many is the common one
_NEVER = f"'{OTHER}'"
TABLES = {
    "bench_case": TableAccess(
        staff="select", rows=GuardedHeads("safeguarding_case", organisation="lead_id")
    ),
    "bench_name": TableAccess(
        staff="select", rows=RowsUnder("case_id", "bench_case", "identity")
    ),
    "bench_token": TableAccess(staff="select", rows=RowsUnder("name_id", "bench_name")),
}
_MADE = f"""
create table bench_case (
  id uuid primary key, lead_id uuid not null, sensitivity smallint not null,
  is_restricted boolean not null, updated_at timestamptz not null);
create table bench_name (
  id uuid primary key, case_id uuid not null, name text not null);
create table bench_token (
  id bigint primary key, name_id uuid not null, token text not null);
create index on bench_case (lead_id);
create index on bench_name (case_id);
create index on bench_token (token) include (name_id);
create index on bench_token (name_id);
alter table bench_case owner to {guarding.OWNER};
alter table bench_name owner to {guarding.OWNER};
alter table bench_token owner to {guarding.OWNER};
grant select on bench_case, bench_name, bench_token to {guarding.STAFF};
"""
_CASES = f"""
insert into bench_case
select md5('case:' || n)::uuid,
       case when n <= %(own)s then '{OWN}'::uuid
            else md5('o:' || n %% 40)::uuid end,
       1, false, now() - make_interval(mins => (n * 7919) %% 100000)
  from generate_series(%(low)s + 1, %(high)s) n;
insert into access_grant (id, domain, record_id, person_id, basis, team_role,
                          categories, purposes, granted_by, reason, from_at)
select gen_random_uuid(), 'safeguarding_case', md5('case:' || n)::uuid,
       case when k = 1 and n > %(own)s and n <= %(own)s + {CASELOAD}
            then '{PERSON}'::uuid
            else md5('p:' || (n * {TEAM} + k) %% 20000)::uuid end,
       'team', 'worker', '{{}}', '{{}}', {_NEVER}, '', now()
  from generate_series(%(low)s + 1, %(high)s) n, generate_series(1, {TEAM}) k;
insert into bench_name
select md5('name:' || n)::uuid, md5('case:' || n / {NAMES} + 1)::uuid, 'name ' || n
  from generate_series(%(low)s * {NAMES}, %(high)s * {NAMES} - 1) n;
insert into bench_token
select n, md5('name:' || n / {TOKENS})::uuid,
       case when n %% {COMMON} = 0 then 'MHMT' else 'T' || n %% 50000 end
  from generate_series(%(low)s * {NAMES * TOKENS},
                       %(high)s * {NAMES * TOKENS} - 1) n;
"""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody whose work is measured."""

    name: str
    role: str


WHO = (
    Who("caseworker", "support_worker"),
    Who("organisation reader", "support_manager"),
)
PURPOSE = "safeguarding_support"
QUERIES = {
    "visible_count": "select count(*) from bench_case",
    "latest50": "select id from bench_case order by updated_at desc, id limit 50",
    "record": "select * from bench_case where id = md5('case:%d')::uuid",
    "name_search": "select n.id, n.name from bench_token t"
    " join bench_name n on n.id = t.name_id where t.token = 'MHMT'"
    " order by n.id limit 50",
}


def make(cursor: Cur) -> None:
    """The tables, empty."""
    world.run(cursor, _MADE)
    for name in TABLES:
        for statement in guarding.make_row_policies(
            name, {guarding.STAFF: {"select"}}, TABLES
        ):
            world.run(cursor, statement)


def grow(cursor: Cur, low: int, high: int, *, own: int) -> None:
    """Add the cases from ``low`` to ``high``, with teams, names and tokens.

    The first ``own`` of all are the organisation's.
    """
    given = {"low": low, "high": high, "own": own}
    for part in _CASES.split(";\n"):
        if part.strip():
            cursor.execute(part.encode(), given)
    for name in ("access_grant", *TABLES):
        world.run(cursor, f"analyze {name}")


def query(name: str, who: Who, *, own: int) -> str:
    """The statement, about a record that the person may see."""
    number = own + 1 if who is WHO[0] else 1
    return QUERIES[name] % number if "%d" in QUERIES[name] else QUERIES[name]
