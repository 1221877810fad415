"""The parts of the linkage bench can be run by themselves."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import duckdb
import pytest

from benchmarks.linkage import refresh
from unhidden.linkage.engines import KEYS, RECORDS

NAMES = Path(refresh.__file__).parents[1] / "names.json"
PARTS = ("batch", "large", "online", "sets")


@pytest.mark.parametrize("part", PARTS)
def test_each_part_of_the_linkage_bench_is_a_bench(part: str) -> None:
    module = json.loads(NAMES.read_text())["with_database"][f"linkage-{part}"]

    assert callable(importlib.import_module(f"benchmarks.{module}").run)


def test_copies_of_people_are_others_under_keys_of_their_own(tmp_path: Path) -> None:
    with duckdb.connect() as rows:
        people = rows.sql("select range as id, 'Ann' as name from range(3)")
        people.write_parquet(str(tmp_path / f"{RECORDS}.parquet"))
        keys = rows.sql("select 7 + range % 2 as key, range as id from range(3)")
        keys.write_parquet(str(tmp_path / f"{KEYS}.parquet"))

    refresh.copy_people(tmp_path, 4, 3)

    with duckdb.connect() as rows:
        held = rows.read_parquet(str(tmp_path / f"{RECORDS}.parquet")).fetchall()
        found = rows.read_parquet(str(tmp_path / f"{KEYS}.parquet")).fetchall()
    assert sorted(held) == [(number, "Ann") for number in range(12)]
    assert len({key for key, _ in found}) == 4 * 2
    assert {number for _, number in found} == set(range(12))
