"""Mark a text for translation where no framework is set up yet."""

from __future__ import annotations


def mark_text(text: str) -> str:
    """The text itself: it is found by its mark, and translated where it is shown."""
    return text
