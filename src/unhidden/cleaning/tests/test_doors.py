"""A folder of a long name has a door too: the house listens, and the sites reach it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from unhidden.cleaning.apart import clean_apart
from unhidden.cleaning.results import CleanedFile

TEXT = b"Four men sleep above the car wash."


@pytest.mark.parametrize("name", ["short", "long" * 50])
def test_files_are_cleaned_behind_a_door_wherever_it_is(
    tmp_path: Path, name: str
) -> None:
    door = tmp_path / name / "door"
    door.parent.mkdir()
    command = [sys.executable, "-m", "unhidden.cleaning.house", str(door)]
    with subprocess.Popen([*command, str(os.geteuid())]) as house:
        try:
            cleaned = _clean_behind(str(door), house)
        finally:
            house.kill()

    assert (cleaned.content or b"").strip() == TEXT


def _clean_behind(door: str, house: subprocess.Popen[bytes]) -> CleanedFile:
    """The text's copy, once somebody listens."""
    while True:
        assert house.poll() is None
        with suppress(FileNotFoundError, ConnectionRefusedError):
            return clean_apart(TEXT, door=door)
        time.sleep(0.05)
