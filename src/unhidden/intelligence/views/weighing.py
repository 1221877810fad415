"""What speaks for and against two mentions being one, as lines for a page."""

from __future__ import annotations

from unhidden.intelligence.queries import Comparison


def parts(comparison: Comparison) -> list[str]:
    """One line for each part that says something: what, how, and its weight."""
    return [f"{part.what} {part.level} {part.bits:+.1f}" for part in comparison.parts]
