"""Which texts of a plan count now, where two people wrote at the same time.

A text is never changed. Each says how far its writer had read; it takes the place of
what they had read and of nothing else, so that what somebody else wrote meanwhile
stands beside it until somebody has read both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class WrittenText:
    """``number`` counts the texts of one part; ``read_to`` is the last one read."""

    number: int
    read_to: int


T = TypeVar("T", bound=WrittenText)


def find_current(texts: Iterable[T]) -> list[T]:
    """The texts that nobody who had read them has replaced, the earliest first."""
    ordered = sorted(texts, key=lambda text: text.number)
    return [
        text
        for text in ordered
        if not any(
            later.number > text.number and later.read_to >= text.number
            for later in ordered
        )
    ]


def clamp_read(read_to: int, last: int) -> int:
    """How far a writer can have read: not below nothing, nor past the last text."""
    return max(0, min(read_to, last))
