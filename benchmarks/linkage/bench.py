"""Whether a scrap finds its match at once, rightly, and by the weights of the batch.

A made population (``benchmarks/linkage/population.py``): 1,000,000 people, 100,000 with
``--quick``; in full also 5,000,000 for the speed alone where ``UNHIDDEN_LINKAGE_LARGE``
is set. Asked, shown and written as the desk does, in its own tables and behind the wall
(``benchmarks/linkage/desk.py``). Labelled data beside
(``benchmarks/linkage/quality.py``). Each part is a bench of its own, too
(``benchmarks/linkage/parts``).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.linkage import batching, quality, refresh, spark_beside
from benchmarks.linkage.parts import large, online, sizes
from benchmarks.linkage.second import certainty
from unhidden.linkage.model import TrainedModel
from unhidden.linkage.people import PEOPLE


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """One line for each measure; the tables are taken away again."""
    address, many = sizes.admin_address(), sizes.many_people(quick=quick)
    with batching.folder() as name:
        folder = Path(name)
        with batching.alone() as one, batching.alone() as other:
            untimed = one.submit(quality.untimed, quick=quick)
            file = other.submit(batching.prepare, folder, many).result()
            yield from untimed.result()
        # A first look need not have the batch's clock to itself.
        with ThreadPoolExecutor(1) as beside:
            filling = (
                beside.submit(online.fill, address, folder, many) if quick else None
            )
            yield from batching.lines(many, folder, quick=quick)
        model = TrainedModel.load(folder / "model.json", PEOPLE)
        yield from spark_beside.lines(folder)
        few = many // online.FEW
        among_few = None if quick else online.ask_among_few(address, few)
        yield filling.result() if filling else online.fill(address, folder, many)
        yield from online.lines(model, folder, file, among_few, quick=quick)
        yield from refresh.lines(address, quick=quick)
        yield from certainty.lines(address, quick=quick)
    if not quick and os.environ.get("UNHIDDEN_LINKAGE_LARGE"):
        yield from large.run(quick=False)
