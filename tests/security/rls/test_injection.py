"""Somebody runs SQL of their own as a serving role, without the key: a table of tries.

Each is written by an attacker who stands in the page of a colleague, of each role, with
a record begun where the role may begin one; or in the public or the worker's program.
It must end as the last column says. That no serving role can become another, and what
each may call, the catalogue's test holds; what becomes of changed texts,
``probes/signed_texts.py``; of borrowed ones, ``test_borrowed_texts.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.security.rls import world
from tests.security.rls.attempts import Attempt
from tests.security.rls.world import Cur
from tests.support.postgres import Server
from unhidden.access.rights import role_rows
from unhidden.hosting.postgres import connecting

NOBODY = ("", "")
SUPPORT = ("support_worker", "safeguarding_support")
REFUSED, NOT_THERE = "42501", "42883"
CASES = "select count(*) from safeguarding_case"


def _pages() -> dict[tuple[str, str], list[str]]:
    """A page of each role, and what is begun there: where the role may, a record."""
    found: dict[str, tuple[tuple[str, str], list[str]]] = {}
    for role, purpose, _, organisation, *_ in role_rows():
        domains = [
            domain
            for domain, action in (
                each.split(":") for each in organisation.split(",") if each
            )
            if action == "create"
        ]
        steps = [
            f"select wall.begin('{each}', gen_random_uuid())" for each in domains[:1]
        ]
        if role not in found or (steps and not found[role][1]):
            found[role] = (role, purpose), steps
    return dict(found.values())


PAGES = _pages()

SETTINGS = (
    "context", "opening", "is_admin", "bypass", "person", "role", "key", "looked_at",
)  # fmt: skip
KEY = "select encode(inner_block, 'hex') from wall.signing_key"

# (what, statements of the attacker, how it ends)
TRIES: list[tuple[str, list[str], str]] = [
    ("read the key", [KEY], REFUSED),
    ("read the key in a subquery", [f"select ({KEY})"], REFUSED),
    ("copy the key", ["copy wall.signing_key to stdout"], REFUSED),
    ("write a key", ["update wall.signing_key set parts = 4"], REFUSED),
    ("read the policy table", ["select * from wall.role_right"], REFUSED),
    ("write the policy table", ["delete from wall.role_right"], REFUSED),
    ("sign something", ["select wall.mac('context', 'anything')"], REFUSED),
    ("call HMAC", ["select wall.hmac('', '', '')"], REFUSED),
    ("read all claims", ["select wall.claims()"], REFUSED),
    ("read a header", ["select wall.header('safeguarding_case', null)"], REFUSED),
    ("find a record by name", ["select wall.find('x')"], REFUSED),
    ("ask who works", ["select wall.works_on(null, 'visit')"], REFUSED),
    ("use the worker's evidence", ["select wall.evidence('{}')"], REFUSED),
    ("fire no trigger", ["set session_replication_role = replica"], REFUSED),
    ("grant oneself a case",
     ["insert into access_grant (id) values (gen_random_uuid())"], REFUSED),
    ("prolong a grant", ["update access_grant set until_at = null"], REFUSED),
    ("remove an exclusion", ["delete from access_exclusion"], REFUSED),
    ("engage oneself",
     ["insert into agencies_engagement (id) values (gen_random_uuid())"], REFUSED),
    ("change one's clearance",
     ["update agencies_engagement set clearance = 3"], REFUSED),
    ("turn the wall off", ["alter table safeguarding_case disable row level security"],
     REFUSED),
    ("drop a policy", ["drop policy staff_select on safeguarding_case"], REFUSED),
    ("add a policy", ["create policy p on safeguarding_case using (true)"], REFUSED),
    ("replace a function", ["create or replace function wall.person() returns uuid"
                            " language sql return null::uuid"], REFUSED),
    ("make a function in public", ["create function public.f() returns int language sql"
                                   " return 1"], REFUSED),
    ("make an operator in public", ["create operator public.=== (leftarg = text,"
                                    " rightarg = text, function = texteq)"], REFUSED),
    ("make a schema", ["create schema mine"], REFUSED),
    ("make an extension", ["create extension dblink"], REFUSED),
    ("call dblink", ["select dblink('dbname=unhidden', 'select 1')"], NOT_THERE),
    ("read a file", ["select pg_read_file('postgresql.conf')"], REFUSED),
    ("list a folder", ["select pg_ls_dir('.')"], REFUSED),
    ("import a large object", ["select lo_import('/etc/passwd')"], REFUSED),
    ("run a program", ["copy (select 1) to program 'id'"], REFUSED),
    ("write a file", ["copy (select 1) to '/tmp/x'"], REFUSED),
    ("read the statistics", ["select * from pg_statistic"], REFUSED),
    ("truncate", ["truncate safeguarding_case cascade"], REFUSED),
]  # fmt: skip


@pytest.fixture(scope="module")
def attacked(
    django_db_setup: None, test_server: Server, test_database: str
) -> Iterator[Cur]:
    """One made world for all: an attempt leaves nothing behind."""
    parameters = {**test_server.admin, "dbname": test_database}
    with (
        connecting.connect(parameters) as connection,
        connection.transaction(force_rollback=True),
    ):
        cursor = connection.cursor()
        world.make(cursor)
        yield cursor


@pytest.mark.parametrize("who", PAGES, ids=lambda who: who[0])
def test_sql_of_ones_own_in_a_page_leads_nowhere(
    who: tuple[str, str], attacked: Cur
) -> None:
    found = {
        what: Attempt("", what, who, [*PAGES[who], *steps], ends).outcome(attacked)
        for what, steps, ends in TRIES
    }

    assert found == {what: ends for what, _, ends in TRIES}


@pytest.mark.parametrize("role", ["unhidden_public", "unhidden_worker"])
def test_sql_of_ones_own_in_another_program_leads_nowhere(
    role: str, attacked: Cur
) -> None:
    """Refused more than colleagues is no finding: these have no page at all."""
    tried = {what: (steps, ends) for what, steps, ends in TRIES}
    if role == "unhidden_worker":
        del tried["use the worker's evidence"]
    found = {
        what: Attempt("", what, NOBODY, steps, ends, role=role).outcome(attacked)
        for what, (steps, ends) in tried.items()
    }

    assert [
        what for what, (_, ends) in tried.items() if found[what] not in (ends, REFUSED)
    ] == []


def test_most_roles_may_begin_something() -> None:
    """Who supports somebody opens a case too: people come without a visit."""
    assert len(PAGES) == 12
    assert {role for (role, _), steps in PAGES.items() if steps} == {
        "analyst",
        "investigator",
        "officer",
        "partner",
        "planner",
        "safeguarding_lead",
        "support_manager",
        "support_worker",
    }


@pytest.mark.parametrize("who", [NOBODY, *PAGES], ids=lambda who: who[0] or "nobody")
def test_no_setting_opens_anything(who: tuple[str, str], attacked: Cur) -> None:
    honest = Attempt("", "", who, [CASES], "?").outcome(attacked)
    for name in SETTINGS:
        for value in ("on", "true", "", "x|y|z", "''; select 1; --"):
            kept = f"select set_config('unhidden.{name}', $${value}$$, true)"
            outcome = Attempt("", name, who, [kept, CASES], "?").outcome(attacked)

            signed_out = "0" if (name, value) == ("context", "") else honest
            assert outcome in (signed_out, REFUSED, "22P02"), (name, value)


def test_what_others_run_is_not_told(attacked: Cur, test_server: Server) -> None:
    told = "select count(*) from pg_stat_activity where query like '%a word of mine%'"
    asked = f"{told} and pid <> pg_backend_pid()"
    with connecting.connect(test_server.admin) as other:
        other.execute("select 'a word of mine'")

        assert (attacked.execute(asked.encode()).fetchone() or [0])[0]
        for who in PAGES:
            assert Attempt("", "", who, [asked], "0").outcome(attacked) == "0"


def test_a_table_of_ones_own_shadows_nothing(attacked: Cur) -> None:
    """pg_temp stands last in the definer functions' search_path."""
    steps = [
        "create temp table access_grant (record_id uuid)",
        "create temp table agencies_engagement (id uuid)",
        CASES,
    ]
    honest = Attempt("", "", SUPPORT, [CASES], "?").outcome(attacked)

    found = Attempt("", "", SUPPORT, steps, "?").outcome(attacked)

    assert found in (honest, REFUSED)


def test_statistics_tell_nothing_of_hidden_rows(attacked: Cur) -> None:
    asked = (
        "select count(*) from pg_stats where schemaname = 'public'"
        " and tablename = 'safeguarding_case'"
    )

    assert Attempt("", "", SUPPORT, [asked], "0").outcome(attacked) == "0"


def test_a_function_that_speaks_is_not_asked_about_hidden_rows(attacked: Cur) -> None:
    """A condition that could tell by an error runs after the policy (not leakproof)."""
    divides = "1 / (sensitivity - 3) is not null"
    asked = f"select count(*) from safeguarding_case where {divides}"
    above = attacked.execute(
        "select count(*) from safeguarding_case where sensitivity = 3"
    ).fetchone()

    outcome = Attempt("", "", SUPPORT, [asked], "?").outcome(attacked)

    assert (above or [0])[0]
    assert outcome.isdigit()
