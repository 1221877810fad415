"""A part of ``make prove`` goes on where it was killed, and its figures are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.prove import benches, figures, mutants
from tests.prove.done import Done
from tests.prove.figures import Figure
from tests.security.rls import excepted


@pytest.fixture
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNHIDDEN_STATE", str(tmp_path))


@pytest.mark.usefixtures("_elsewhere")
def test_what_was_done_is_known_to_the_next_run_for_as_long_as_it_is_the_same() -> None:
    Done("part").add("one", "digest", {"alive": []})

    again = Done("part")

    assert again.result("one", "digest") == {
        "name": "one",
        "digest": "digest",
        "alive": [],
    }
    assert again.result("one", "another") is None
    assert again.result("two", "digest") is None


@pytest.mark.usefixtures("_elsewhere")
def test_a_line_that_was_being_written_is_not_done(tmp_path: Path) -> None:
    Done("part").add("one", "digest", {})
    file = tmp_path / "proved" / "part.jsonl"
    file.write_text(file.read_text() + '{"name": "two", "dig')

    again = Done("part")
    again.add("three", "digest", {})

    last = Done("part")
    assert last.result("one", "digest")
    assert last.result("two", "digest") is None
    assert last.result("three", "digest")


def test_a_part_writes_its_own_rows_anew(tmp_path: Path) -> None:
    page = tmp_path / "figures.md"
    figures.keep("matrix", [Figure("matrix", "cells", 5)], page)
    figures.keep("mutants", [Figure("mutants", "mutants", 7, "all")], page)

    figures.keep("matrix", [Figure("matrix", "cells", 1_000_000)], page)

    text = page.read_text()
    assert text.startswith("# Figures\n")
    assert "| matrix | cells | 1,000,000 |" in text
    assert "| mutants | mutants | 7 | all |" in text
    assert text.count("| matrix |") == 1
    assert text.count("| part |") == 1


def test_tables_under_other_headings_stay_as_they_are(tmp_path: Path) -> None:
    page = tmp_path / "figures.md"
    figures.keep("matrix", [Figure("matrix", "cells", 5)], page)
    other = "\n## Another\n\n| line | before |\n|---|---|\n| matrix | 3 |\n"
    page.write_text(page.read_text() + other)

    figures.keep("matrix", [Figure("matrix", "cells", 6)], page)

    assert page.read_text().endswith("|\n" + other)
    assert page.read_text().count("| matrix | cells | 6 |") == 1


def test_an_exception_that_is_needless_is_told() -> None:
    named = next(iter(excepted.EQUIVALENT))

    assert mutants._wrong("another", [True, True]) == ""
    assert mutants._wrong("another", [True, False]) == "another"
    assert mutants._wrong(named, [False]) == ""
    assert "needlessly" in mutants._wrong(named, [True])


@pytest.mark.parametrize(
    ("name", "value", "is_out"),
    [
        ("sync.lost", 0, False),
        ("sync.lost", 1, True),
        ("sync.planted_hits", 0, True),
        ("sync.storm_receipts_s", 30, False),
        ("sync.storm_receipts_s", 30.1, True),
        ("sync.operations", 100_000, False),
    ],
)
def test_a_figure_that_is_not_what_was_promised_proves_nothing(
    name: str, value: float, is_out: bool
) -> None:
    assert benches.is_out_of_bounds(name, value) == is_out
