"""The one way in which starting can fail: a sentence for the person who started it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Refusal(Exception):
    """Nothing was started; the message says why and what to do about it."""


class AlreadyTold(Refusal):
    """The same, of a step that has said itself what is wrong."""


def no_space(folder: Path) -> Refusal:
    """The refusal for a full disk; it names the setting that says where things lie."""
    is_real = "UNHIDDEN_CONFIGURATION" in os.environ
    setting = "[installation] folder" if is_real else "UNHIDDEN_STATE"
    return Refusal(
        f"There is no space left on the disk that holds {folder}: free some, or set"
        f" {setting} to a folder on another disk, and start again."
    )


def is_full(error: OSError) -> bool:
    """Whether it says that a disk, or somebody's share of it, is full."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def full_disk_is_a_sentence(folder: Path) -> Iterator[None]:
    """Turn "No space left on device" into a Refusal that names ``folder``."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise no_space(folder) from error
        raise
