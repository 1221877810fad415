"""What importing any published file has in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.db import connection

from unhidden.places.rules.problems import RegisterFileRefused

Progress = Callable[[int, int], None]

_STEP = 65_536


class PlacesImportRefused(Exception):
    """A file was not taken in, and so none was; the message is for the operator."""


def ignore_progress(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


class ByteMeter:
    """Tells how many bytes of all files are read, about every 64 kilobytes."""

    def __init__(self, paths: Sequence[Path], progress: Progress) -> None:
        self._total = sum(_size(path) for path in paths)
        self._progress = progress
        self._done = self._told = 0

    def add(self, count: int) -> None:
        """That many bytes more."""
        self._done += count
        if self._done - self._told >= _STEP or self._done == self._total != self._told:
            self._told = self._done
            self._progress(self._done, self._total)


class Counted:
    """A file that tells the meter what is read from it."""

    def __init__(self, source: BinaryIO, meter: ByteMeter) -> None:
        self._source = source
        self._meter = meter

    def read(self, size: int = -1, /) -> bytes:
        return self._counted(self._source.read(size))

    def readline(self, size: int = -1, /) -> bytes:
        return self._counted(self._source.readline(size))

    def _counted(self, given: bytes) -> bytes:
        self._meter.add(len(given))
        return given


@contextmanager
def open_metered(path: Path, meter: ByteMeter) -> Iterator[Counted]:
    """The open file; what is wrong with it becomes ImportRefused, naming it."""
    try:
        with path.open("rb") as source:
            yield Counted(source, meter)
    except RegisterFileRefused as problem:
        raise PlacesImportRefused(problem.sentence(path.name)) from problem
    except OSError as error:
        raise _unreadable(path, error) from error


def wait_for_turn() -> None:
    """One import at a time, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select wall.import_turn()")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> PlacesImportRefused:
    return PlacesImportRefused(f"{path.name}: it cannot be read ({error.strerror}).")
