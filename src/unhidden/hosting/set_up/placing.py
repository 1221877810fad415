"""Files written in one step: a killed set-up leaves the old one or the new one."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from unhidden.hosting.refusal import Refusal


def is_different(file: Path, text: str) -> bool:
    """Whether ``file`` is not there, or holds something else."""
    try:
        return file.read_text(encoding="utf-8") != text
    except (FileNotFoundError, UnicodeDecodeError):
        return True


def place_text(file: Path, text: str) -> bool:
    """Have ``text`` in ``file``, for everybody to read; whether that changed anything.

    Raises Refusal where it cannot be written.
    """
    if not is_different(file, text):
        file.chmod(0o644)
        return False
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, half = tempfile.mkstemp(dir=file.parent, prefix=".half-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as opened:
                opened.write(text)
                opened.flush()
                os.fsync(opened.fileno())
            Path(half).chmod(0o644)
            Path(half).replace(file)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(half).unlink()
            raise
    except OSError as error:
        raise Refusal(f"{file} cannot be written: {error.strerror}.") from error
    return True
