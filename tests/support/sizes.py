"""How large a test is: of its own size, or whole, as ``make prove PART=sizes`` asks."""

from __future__ import annotations

import os
from typing import TypeVar

WHOLE = "UNHIDDEN_WHOLE"
Size = TypeVar("Size")


def choose_size(usual: Size, *, whole: Size) -> Size:
    """The whole size where the proof runs, and else the usual one."""
    return whole if WHOLE in os.environ else usual
