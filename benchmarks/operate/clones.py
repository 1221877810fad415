"""Drills 1, 2 and 11: clones of the project, made and run from nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import psutil

from benchmarks.operate import commands, ground
from benchmarks.operate.commands import ask_command, make_environment
from benchmarks.operate.ground import DrillGround, DrillNotHad
from tests.server.started import READY
from tests.support.sites import choose_ports, name_ports
from unhidden.hosting.paths import FOR_ROOT, REPOSITORY

BARE = "/usr/local/bin:/usr/bin:/bin"
NEWEST, MIDDLE = "3.13", "3.12"
_FITS = "import ensurepip, venv"
STRANGE, LONG, _PART = "a b/ü nhidden/u", 240, "d" * 40


def make_and_run(on: DrillGround) -> None:
    """``make run`` and nothing else, with Python 3.13 and a bare PATH."""
    python = find_python(NEWEST)
    with _cloned(on.make_place("clone") / "u") as clone:
        _make(clone, python, "install").must_do()  # fills the package cache
        for made in (".venv", "node_modules"):
            shutil.rmtree(clone / made)
        on.figures["first_make_run_s"] = _run(clone, python)


def make_with_an_older_python(on: DrillGround) -> None:
    """``make install`` with Python 3.12, and the command runs."""
    python = find_python(MIDDLE)
    with _cloned(on.make_place("older-python") / "u") as clone:
        _make(clone, python, "install").must_do()
        program = [str(clone / ".venv" / "bin" / "unhidden"), "--help"]
        ask_command(program, _environment(clone)).must_do("restore")


def make_in_strange_places(on: DrillGround) -> None:
    """A path with spaces and letters of another language; a very long one."""
    python, place = find_python(NEWEST), on.make_place("places")
    for path in (place / STRANGE, lengthen_path(place, LONG)):
        with _cloned(path) as clone:
            _run(clone, python, "--empty")


def lengthen_path(place: Path, length: int) -> Path:
    """A path below ``place`` with so many characters."""
    while length - len(str(place)) > 2 * len(_PART):
        place /= _PART
    return place / ("u" * (length - len(str(place)) - 1))


def find_python(version: str) -> str:
    """A Python of this version that can make a venv; DrillNotHad without one."""
    homes = Path("~/.pyenv/versions").expanduser().glob(f"{version}.*/bin/python")
    named = shutil.which(f"python{version}", path=BARE)
    for found in filter(None, [named, *map(str, homes)]):
        if ask_command([found, "-c", _FITS], make_environment()).code == 0:
            return found
    raise DrillNotHad(f"no Python {version} that makes a venv is on this machine")


@contextmanager
def _cloned(path: Path) -> Iterator[Path]:
    """A clone of what is committed here; gone afterwards, with the copy for root."""
    path.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(  # noqa: S603
        ["git", "clone", "-q", str(REPOSITORY), str(path)],  # noqa: S607
        check=True,
    )
    try:
        yield path
    finally:
        ground.remove_tree(path)
        name = sha256(str(path).encode()).hexdigest()[:10]
        ground.remove_tree(FOR_ROOT / f"program-{name}")
        (FOR_ROOT / f"program-{name}.lock").unlink(missing_ok=True)


def _environment(clone: Path) -> dict[str, str]:
    """With the state beside the clone, and a bare PATH."""
    told = {"UNHIDDEN_STATE": str(clone.parent / "state"), "PATH": BARE}
    kept = make_environment(told)
    return {k: v for k, v in kept.items() if k not in {"VIRTUAL_ENV", "MAKEFLAGS"}}


def _make(clone: Path, python: str, *words: str) -> commands.CommandAnswer:
    command = ["make", f"PYTHON={python}", *words]
    return ask_command(command, _environment(clone), folder=clone)


def _run(clone: Path, python: str, *arguments: str) -> float:
    """``make run`` until it is ready; the seconds that took."""
    chosen = choose_ports()
    given = [*arguments, *name_ports(chosen)]
    began, log = time.monotonic(), clone.parent / "made"
    with log.open("w") as said:
        process = subprocess.Popen(  # noqa: S603
            ["make", f"PYTHON={python}", "run", f"ARGS={' '.join(given)}"],  # noqa: S607
            cwd=clone,
            env=_environment(clone),
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            start_new_session=True,
        )
    family: list[psutil.Process] = []
    try:
        assert process.stdout
        is_ready = any(line.strip() == READY for line in process.stdout)
        assert is_ready, log.read_text()[-400:]
        taken = time.monotonic() - began
        family += psutil.Process(process.pid).children(recursive=True)
        assert ground.find_status(chosen.public) == 200
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=ground.STOPPED)
        assert not psutil.wait_procs(family, timeout=20)[1], "something is left"
        return taken
    finally:
        process.kill()
        process.wait()
        psutil.wait_procs(family, timeout=20)
        if process.stdout:
            process.stdout.close()
