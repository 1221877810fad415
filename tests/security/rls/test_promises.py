"""What each program's role may do, and which rows a page meets, is what is promised."""

from __future__ import annotations

import pytest

from tests.security.rls import keeping, promised, promises, world
from tests.security.rls.savepoints import undone
from tests.security.rls.world import Cur


def test_every_right_row_and_procedure_is_as_promised(cursor: Cur) -> None:
    made = world.make(cursor)
    keeping.prepare(cursor, made)

    found = {*promised.findings(cursor), *keeping.findings(cursor, made)}

    assert found == set()


def test_every_promise_says_in_words_what_it_is() -> None:
    assert [
        table for table, each in promises.TABLES.items() if not each.words.endswith(".")
    ] == []


@pytest.mark.parametrize(
    "hole",
    [
        "create table public.forgotten (id int)",
        "create view public.v as select * from safeguarding_case",
        "grant select (public_key) on agencies_person to unhidden_public",
        "grant update (role) on agencies_engagement to unhidden_staff",
        "grant insert on access_grant to unhidden_worker",
        "grant delete on audit_event to unhidden_guard",
        "grant select on wall.signing_key to unhidden_staff",
        "grant execute on function wall.note to public",
        "grant execute on function wall.mac(text, text) to unhidden_public",
        "revoke execute on function wall.mailbox_of(text) from unhidden_public",
        "revoke select on agencies_person from unhidden_staff",
    ],
)
def test_a_right_that_is_not_promised_is_found(cursor: Cur, hole: str) -> None:
    before = set(promised.findings(cursor))
    world.run(cursor, hole.replace("(public_key)", "(name)"))

    assert set(promised.findings(cursor)) - before


def test_rows_that_are_not_promised_are_found(cursor: Cur) -> None:
    made = world.make(cursor)
    keeping.prepare(cursor, made)
    for table, change in (
        ("intelligence_savedsearch", "staff_select {} using (true)"),
        ("reporting_handover", "staff_select {} using (true)"),
        ("agencies_person", "staff_update {} using (true) with check (true)"),
        ("intelligence_sourcestep", "staff_insert {} with check (true)"),
        ("sharing_party", "staff_delete {} using (true)"),
    ):
        assert list(keeping.of_table(cursor, made, table)) == []
        with undone(cursor):
            world.run(cursor, f"alter policy {change.format('on ' + table)}")

            assert list(keeping.of_table(cursor, made, table)), table
