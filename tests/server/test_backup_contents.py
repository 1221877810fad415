"""The figures of a database tell every difference, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import backups
from tests.server.backups import Kept
from tests.support.postgres import Server
from unhidden.hosting.backup import contents
from unhidden.hosting.backup.manifest import list_differences

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("backup")]

SPOILT = [
    ("delete from guarded.forced where id = 1", "forced has 499 rows instead of 500"),
    (
        "update guarded.forced set kept = kept || '1' where id = 7",
        "forced has the right number of rows with other contents",
    ),
    (
        "update guarded.forced set at = at + interval '1 microsecond' where id = 7",
        "forced has the right number of rows with other contents",
    ),
    ("drop table guarded.forced", "forced is not in the restored database"),
    ("create table public.more ()", "public.more is not in the backup"),
    ("drop policy nobody on guarded.forced", "forced has other columns, constraints"),
    (
        "alter policy nobody on guarded.forced using (true)",
        "forced has other columns, constraints",
    ),
    (
        "alter table guarded.forced no force row level security",
        "forced has other columns, constraints",
    ),
    (
        "grant select on guarded.forced to unhidden_public",
        "forced has other columns, constraints",
    ),
    (
        "grant select (told) on guarded.forced to unhidden_public",
        "forced has other columns, constraints",
    ),
    (
        "alter table guarded.counted drop constraint counted_word_check",
        "counted has other columns, constraints",
    ),
    (
        "create function public.more() returns int language sql return 1",
        "The functions of the database, or the rights on them, are others",
    ),
    (
        "select setval('guarded.counted_id_seq', 1)",
        "The sequence guarded.counted_id_seq is behind: it must be at 3",
    ),
]


@pytest.fixture(scope="module")
def kept(
    test_server: Server, test_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Kept]:
    folder: Path = tmp_path_factory.mktemp("figures")
    with backups.kept(test_server, f"{test_database}_figures", folder) as made:
        yield made


def told_after(kept: Kept, *statements: str) -> list[str]:
    """What differs once the statements have run; they are undone."""
    with kept.inside() as inside, inside.transaction(force_rollback=True):
        before = contents.read_contents(inside)
        for statement in statements:
            inside.execute(statement)
        return list_differences(before, contents.read_contents(inside))


@pytest.mark.parametrize(("statement", "sentence"), SPOILT)
def test_each_difference_is_a_sentence(
    kept: Kept, statement: str, sentence: str
) -> None:
    told = told_after(kept, statement)

    assert [one for one in told if sentence in one]
    assert len(told) == 1


def test_the_order_of_rows_and_the_settings_of_the_reader_make_no_difference(
    kept: Kept,
) -> None:
    told = told_after(
        kept,
        "create temp table put_aside as select * from guarded.forced order by id desc",
        "delete from guarded.forced",
        "insert into guarded.forced select * from put_aside",
        "set local timezone = 'Asia/Tokyo'",
        "set local datestyle = 'German'",
        "set local extra_float_digits = -5",
        "set local bytea_output = 'escape'",
        "set local search_path = 'guarded'",
    )

    assert told == []


def test_two_rows_that_changed_places_are_a_difference(kept: Kept) -> None:
    told = told_after(
        kept,
        "update guarded.forced set told = case id when 1 then 'two' else 'one' end"
        " where id in (1, 2)",
        "update guarded.forced set parts = '{}' where id in (1, 2)",
    )

    assert len(told) == 1


def test_a_row_twice_instead_of_another_is_a_difference(kept: Kept) -> None:
    told = told_after(
        kept,
        "insert into guarded.october values ('2016-10-17')",
        "delete from guarded.october where at = '2016-10-21'",
    )

    assert told == [
        "The table guarded.october has the right number of rows with other contents."
    ]
