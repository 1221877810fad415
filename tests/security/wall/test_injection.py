"""Somebody runs SQL of their own as a serving role, without the key: a table of tries.

Each is written by an attacker who stands in a support worker's page, or in the public
or the worker's program, and must end as the last column says. That no serving role
can become another, and what each may call, the catalogue's test holds.
"""

from __future__ import annotations

import pytest

from config.proving import world
from config.proving.attempts import Attempt
from config.proving.world import Cur

NOBODY = ("", "")
SUPPORT = ("support_worker", "safeguarding_support")
REFUSED, NOT_THERE = "42501", "42883"
CASES = "select count(*) from safeguarding_case"

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
    ("read others' statements",
     ["select pg_read_all_stats from pg_roles"], "42703"),
    ("truncate", ["truncate safeguarding_case cascade"], REFUSED),
]  # fmt: skip


@pytest.fixture
def attacked(cursor: Cur) -> Cur:
    world.make(cursor)
    return cursor


@pytest.mark.parametrize(
    "role", ["unhidden_staff", "unhidden_public", "unhidden_worker"]
)
def test_sql_of_ones_own_leads_nowhere(role: str, attacked: Cur) -> None:
    who = SUPPORT if role == world.STAFF else NOBODY
    found = {}
    for what, steps, ends in TRIES:
        attempt = Attempt("", what, who, steps, ends, role=role)
        outcome = attempt.outcome(attacked)
        others_may = {"use the worker's evidence"} if role.endswith("worker") else set()
        if outcome != ends and what not in others_may:
            found[what] = outcome
    refused_more = {what: end for what, end in found.items() if end == REFUSED}

    assert found.keys() - refused_more.keys() == set()
    assert role != world.STAFF or not refused_more


def test_no_setting_opens_anything(attacked: Cur) -> None:
    for name in SETTINGS:
        for value in ("on", "true", "", "x|y|z", "''; select 1; --"):
            steps = [f"select set_config('unhidden.{name}', '{value}', true)", CASES]
            attempt = Attempt("", name, NOBODY, steps, "0")

            assert attempt.outcome(attacked) in ("0", REFUSED), (name, value)


def test_no_word_of_a_context_can_be_another(attacked: Cur) -> None:
    world.enter(attacked, *SUPPORT)
    held = attacked.execute("select current_setting('unhidden.context')").fetchone()
    mac, *words = str((held or [""])[0]).split("|")
    for place in range(len(words)):
        other = [word + "9" * (place == at) for at, word in enumerate(words)]
        changed = "|".join([mac, *other])
        steps = [f"select set_config('unhidden.context', '{changed}', true)", CASES]

        assert Attempt("", "", NOBODY, steps).outcome(attacked) == REFUSED, place


def test_a_context_is_worth_nothing_on_another_connection_or_later(
    attacked: Cur,
) -> None:
    world.enter(attacked, *SUPPORT)
    taken = attacked.execute("select current_setting('unhidden.context')").fetchone()
    stolen = str((taken or [""])[0])
    own = attacked.execute("select wall.challenge()").fetchone()
    replayed = stolen.replace(str((own or [""])[0]), "1:1")

    attempt = Attempt(
        "", "", NOBODY,
        [f"select set_config('unhidden.context', '{replayed}', true)", CASES],
    )  # fmt: skip

    assert str((own or [""])[0]) in stolen
    assert attempt.outcome(attacked) == REFUSED


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
