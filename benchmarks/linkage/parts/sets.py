"""Labelled data, names, plates, addresses and sentences: nothing is timed."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.linkage import quality


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """These lines alone."""
    yield from quality.untimed(quick=quick)
