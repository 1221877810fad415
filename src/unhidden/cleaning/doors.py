"""The address of a socket, short enough wherever its folder lies: unix(7)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: 108 bytes on Linux and 104 on macOS, with a closing zero.
LONGEST = 103


@contextmanager
def shorten_address(door: str) -> Iterator[str]:
    """Give the path ``door``, or where it is too long the same door by its open folder.

    Raises OSError where the folder cannot be opened, or the system has no /proc.
    """
    if len(os.fsencode(door)) <= LONGEST:
        yield door
        return
    path = Path(door)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
