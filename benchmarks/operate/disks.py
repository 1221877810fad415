"""Drills 8 to 10: disks that are full, and folders that nobody may write in."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.operate import ground
from benchmarks.operate.commands import ask_program, ask_program_as
from benchmarks.operate.ground import DrillGround, DrillNotHad
from tests.server.started import running
from unhidden.hosting.processes.account import to_step_down_to

SMALL, ROOM = 60, 150  # megabytes: of a disk, and beside a state on one
_MEGABYTE = 1 << 20


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A disk of this size on ``folder``; raises DrillNotHad where none can be had."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0711", "tmpfs"]
    if os.geteuid() != 0:
        raise DrillNotHad("only root makes a small disk")
    done = subprocess.run(  # noqa: S603
        [*mount, str(folder)], check=False, capture_output=True
    )
    if done.returncode:
        raise DrillNotHad("this machine lets nobody make a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S603, S607


def start_on_a_full_disk(on: DrillGround) -> None:
    """A disk that cannot hold a server is a sentence."""
    with small_disk(on.make_place("full"), SMALL) as disk:
        ask_program("run", "--empty", state=disk / "state").must_refuse("disk")


def fill_the_disk_meanwhile(on: DrillGround) -> None:
    """Pages are shown still, a new start is refused, and nothing is lost."""
    state = on.demonstration
    size = sum(one.stat().st_size for one in state.rglob("*") if one.is_file())
    with small_disk(on.make_place("filling"), size // _MEGABYTE + ROOM) as disk:
        ground.copy_tree(state, disk / "state")
        with ground.inside_embedded(disk / "state") as admin:
            before = ground.count_rows(admin)
        with running(disk / "state", on.folder / "filling-said") as run:
            _fill(disk / "filler")
            assert ground.find_status(run.public, "/signs/") == 200
            run.process.terminate()
            run.process.wait(timeout=ground.STOPPED)
            assert run.left() == [], "something is left running"
        _fill(disk / "filler")
        ask_program("run", "--empty", state=disk / "state").must_refuse("disk")
        (disk / "filler").unlink()
        with running(disk / "state", on.folder / "filling-said") as run:
            ground.check_serves(run)
            ground.stop(run)
        with ground.inside_embedded(disk / "state") as admin:
            assert ground.count_rows(admin) == before, "rows are lost"


def _fill(file: Path) -> None:
    """Take whatever room is left."""
    with suppress(OSError), file.open("ab", buffering=0) as opened:
        for _ in range(shutil.disk_usage(file.parent).total // _MEGABYTE + 1):
            opened.write(bytes(_MEGABYTE))
    with suppress(OSError), file.open("ab", buffering=0) as opened:
        while opened.write(bytes(512)):
            pass


def start_where_nobody_may_write(on: DrillGround) -> None:
    """A state folder that cannot be written is a sentence that names it."""
    account, place = to_step_down_to(), on.make_place("locked")
    if account:
        account.give(place)
    place.chmod(0o500)
    state = place / "state"
    ask_program_as(account, "run", "--empty", state=state).must_refuse(str(state))
