"""Labelled data: our F1, and beside it Splink's own way and recordlinkage's."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from config.linkage import historical, tasks, truth
from config.linkage.lines import measure
from config.linkage.tasks import Linked, Task
from unhidden.linkage.clusters import Joining, cluster_of, grouped

DATA = "UNHIDDEN_LINKAGE_DATA"
PACKAGES = ("recordlinkage", "mismo")
MISSING = (
    "These lines need packages of the bench alone: uv pip install --require-hashes"
    " -r requirements/bench.txt"
)
NO_DATA = (
    f"{historical.FILE} is not here: {DATA} names the folder with it (see"
    " docs/how-to/train-a-linkage-model.md)."
)


def lines(*, quick: bool) -> Iterator[dict[str, object]]:
    """One line for each set of data and each way; a sentence where one is missing."""
    folder = Path(os.environ.get(DATA, ""))
    if os.environ.get(DATA) and (folder / historical.FILE).exists():
        if not quick:
            yield from _lines(historical.historical(folder))
    else:
        yield {"bench": "linkage.hist50k_f1", "skipped": NO_DATA}
    if all(find_spec(name) for name in PACKAGES):
        yield from _with_packages(quick=quick)
    else:
        yield {"bench": "linkage.febrl4_f1", "skipped": MISSING}


def _with_packages(*, quick: bool) -> Iterator[dict[str, object]]:
    # Here, and not above: the packages of the bench need not be there.
    from config.linkage import febrl, peers, rldata  # noqa: PLC0415

    makers: tuple[Callable[[], Task], ...] = (
        rldata.rldata,
        febrl.febrl3,
        lambda: febrl.febrl4(has_identifier=True),
        lambda: febrl.febrl4(has_identifier=False),
    )
    for make in makers[: 2 if quick else None]:
        yield from _lines(make())
    if not quick:
        yield from peers.lines(Path(os.environ.get(DATA, "")))


def _lines(task: Task) -> Iterator[dict[str, object]]:
    linked = tasks.link(task)
    yield _line(
        f"{task.name}_f1", truth.cross_fitted(linked.pairs, task.person_of), linked
    )
    numbered = cluster_of(grouped(linked.pairs, Joining()))
    of = {
        key: ("group", numbered[key]) if key in numbered else ("alone", key)
        for key in task.person_of
    }
    found = truth.clusters_quality(of, task.person_of)
    yield _line(f"{task.name}_cluster_f1", found, linked)


def _line(name: str, found: truth.Quality, linked: Linked) -> dict[str, object]:
    return measure(
        name,
        found.f1,
        "F1",
        precision=round(found.precision, 4),
        recall=round(found.recall, 4),
        cuts=[round(cut, 2) for cut in found.cuts],
        candidates=linked.candidates,
    )
