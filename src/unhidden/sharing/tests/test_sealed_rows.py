"""What is sealed of a record is found from its head, however deep it lies below."""

from __future__ import annotations

import pytest

from unhidden.lib.rights import GuardedHeads, RowsUnder, RuledRows, TableAccess
from unhidden.sharing.apps import SealedTable, find_way_up

TABLES = {
    "head": TableAccess(rows=GuardedHeads("record", "organisation_id")),
    "need": TableAccess(rows=RowsUnder("head_id", "head")),
    "step": TableAccess(rows=RowsUnder("need_id", "need")),
    "word": TableAccess(rows=RowsUnder("step_id", "step")),
    "apart": TableAccess(rows=RuledRows()),
    "below": TableAccess(rows=RowsUnder("apart_id", "apart")),
}
_STEP = " join public.need tp on tp.id = t.need_id"
_WORD = (
    " join public.step tp on tp.id = t.step_id"
    " join public.need tpp on tpp.id = tp.need_id"
)


@pytest.mark.parametrize(
    ("table", "joins", "record"),
    [
        ("head", "", "t.id"),
        ("need", "", "t.head_id"),
        ("step", _STEP, "tp.head_id"),
        ("word", _WORD, "tpp.head_id"),
    ],
)
def test_a_row_leads_to_its_record(table: str, joins: str, record: str) -> None:
    found = find_way_up(table, TABLES)

    assert found == SealedTable(table, "record", joins, record)


@pytest.mark.parametrize("table", ["apart", "below", "unknown"])
def test_what_is_of_no_record_leads_nowhere(table: str) -> None:
    assert find_way_up(table, TABLES) is None
