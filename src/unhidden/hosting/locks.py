"""Locks between processes, freed by the system when their holder dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def hold_lock(file: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold the lock, waiting for it as long as it takes."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def try_lock(file: Path) -> Iterator[bool]:
    """Whether we hold the lock; it names our process while we do."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield True
    finally:
        os.close(handle)


def read_lock_holder(file: Path) -> str:
    """The number of the process that holds the lock, as it wrote it."""
    return file.read_text() if file.exists() else ""
