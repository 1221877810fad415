"""A search for a plan in a process of its own: last in line for the machine.

The child is given the problem on its standard input and nothing else: no database, no
secret, an empty environment. What it finds comes back as lines of JSON, bounded in
number of bytes; told to stop, it still says the best that it has.
"""

from __future__ import annotations

import json
import math
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final

#: The longest line, and all lines of one search together.
LONGEST_LINE, MOST_BYTES = 4_000_000, 200_000_000
#: Seconds that a search has, once it is told to stop, to say the best it has.
GRACE = 10.0
#: Seconds beyond those of its search after which a child is told to stop: to load, to
#: compile, and to wait while everything else goes first.
SPARE = 60.0
LOWEST_PRIORITY = 19
#: The names of lines after which nothing more comes (``planning.week.requests``).
LAST_LINES = frozenset({"plan", "replan", "slots", "refused"})
LONGEST_SEARCH = 900.0
PROGRAM: Final = ("-c", "from unhidden.planning.searcher import main; main()")
CACHE: Final = "NUMBA_CACHE_DIR"
_PIECE = 1 << 16
# Where this Python has its own library, if it is told so: no secret, and no more.
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k == "LD_LIBRARY_PATH"}


class SearchEnded(Exception):
    """The child ended, or was ended, before it said that it was done."""


class ApartSearch:
    """One search in a child process, which ends with the ``with`` block.

    ``seconds`` are those that it searches: it is told to stop soon after them, and
    ended when it does not. ``program`` are the arguments of the Python that searches,
    ``cache`` the folder in which it keeps what it compiled, for the next one.
    """

    def __init__(
        self,
        asked: Mapping[str, Any],
        seconds: float = LONGEST_SEARCH,
        *,
        program: Sequence[str] = PROGRAM,
        cache: Path | None = None,
    ) -> None:
        self._late_at = time.monotonic() + seconds + SPARE
        self._child = subprocess.Popen(  # noqa: S603  # this program, with nothing of theirs
            [sys.executable, "-I", "-B", *program, str(math.ceil(seconds))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_ENVIRONMENT | ({CACHE: str(cache)} if cache else {}),
            cwd="/",
            close_fds=True,
        )
        lower_priority(self._child.pid)
        self._kept = bytearray()
        self._bytes = 0
        self._stopped_at: float | None = None
        self._give(json.dumps(asked).encode())

    def __enter__(self) -> ApartSearch:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._child.kill()
        self._child.wait()
        for line in (self._child.stdin, self._child.stdout):
            if line is not None:
                with suppress(OSError):
                    line.close()

    @property
    def child_id(self) -> int:
        """The process id of the child."""
        return self._child.pid

    def stop_search(self) -> None:
        """Ask the child to end with the best that it has; once is enough."""
        if self._stopped_at is None:
            self._stopped_at = time.monotonic()
            self._child.send_signal(signal.SIGTERM)

    def iterate_lines(self, pause: float) -> Iterator[dict[str, Any] | None]:
        """Each line as it comes, and None whenever ``pause`` seconds bring nothing.

        A child that is late is told to stop. Raises SearchEnded for an end without a
        last line, for a line that is no object of JSON, for too many bytes, and for a
        child that does not stop when told.
        """
        while True:
            line = self._find_line(pause)
            yield line
            if line is not None and LAST_LINES & line.keys():
                return

    def _give(self, asked: bytes) -> None:
        given = self._child.stdin
        assert given is not None  # noqa: S101  # for the type only
        with suppress(BrokenPipeError):
            given.write(asked)
            given.close()

    def _find_line(self, pause: float) -> dict[str, Any] | None:
        until = time.monotonic() + pause
        self._check_deadline()
        while b"\n" not in self._kept:
            left = until - time.monotonic()
            if left <= 0:
                return None
            self._read_piece(left)
        line, _, rest = bytes(self._kept).partition(b"\n")
        self._kept = bytearray(rest)
        return _read_object(line)

    def _read_piece(self, seconds: float) -> None:
        """Keep what the child says next, if it does within ``seconds``."""
        told = self._child.stdout
        assert told is not None  # noqa: S101  # for the type only
        if not select.select([told], [], [], seconds)[0]:
            return
        piece = os.read(told.fileno(), _PIECE)
        self._kept += piece
        self._bytes += len(piece)
        if not piece or self._bytes > MOST_BYTES or len(self._kept) > LONGEST_LINE:
            raise SearchEnded

    def _check_deadline(self) -> None:
        """Stop a child that is late; raise SearchEnded for one that does not."""
        now = time.monotonic()
        if now > self._late_at:
            self.stop_search()
        if self._stopped_at is not None and now - self._stopped_at > GRACE:
            raise SearchEnded


def lower_priority(pid: int) -> None:
    """Let everything else on the machine go before this process."""
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, pid, LOWEST_PRIORITY)
    if sys.platform == "linux":
        with suppress(OSError):
            os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0))


def _read_object(line: bytes) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except ValueError as error:
        raise SearchEnded from error
    if not isinstance(said, dict):
        raise SearchEnded
    return said
