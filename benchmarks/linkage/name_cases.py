"""Labelled pairs of people's names, weighed as the panel weighs them; others beside.

Half of a public set (``name_cases.csv``, nomenklatura's). The names of a pair are held
against each other as two mentions are among a thousand, by the model that comes along;
a cut is tried on the half that did not choose it.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from anyascii import anyascii
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from benchmarks.linkage.lines import measure
from benchmarks.linkage.truth import best_cut, half_of
from unhidden.intelligence.subjects.rules.matching import ASK, compare_mention_profiles
from unhidden.intelligence.subjects.rules.traces import trace_of
from unhidden.linkage.names import name_keys

CASES = "name_cases.csv"
ELSEWHERE = "UNHIDDEN_NOMENKLATURA"
NO_ELSEWHERE = (
    f"{ELSEWHERE} names no Python that has the packages of"
    " requirements/nomenklatura.txt: make bench-peers makes one."
)
AMONG = 1_000
#: What is known beside the names where a pair is asked about; synthetic.
_YEAR = {"born": "1985"}

Pair = tuple[str, str, bool]


def name_lines(folder: Path, *, beside: bool) -> Iterator[dict[str, object]]:
    """Keys, bits and peers; a sentence where the file is missing."""
    if not (folder / CASES).exists():
        yield {"bench": "linkage.names_f1", "skipped": f"{CASES} is not here."}
        return
    with (folder / CASES).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["schema"] == "Person"]
    pairs = [(row["name1"], row["name2"], row["is_match"] == "true") for row in rows]
    true = [(one, two) for one, two, is_true in pairs if is_true]
    met = sum(not name_keys(one).isdisjoint(name_keys(two)) for one, two in true)
    yield measure("names_recall", met / len(true), "share", of=len(true))
    yield measure("names_f1", _cross_fitted(pairs, _weigh(pairs)), "F1", of=len(pairs))
    yield _asked(pairs)
    for name, likeness in _PEERS.items():
        scores = [likeness(_plain(one), _plain(two)) for one, two, _ in pairs]
        yield measure(
            f"names_f1_{name}", _cross_fitted(pairs, scores), "F1", of=len(pairs)
        )
    if beside or ELSEWHERE in os.environ:
        yield _elsewhere(pairs)


def _weigh(pairs: Sequence[Pair], details: dict[str, str] | None = None) -> list[float]:
    """The bits that the panel shows of each pair."""
    known = {
        name: trace_of("person", name, details or {}).profile
        for one, two, _ in pairs
        for name in (one, two)
    }
    return [
        compare_mention_profiles("person", known[one], known[two], among=AMONG).bits
        for one, two, _ in pairs
    ]


def _asked(pairs: Sequence[Pair]) -> dict[str, object]:
    """Of the pairs that are asked about with one year of birth, how many are right."""
    weighed = zip(pairs, _weigh(pairs, _YEAR), strict=True)
    taken = [is_true for (*_, is_true), bits in weighed if bits >= ASK]
    true = sum(is_true for *_, is_true in pairs)
    right = sum(taken)
    return measure(
        "names_ask_precision",
        right / max(len(taken), 1),
        "share",
        of=len(taken),
        recall=round(right / true, 4),
    )


def _plain(name: str) -> str:
    return " ".join(sorted(anyascii(name).casefold().replace(",", " ").split()))


_PEERS: dict[str, Callable[[str, str], float]] = {
    "token_ratio": fuzz.token_set_ratio,
    "jaro_winkler": JaroWinkler.similarity,
}


def _elsewhere(pairs: list[Pair]) -> dict[str, object]:
    """The same pairs by nomenklatura, if there is a Python that has it."""
    python = os.environ.get(ELSEWHERE)
    if not python:
        return {"bench": "linkage.names_f1_nomenklatura", "skipped": NO_ELSEWHERE}
    script = Path(__file__).with_name("names_elsewhere.py")
    done = subprocess.run(  # noqa: S603  # whoever starts the bench names the program
        [python, str(script)],
        input=json.dumps([(one, two) for one, two, _ in pairs]),
        capture_output=True,
        text=True,
        check=True,
    )
    theirs = _cross_fitted(pairs, json.loads(done.stdout))
    return measure("names_f1_nomenklatura", theirs, "F1", of=len(pairs))


def _cross_fitted(pairs: Sequence[Pair], scores: Sequence[float]) -> float:
    """Each half decided by the other's best cut."""
    halves: list[list[tuple[float, bool]]] = [[], []]
    for (one, two, is_true), score in zip(pairs, scores, strict=True):
        halves[half_of(f"{one}|{two}")].append((score, is_true))
    cuts = [best_cut(half, sum(is_true for _, is_true in half)) for half in halves]
    right = taken = 0
    for half, cut in zip(halves, reversed(cuts), strict=True):
        above = [is_true for score, is_true in half if score >= cut]
        right, taken = right + sum(above), taken + len(above)
    return 2 * right / (taken + sum(is_true for *_, is_true in pairs))
