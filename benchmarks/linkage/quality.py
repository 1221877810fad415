"""Labelled data: our F1, and beside it Splink's own way and recordlinkage's."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from benchmarks.linkage import (
    addresses,
    historical,
    kinds,
    name_cases,
    reading,
    real,
    tasks,
    truth,
)
from benchmarks.linkage.lines import measure
from benchmarks.linkage.tasks import Linked, Task
from unhidden.linkage.clusters import JoiningRule, cluster_of, group_links

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


def folder() -> Path:
    """Where labelled files lie."""
    return Path(os.environ.get(DATA) or "nowhere")


def untimed(*, quick: bool) -> list[dict[str, object]]:
    """Every line that is not for the clock; it may be worked out beside other work."""
    return [
        kinds.variants(),
        *name_cases.name_lines(folder(), beside=not quick),
        *kinds.plates(kinds.QUICK_PLATES if quick else kinds.PLATES),
        *reading.lines(),
        *addresses.lines(),
        *lines(quick=quick),
        *real.lines(quick=quick),
    ]


def lines(*, quick: bool) -> Iterator[dict[str, object]]:
    """One line for each set of data and each way; a sentence where one is missing.

    Quick is one of the small sets, without the others' ways.
    """
    if not (folder() / historical.FILE).exists():
        yield {"bench": "linkage.hist50k_f1", "skipped": NO_DATA}
    elif not quick:
        yield from _lines(historical.historical(folder()), beside=True)
    if not all(find_spec(name) for name in PACKAGES):
        yield {"bench": "linkage.febrl4_f1", "skipped": MISSING}
        return
    # By name, as a bench is: its packages need not be there.
    febrl, rldata = (
        importlib.import_module(f"benchmarks.linkage.{name}")
        for name in ("febrl", "rldata")
    )
    makers: tuple[Callable[[], Task], ...] = (
        rldata.rldata,
        lambda: febrl.febrl4(has_identifier=False),
        lambda: febrl.febrl4(has_identifier=True),
        febrl.febrl3,
    )
    for make in makers[: 1 if quick else None]:
        yield from _lines(make(), beside=not quick)


def _lines(task: Task, *, beside: bool) -> Iterator[dict[str, object]]:
    linked = tasks.link(task)
    yield _line(
        f"{task.name}_f1", truth.cross_fitted(linked.pairs, task.person_of), linked
    )
    numbered = cluster_of(group_links(linked.pairs, JoiningRule()))
    of = {
        key: ("group", numbered[key]) if key in numbered else ("alone", key)
        for key in task.person_of
    }
    found = truth.clusters_quality(of, task.person_of)
    yield _line(f"{task.name}_cluster_f1", found, linked)
    if beside and all(find_spec(name) for name in PACKAGES):
        peers = importlib.import_module("benchmarks.linkage.peers")
        yield peers.splink(task)
        yield from peers.record_linkage(task)


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
