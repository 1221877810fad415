"""The folder of a run: for its account alone, and gone afterwards."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from unhidden.linkage.run_folders import RunFolders


def test_a_run_has_a_folder_for_its_account_alone_which_goes_with_it(
    tmp_path: Path,
) -> None:
    folders = RunFolders(tmp_path, "here", tmp_path)

    def fail() -> None:
        with folders.open_folder() as folder:
            (folder / "names.parquet").write_text("a name")
            assert folder.stat().st_mode & 0o777 == 0o700
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert list(tmp_path.iterdir()) == []


_KILLED = """
import os, signal, sys
from pathlib import Path
from unhidden.linkage.run_folders import RunFolders
parent, here = map(Path, sys.argv[1:])
with RunFolders(parent, "here", here).open_folder() as folder:
    (folder / "names.parquet").write_text("a name")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_run_left_goes_before_the_next_and_no_others(
    tmp_path: Path,
) -> None:
    leave_behind(tmp_path, tmp_path)
    (left,) = tmp_path.iterdir()
    assert (left / "names.parquet").exists()

    with RunFolders(tmp_path, "elsewhere", tmp_path).open_folder() as theirs:
        with RunFolders(tmp_path, "here", tmp_path).open_folder() as folder:
            assert set(tmp_path.iterdir()) == {folder, theirs}
        assert list(tmp_path.iterdir()) == [theirs]


def test_what_was_left_where_runs_have_no_folders_any_more_goes_too(
    tmp_path: Path,
) -> None:
    """An operator names a folder once; who takes over knows of another."""
    shared, here = tmp_path / "shared", tmp_path / "here"
    shared.mkdir()
    here.mkdir()
    leave_behind(shared, here)
    assert len(list(shared.iterdir())) == 1

    assert RunFolders(here, "here", here).remove_leftovers() == 1

    assert [*shared.iterdir(), *here.iterdir()] == []


def test_what_is_on_a_disk_that_is_away_is_looked_for_again(tmp_path: Path) -> None:
    shared, here = tmp_path / "shared", tmp_path / "here"
    shared.mkdir()
    here.mkdir()
    leave_behind(shared, here)
    shared.rename(tmp_path / "away")
    folders = RunFolders(here, "here", here)

    assert folders.remove_leftovers() == 0
    (tmp_path / "away").rename(shared)
    assert folders.remove_leftovers() == 1

    assert [*shared.iterdir(), *here.iterdir()] == []


def test_what_somebody_else_called_so_stays_and_stops_nothing(tmp_path: Path) -> None:
    """A link into another folder, or a sign that leads to one, takes nothing away."""
    other, here = tmp_path / "other", tmp_path / "here"
    (other / "kept").mkdir(parents=True)
    here.mkdir()
    folders = RunFolders(here, "here", here)
    with folders.open_folder() as folder:
        prefix = folder.name[:28]
    (here / f"{prefix}link").symlink_to(other)
    (here / f"{prefix}sign").mkdir()
    (here / f"{prefix}sign" / "where").write_text(str(other))

    with folders.open_folder():
        pass

    assert (other / "kept").is_dir()


def leave_behind(parent: Path, here: Path) -> None:
    """What a run leaves that is killed."""
    asked = [sys.executable, "-c", _KILLED, str(parent), str(here)]
    killed = subprocess.run(asked, check=False)
    assert killed.returncode == -signal.SIGKILL
