"""Five million people: what speed and recall become."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg

from benchmarks.linkage import batching, desk, speed
from benchmarks.linkage.parts import online, sizes


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """These lines alone; quick is as many as elsewhere in full."""
    address = sizes.admin_address()
    many = sizes.PEOPLE_MANY if quick else sizes.LARGE
    with batching.folder() as name:
        file = batching.prepare(Path(name), many)
        with psycopg.connect(address, autocommit=True) as connection:
            desk.empty(connection)
        yield online.fill(address, Path(name), many)
        for line in speed.lines(desk.analyst(), file, online.ASKED):
            yield line | {"bench": f"{line['bench']}_{many // 1_000_000}m"}
