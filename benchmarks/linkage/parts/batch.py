"""The batch of a made population, on DuckDB and on Spark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.linkage import batching, spark_beside
from benchmarks.linkage.parts import sizes


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """These lines alone."""
    many = sizes.many_people(quick=quick)
    with batching.folder() as name:
        batching.prepare(Path(name), many)
        yield from batching.lines(many, Path(name), quick=quick)
        yield from spark_beside.lines(Path(name))
