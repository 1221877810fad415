"""Every table is behind the wall, and no role, function or view leads around it."""

from __future__ import annotations

import pytest
from django.conf import settings

from tests.security.rls import catalogue, guards, world
from tests.security.rls.excepted import WITHOUT_ROWS
from tests.security.rls.world import Cur


def test_every_table_stands_behind_the_wall_or_in_the_list(cursor: Cur) -> None:
    assert list(catalogue.findings(cursor, WITHOUT_ROWS)) == []


def test_only_tables_of_libraries_are_excepted() -> None:
    assert WITHOUT_ROWS.keys() <= settings.TABLE_ACCESS_OF_LIBRARIES.keys()


def test_a_needless_exception_is_found(cursor: Cur) -> None:
    exceptions = {**WITHOUT_ROWS, "visits_visit": "no reason"}

    assert len(list(catalogue.findings(cursor, exceptions))) == 1


@pytest.mark.parametrize(
    "hole",
    [
        "create table public.forgotten (id int)",
        "create view v as select * from safeguarding_case",
        "create materialized view v as select * from safeguarding_case",
        "alter table safeguarding_case no force row level security",
        "alter role unhidden_staff bypassrls",
        "grant unhidden_owner to unhidden_staff",
        "alter function wall.person() reset search_path",
        "grant execute on function wall.mac(text, text) to public",
        "grant insert on access_grant to unhidden_staff",
        "grant select on wall.signing_key to unhidden_public",
        "create function public.f() returns int language sql security definer return 1",
        "create policy bypass on visits_visit for select to unhidden_staff"
        " using (current_setting('unhidden.is_admin', true) = 'yes')",
        "alter role unhidden_staff set row_security = off",
        "create or replace function wall.refuse(why text) returns void"
        " language plpgsql as $$ begin if why <> '' then raise exception ''"
        " using errcode = '42501'; end if; end $$",
    ],
)
def test_a_hole_is_found(cursor: Cur, hole: str) -> None:
    world.run(cursor, hole)

    assert list(catalogue.findings(cursor, WITHOUT_ROWS)) != []


@pytest.mark.parametrize(
    "body",
    [
        "if not wanted = any(held) then return null; end if;",
        "if me is null or not wanted || ':read' = any(f(held)) then x(); end if;",
        "if not found then x(); end if;",
        "if (not found) then x(); end if;",
        "if (a and state <> 'draft') is not true then x(); end if;",
        "if state != 'draft' then x(); end if;",
        "if a then x(); elsif not b then y(); end if;",
        "if person = wall.person() then perform wall.refuse('oneself'); end if;",
        "if a is null or b = 1 then raise exception 'no'; end if;",
        "perform set_config('unhidden.opening', body || wall.mac(body), true);",
    ],
)
def test_a_guard_that_null_passes_is_told(body: str) -> None:
    assert guards.offences(body)


@pytest.mark.parametrize(
    "body",
    [
        "if (a = b and not c) is not true then perform wall.refuse('x'); end if;",
        "if a is distinct from b then perform wall.refuse('x'); end if;",
        "if found then return next; end if; select d where e <> f and not g;",
        "if a is null then raise exception 'x'; end if; -- not x = any(y) <>",
        "perform set_config('unhidden.context', '', true);",
        "perform set_config('unhidden.context', wall.packed('context', parts), true);",
    ],
)
def test_a_guard_that_null_does_not_pass_is_not(body: str) -> None:
    assert guards.offences(body) == ()
