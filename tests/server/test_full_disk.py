"""A disk that fills during the set-up is one sentence, and nothing half is whole."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import real
from tests.server.started import PROGRAM
from tests.support.sizes import choose_size
from unhidden.hosting.configuration.reading import OperatorSettings
from unhidden.hosting.refusal import no_space

SENTENCE = "There is no space left on the disk that holds {folder}"
DISKS = choose_size(["32k", "1m"], whole=["32k", "256k", "1m", "4m"])
NOBODY = "postgresql://127.0.0.1:1/unhidden"


@pytest.fixture
def disk(module_place: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A disk as small as the test says."""
    folder = module_place / "disk"
    folder.mkdir(exist_ok=True)
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={request.param}", "tmpfs", folder],
        check=True,
    )
    yield folder
    subprocess.run(["umount", folder], check=True)


def set_up(settings: OperatorSettings) -> tuple[int, str]:
    """The exit code, and all that it said after what it will do."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("UNHIDDEN_")}
    done = subprocess.run(
        [PROGRAM, "setup", "--yes", "--configuration", str(settings.file)],
        env={**kept, "DATABASE_URL": NOBODY},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    lines = done.stdout.splitlines()
    return done.returncode, "\n".join(
        each for each in lines if not each.startswith(("This will:", "  - "))
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a disk")
@pytest.mark.parametrize("disk", DISKS, indirect=True)
def test_a_disk_that_fills_is_one_sentence_and_the_next_set_up_goes_on(
    disk: Path, module_place: Path
) -> None:
    place = {("installation", "folder"): str(disk / "state")}
    settings = real.make_settings(module_place, NOBODY, place)
    stamp = disk / "state" / "stamps" / "static"

    code, said = set_up(settings)

    assert code == 1
    assert said.startswith(SENTENCE.format(folder=disk / "state"))
    assert "[installation] folder" in said
    assert len(said.splitlines()) == 1
    assert not stamp.exists() or not stamp.read_text()
    larger = ["mount", "-o", "remount,size=256m", str(disk)]
    subprocess.run(larger, check=True)
    code, said = set_up(settings)
    assert code == 1
    assert "no space" not in said  # it went on to a database that is not there
    assert stamp.read_text()


def test_it_names_the_setting_of_what_is_set_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("UNHIDDEN_CONFIGURATION", raising=False)
    assert "set UNHIDDEN_STATE to a folder" in str(no_space(tmp_path))

    monkeypatch.setenv("UNHIDDEN_CONFIGURATION", "/etc/unhidden/unhidden.toml")

    assert "set [installation] folder to a folder" in str(no_space(tmp_path))
