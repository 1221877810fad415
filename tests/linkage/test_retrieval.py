"""Candidates out of a table: rare keys first, common ones not at all."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from unhidden.linkage.retrieval import KeyTable, candidates_sql

COMMON, SHARED, RARE = 1, 2, 3
HELD = "with held(key, record_id, kind) as (select * from jsonb_to_recordset(%(held)s)"
HELD += " as given(key bigint, record_id bigint, kind text)) "


def _found(
    query: str, held: list[tuple[int, int, str]], keys: list[int]
) -> list[tuple[int, float]]:
    rows = ", ".join(
        f'{{"key": {key}, "record_id": {record}, "kind": "{kind}"}}'
        for key, record, kind in held
    )
    given: dict[str, Any] = {"held": f"[{rows}]", "keys": keys, "records": 1_000.0}
    with connection.cursor() as cursor:
        cursor.execute(HELD + query, given | {"kind": "person"})
        return [(record, shared) for record, shared in cursor.fetchall()]


@pytest.mark.django_db
def test_rare_keys_rank_first_and_keys_of_too_many_do_not_count() -> None:
    held = [
        *((COMMON, record, "person") for record in range(100, 111)),
        *((SHARED, record, "person") for record in (100, 201, 202)),
        *((RARE, record, "person") for record in (202, 301)),
    ]
    query = candidates_sql(KeyTable("held"), cap=10, limit=3)

    found = _found(query, held, [COMMON, SHARED, RARE, 9])

    # 202 has two keys; 301 one that two have; 100 and 201 one that three have.
    assert [record for record, _ in found] == [202, 301, 100]
    assert found[1][1] == pytest.approx(8.9658, abs=1e-3)


@pytest.mark.django_db
def test_what_may_be_found_can_be_narrowed_to_one_kind() -> None:
    query = candidates_sql(KeyTable("held", where="kind = %(kind)s"))

    found = _found(query, [(7, 1, "person"), (7, 2, "vehicle")], [7])

    assert [record for record, _ in found] == [1]
