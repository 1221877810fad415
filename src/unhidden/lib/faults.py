"""An id for what failed in the program: the same for everybody who meets it.

It says which class of error at which place of which release, and nothing of whoever
met it, or when.
"""

from __future__ import annotations

import traceback
from functools import cache
from hashlib import sha256
from importlib import metadata

#: Where a request has the id that its page shows, for the line in the log.
FAULT_ID = "fault_id"
_OURS = "/unhidden/"


def name_fault(error: BaseException | None) -> str:
    """Ten digits and letters."""
    kind = type(error).__name__
    told = f"{kind}\0{_place_of(error)}\0{find_release()}"
    return sha256(told.encode()).hexdigest()[:10]


@cache
def find_release() -> str:
    """The version of the program."""
    return metadata.version("unhidden")


def _place_of(error: BaseException | None) -> str:
    """The last place of ours on the way to the error, or the last one at all."""
    frames = traceback.extract_tb(error.__traceback__ if error else None)
    ours = [frame for frame in frames if _OURS in frame.filename] or frames
    if not ours:
        return ""
    return f"{ours[-1].filename.rpartition(_OURS)[2]}:{ours[-1].lineno}"
