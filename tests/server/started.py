"""The program as an operator starts it."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import psutil

from tests.support.sites import choose_ports, name_ports
from unhidden.hosting.paths import REPOSITORY

PROGRAM = str(REPOSITORY / ".venv" / "bin" / "unhidden")


READY = "Ctrl-C stops everything."
SLOW = 60.0  # seconds until a process must be there again


@dataclass(frozen=True, slots=True)
class Running:
    """A running ``unhidden run`` that has said it is ready."""

    process: subprocess.Popen[str]
    staff: int
    public: int
    family: tuple[psutil.Process, ...]

    def part(self, word: str) -> psutil.Process:
        """The one of its own children that has this argument.

        It is waited for: whoever becomes another program has none for a moment, and
        whoever has just died is there until its end is noted.
        """
        deadline = time.monotonic() + SLOW
        while time.monotonic() < deadline:
            for child in psutil.Process(self.process.pid).children():
                with suppress(psutil.NoSuchProcess):
                    if word in child.cmdline():
                        return child
            time.sleep(0.02)
        raise LookupError(word)

    def left(self) -> list[psutil.Process]:
        """Who of the family still lives."""
        _, alive = psutil.wait_procs(self.family, timeout=20)
        return [one for one in alive if one.status() != psutil.STATUS_ZOMBIE]


def environment(state: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL"}}
    return {**kept, "UNHIDDEN_STATE": str(state)}


@contextmanager
def running(
    state: Path,
    errors: Path,
    *,
    is_filled: bool = False,
    told: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Running]:
    """It runs meanwhile; ``told`` what stands in its environment, besides.

    A new database is filled with the demonstration only if ``is_filled``.
    """
    chosen = choose_ports()
    empty = [] if is_filled else ["--empty"]
    with errors.open("w") as said:
        process = subprocess.Popen(
            [PROGRAM, "run", *empty, *name_ports(chosen)],
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            env={**environment(state), **told},
        )
    family: list[psutil.Process] = []
    try:
        assert process.stdout
        assert any(line.strip() == READY for line in process.stdout), errors.read_text()
        family += psutil.Process(process.pid).children(recursive=True)
        yield Running(process, chosen.staff, chosen.public, tuple(family))
    finally:
        process.kill()
        process.wait()
        # Whoever takes the folder away must not meet those who still write in it.
        psutil.wait_procs(family, timeout=20)
        assert process.stdout
        process.stdout.close()
