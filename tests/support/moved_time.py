"""The sites with a clock that a test moves on: years pass, and nobody waits for them.

The database keeps its own time. What a page writes and reads has the time of its site.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from django.utils import timezone

from tests.support import sites
from tests.support.postgres import Server
from tests.support.sites import Sites
from unhidden.lib.working_days import LONDON

_FOLDER = "UNHIDDEN_MOVED_TIME"
#: Every Python of a site reads it first: by how much its clock is ahead.
_CODE = """
import os, pathlib, threading, time

import time_machine

FOLDER = pathlib.Path(os.environ["UNHIDDEN_MOVED_TIME"])
wait, clock, moved = time.sleep, None, 0.0


def follow():
    global clock, moved
    own = FOLDER / f"{os.getpid()}.seen"
    while True:
        wanted = float((FOLDER / "ahead").read_text())
        if wanted != moved:
            clock = clock or time_machine.travel(time.time(), tick=True).start()
            clock.shift(wanted - moved)
            moved = wanted
        half = own.with_suffix(".half")
        half.write_text(str(moved))
        half.rename(own)
        wait(0.02)


def start():
    threading.Thread(target=follow, daemon=True).start()


start()
os.register_at_fork(after_in_child=start)
"""


@dataclass
class MovedTime:
    """How far ahead of ours the sites' clocks are."""

    sites: Sites
    folder: Path
    ahead: timedelta = field(default_factory=timedelta)

    @property
    def now(self) -> datetime:
        return timezone.now() + self.ahead

    @property
    def today(self) -> date:
        """The sites' day in London."""
        return self.now.astimezone(LONDON).date()

    def let_pass(self, **span: float) -> None:
        """Let so many days pass, and return when every process has seen it.

        Raises TimeoutError after a minute.
        """
        self.ahead += timedelta(**span)
        _tell(self.folder, self.ahead)
        wanted, patience = self.ahead.total_seconds(), time.monotonic() + 60
        while any(float(file.read_text()) != wanted for file in self._running()):
            if time.monotonic() > patience:
                raise TimeoutError(self.folder)
            time.sleep(0.02)

    def _running(self) -> list[Path]:
        found = self.folder.glob("*.seen")
        return [file for file in found if Path(f"/proc/{file.stem}").exists()]


def _tell(folder: Path, ahead: timedelta) -> None:
    """Write by how much; whoever reads meanwhile finds the old figure, or the new."""
    half = folder / "half"
    half.write_text(str(ahead.total_seconds()))
    half.rename(folder / "ahead")


@contextmanager
def running(
    server: Server, loaded: str, database: str, folder: Path
) -> Iterator[MovedTime]:
    """Both sites over ``database``, a copy of what was ``loaded``; it goes then."""
    code, clock = folder / "code", folder / "clock"
    for made in (code, clock):
        made.mkdir()
    (code / "sitecustomize.py").write_text(_CODE)
    _tell(clock, timedelta())
    found = os.pathsep.join(filter(None, (str(code), os.environ.get("PYTHONPATH"))))
    told = {"PYTHONPATH": found, _FOLDER: str(clock)}
    server.remake(database, template=loaded)
    try:
        with sites.running(server, database, folder, told=told) as started:
            yield MovedTime(started, clock)
    finally:
        server.drop(database)
