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
    folders = RunFolders(tmp_path, "here")

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
with RunFolders(Path(sys.argv[1]), "here").open_folder() as folder:
    (folder / "names.parquet").write_text("a name")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_run_left_goes_before_the_next_and_no_others(
    tmp_path: Path,
) -> None:
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    (left,) = tmp_path.iterdir()
    assert (left / "names.parquet").exists()

    with RunFolders(tmp_path, "elsewhere").open_folder() as theirs:
        with RunFolders(tmp_path, "here").open_folder() as folder:
            assert set(tmp_path.iterdir()) == {folder, theirs}
        assert list(tmp_path.iterdir()) == [theirs]
