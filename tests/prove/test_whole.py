"""What passed on this very program is left out of the gate, and nothing else."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.prove import whole as proving
from tests.prove.figures import Unproved
from tests.support import whole
from unhidden.hosting.paths import REPOSITORY

FILE, OTHER = "tests/server/test_ports.py", "tests/server/test_heads.py"


@pytest.fixture(autouse=True)
def _list_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "LIST", tmp_path / "whole.json")


def _left_out(*files: str) -> list[str]:
    marked: list[str] = []
    items: Any = [
        SimpleNamespace(
            path=REPOSITORY / file, add_marker=lambda _, file=file: marked.append(file)
        )
        for file in files
    ]
    whole.leave_out_proved(items)
    return marked


def test_what_passed_is_left_out_and_nothing_else() -> None:
    whole.note_proved([FILE])

    assert _left_out(FILE, OTHER, "tests/security/test_locks.py") == [FILE]


def test_nothing_is_left_out_before_it_passed() -> None:
    assert _left_out(FILE, OTHER) == []


def test_another_program_is_tried_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    whole.note_proved([FILE])

    monkeypatch.setattr(whole, "_hash_program", lambda: b"another")

    assert _left_out(FILE) == []


@pytest.mark.parametrize(
    "file",
    [
        "src/unhidden/lib/rights.py",
        "src/unhidden/safeguarding/locale/cy/LC_MESSAGES/django.po",
        "src/unhidden/access/sql/context.sql",
        "requirements/run.txt",
        "package-lock.json",
        "conftest.py",
        "tests/support/sites.py",
        "tests/made/cover.py",
        "tests/browser/walking.py",
        "tests/security/routes.py",
        "benchmarks/browser/chromium.py",
    ],
)
def test_what_these_tests_meet_is_of_the_program(file: str) -> None:
    assert whole._counts(Path(file))


@pytest.mark.parametrize(
    "file",
    [
        "docs/figures.md",
        "README.md",
        "src/unhidden/lib/tests/test_days.py",
        "tests/whole.json",
        "tests/security/rls/proved.json",
    ],
)
def test_what_they_do_not_meet_makes_no_other_program(file: str) -> None:
    assert not whole._counts(Path(file))


def test_a_file_that_is_no_more_is_not_kept_in_the_list() -> None:
    whole.LIST.write_text('{"tests/server/test_that_went.py": "of then"}')

    whole.note_proved([FILE])

    assert "went" not in whole.LIST.read_text()


@pytest.mark.parametrize(
    ("ended", "under", "noted"),
    [
        (0, "", [FILE]),
        (0, "<properties/>", [FILE]),
        (1, "<failure/>", []),
        (0, "<skipped/>", []),
        (2, "", []),
    ],
)
def test_only_what_ran_to_its_end_and_passed_is_noted(
    ended: int, under: str, noted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(command: list[str], **_: object) -> Any:
        report = next(each for each in command if each.startswith("--junitxml="))
        case = f'<testcase classname="tests.server.test_ports" name="a">{under}'
        text = f"<testsuites>{case}</testcase></testsuites>"
        Path(report.partition("=")[2]).write_text(text)
        return SimpleNamespace(returncode=ended)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(whole, "_hash_program", lambda: b"this")
    monkeypatch.setattr(whole, "list_files", lambda: [FILE])

    with suppress(Unproved):
        list(proving.run())

    assert list(whole._read_list()) == noted
