"""The wall made weaker in each way there is: every time something notices.

A mutant that nothing can notice stands in ``excepted.EQUIVALENT`` with its reason. What
was proved whole, and has stayed as it was, is not hunted again: ``make prove
PART=mutants`` hunts all, and writes the list of what it proved.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.security.rls import (
    conditions,
    excepted,
    killing,
    mutants,
    probes,
    proved,
    world,
)
from tests.security.rls.world import Cur


def test_every_attempt_ends_as_it_must(cursor: Cur) -> None:
    world.make(cursor)

    failures = [attempt.fails(cursor) for attempt in probes.attempts()]

    assert list(filter(None, failures)) == []


def test_every_weaker_wall_is_noticed(
    cursor: Cur, record_property: Callable[[str, object], None]
) -> None:
    """Of what is other than it was proved; of all, where the prover is."""
    hunt = killing.Hunt(cursor, world.make(cursor), excepted.WITHOUT_ROWS)
    assert list(hunt.healthy()) == []
    every = list(mutants.every(cursor))
    hunted = proved.unproved(every, proved.digests(cursor), proved.held())

    alive = [mutant.name for mutant in hunted if not hunt.noticed(mutant)]

    record_property("access.policy_mutants", len(hunted))
    assert alive == []


@pytest.mark.parametrize(
    ("change", "touched"),
    [
        (
            "create or replace function wall.today() returns date language sql"
            " stable return current_date",
            # Itself, and what names it.
            {"condition works_for", "function today", "condition mailbox_add"},
        ),
        ("alter policy staff_select on visits_visit using (true)",
         {"policy visits_visit"}),
        ("alter table visits_visit no force row level security",
         {"table visits_visit"}),
        ("grant select (urn) on safeguarding_case to unhidden_public",
         {"right safeguarding_case"}),
        ("alter role unhidden_staff bypassrls", {"role unhidden_staff"}),
        ("grant execute on function wall.find to unhidden_staff", {"function find"}),
    ],
)  # fmt: skip
def test_what_was_changed_is_proved_anew(
    cursor: Cur, change: str, touched: set[str]
) -> None:
    before, every = proved.digests(cursor), list(mutants.every(cursor))
    assert proved.unproved(every, before, before) == []

    world.run(cursor, change)

    now = proved.digests(cursor)
    again = {proved.object_of(each) for each in proved.unproved(every, now, before)}
    assert touched <= again
    assert len(again) < len(before) / 4


def test_another_prover_proves_everything_anew(cursor: Cur) -> None:
    now, every = proved.digests(cursor), list(mutants.every(cursor))
    other = {**now, proved.PROVER: "another"}

    hunted = {each.name for each in proved.unproved(every, now, other)}

    assert hunted == {each.name for each in every} - excepted.EQUIVALENT.keys()


def test_digests_are_the_same_wherever_they_are_taken(cursor: Cur) -> None:
    assert proved.digests(cursor) == proved.digests(cursor)
    assert {proved.object_of(each) for each in mutants.every(cursor)} <= set(
        proved.digests(cursor)
    )


def test_every_procedure_has_attempts(cursor: Cur) -> None:
    there = {each.subject for each in mutants.every(cursor) if each.kind == "condition"}

    assert there - probes.procedures() == set()


def test_every_equivalent_mutant_is_one(cursor: Cur) -> None:
    there = {mutant.name for mutant in mutants.every(cursor)}

    assert excepted.EQUIVALENT.keys() - there == set()


def test_each_condition_is_taken_out_alone() -> None:
    body = "if a or not (b and c) then refuse(); end if; select d where e and f;"

    assert [condition for condition, _ in conditions.without_each(body)] == [
        "a",
        "not (b and c)",
        "b",
        "c",
        "e",
        "f",
    ]


def test_a_case_is_taken_out_whole() -> None:
    body = "create or replace x where a and case when b then c else d end offset 0;"

    assert list(conditions.without_each(body)) == [
        ("a", body.replace(" a ", " true ")),
        (
            "case when b then c else d end",
            body.replace("case when b then c else d end", "true"),
        ),
    ]


def test_the_condition_of_a_join_is_taken_out() -> None:
    body = (
        "select distinct on (x) y from a join b on b.id = a.id and b.is_active"
        " left join lateral c(left(a.t, 3)) d on (true) where left(e, 2) = f"
        " union insert into g values (h) on conflict do nothing"
    )

    assert [condition for condition, _ in conditions.without_each(body)] == [
        "b.id = a.id",
        "b.is_active",
        "left(e, 2) = f",
    ]
