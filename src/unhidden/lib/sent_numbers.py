"""Whole numbers as pages and addresses send them: every one may be anything."""

from __future__ import annotations

#: More digits than a number has that a page shows; thousands of them break ``int``.
MOST_DIGITS = 9


def read_number(text: str) -> int | None:
    """The number that the digits say; None for what is no number, or too long a one."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    return int(text) if is_number else None
