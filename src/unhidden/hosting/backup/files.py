"""Files that appear whole or not at all, never over another."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from unhidden.hosting.refusal import Refusal


@contextmanager
def write_new_file(file: Path) -> Iterator[BinaryIO]:
    """Write ``file``, for its owner only: under another name until it is on the disk.

    Raises FileExistsError. When the block raises, nothing is left.
    """
    if file.exists():
        raise FileExistsError(file)
    half = file.with_name(file.name + ".half")
    half.unlink(missing_ok=True)  # of a process that was killed
    handle = os.open(half, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w+b") as opened:
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
        if file.exists():
            raise FileExistsError(file)
        half.rename(file)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    _keep_name(file.parent)


@contextmanager
def refuse_file_errors(file: Path) -> Iterator[None]:
    """Turn what the system says of ``file`` into a Refusal."""
    try:
        yield
    except FileExistsError as error:
        raise Refusal(f"{file} is there already: name a new file.") from error
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise Refusal(
            f"{file} could not be written, and nothing of it is left: {reason}."
        ) from error


def _keep_name(folder: Path) -> None:
    """Have the folder itself on the disk: a rename may be lost without."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
