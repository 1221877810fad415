"""The file in which a process remembers the chains: damaged, full, of two processes.

It may hold less than it should, and never stops a report.
"""

from __future__ import annotations

import multiprocessing
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.made.vault import SYSTEM, WORDS, by_system, make_finished, make_row
from unhidden.access import context
from unhidden.vault import chains, heads

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def file(settings: Any, tmp_path: Path) -> Path:
    settings.HEADS = tmp_path / "heads" / "public.json"
    return Path(settings.HEADS)


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"x": "y"}', '{"%s": "!"}', '{"%s": "bm8="}', "\x00" * 99],
)
def test_a_damaged_file_closes_no_door(file: Path, content: str) -> None:
    team_id, ring = make_finished()
    make_row(team_id)
    file.write_text(content.replace("%s", str(team_id)))
    chains.forget_chains()

    row = make_row(team_id)

    with context.acting_as(SYSTEM):
        assert row.sealed_answers.open(ring) == WORDS


def test_a_file_that_cannot_be_written_closes_no_door(file: Path) -> None:
    team_id, ring = make_finished()
    shutil.rmtree(file.parent, ignore_errors=True)
    file.parent.write_text("a file where the folder should be")
    chains.forget_chains()

    row = make_row(team_id)

    with context.acting_as(SYSTEM):
        assert row.sealed_answers.open(ring) == WORDS


def _keep_many(file: Path, states: list[Any], both_are_there: Any) -> None:
    own = heads.ChainMemory(file)
    for state in states:
        both_are_there.wait()
        own.keep(state)


def test_two_processes_that_write_at_once_forget_nothing(file: Path) -> None:
    states: list[Any] = []
    for _ in range(6):
        team_id, _ring = make_finished()
        states += by_system(chains.find_chain_states)([team_id]).values()
    file.unlink(missing_ok=True)
    fork = multiprocessing.get_context("fork")

    for _ in range(30):
        start = fork.Barrier(2)
        both = [
            fork.Process(target=_keep_many, args=(file, part, start))
            for part in (states[:3], states[3:])
        ]
        for each in both:
            each.start()
        for each in both:
            each.join()
            assert each.exitcode == 0
        kept = heads.read_states(file)
        assert {*kept} == {each.link.team for each in states}
        file.unlink()
