"""Names on their own, and plates: what their keys find and what their levels decide."""

from __future__ import annotations

import csv
import json
import os
import random
import string
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.linkage.lines import measure
from benchmarks.linkage.origins import origins
from benchmarks.linkage.truth import best_cut, half_of
from unhidden.linkage.names import name_keys, name_score
from unhidden.linkage.names.equivalents import find_equivalents
from unhidden.linkage.plates import plate_keys

Pair = tuple[str, str, bool]  # two names, and whether they are of one person

CASES = "name_cases.csv"
ELSEWHERE = "UNHIDDEN_NOMENKLATURA"
NO_ELSEWHERE = (
    f"{ELSEWHERE} names no Python that has the packages of"
    " requirements/nomenklatura.txt."
)
PLATES, QUICK_PLATES, ASKED = 100_000, 10_000, 500


def variants() -> dict[str, object]:
    """How much of the made population's spelling the program has in its own table.

    Both were written by hand, apart; a high share would flatter the keys.
    """
    pairs = [
        (name.usual.casefold(), other.casefold())
        for origin in origins()
        for name in (*origin.given, *origin.family)
        for other in name.others
    ]
    known = sum(
        not set(find_equivalents(one)).isdisjoint(find_equivalents(other))
        for one, other in pairs
    )
    return measure("variants_in_table", known / len(pairs), "share", of=len(pairs))


def names(folder: Path, *, beside: bool) -> Iterator[dict[str, object]]:
    """Labelled pairs of people's names, half of a public set; nomenklatura beside."""
    if not (folder / CASES).exists():
        yield {"bench": "linkage.names_f1", "skipped": f"{CASES} is not here."}
        return
    with (folder / CASES).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["schema"] == "Person"]
    pairs = [(row["name1"], row["name2"], row["is_match"] == "true") for row in rows]
    true = [(one, two) for one, two, is_true in pairs if is_true]
    met = sum(not name_keys(one).isdisjoint(name_keys(two)) for one, two in true)
    yield measure("names_recall", met / len(true), "share", of=len(true))
    ours = _cross_fitted(pairs, [name_score(one, two) for one, two, _ in pairs])
    yield measure("names_f1", ours, "F1", pairs=len(pairs))
    if beside:
        yield _elsewhere(pairs)


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
    return measure("names_f1_nomenklatura", theirs, "F1", pairs=len(pairs))


def _cross_fitted(pairs: list[Pair], scores: Sequence[float]) -> float:
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


def plates(many: int, seed: int = 3) -> Iterator[dict[str, object]]:
    """One wrong and one missing character, among so many plates of today's form."""
    luck = random.Random(seed)  # noqa: S311  # the same each time is wanted
    held: dict[str, set[int]] = defaultdict(set)
    there = [_plate(luck) for _ in range(many)]
    for number, plate in enumerate(there):
        for key in plate_keys(plate):
            held[key].add(number)
    found = 0
    looked_at = []
    for number in luck.sample(range(many), ASKED):
        asked = plate_keys(_misread(there[number], luck))
        met = set().union(*(held.get(key, set()) for key in asked))
        looked_at.append(len(met))
        found += number in met
    mean = round(sum(looked_at) / ASKED)
    yield measure("plate_recall", found / ASKED, "share", among=many, candidates=mean)


def _plate(luck: random.Random) -> str:
    letters = "".join(luck.choices(string.ascii_uppercase, k=5))
    return f"{letters[:2]}{luck.randint(0, 99):02}{letters[2:]}"


def _misread(plate: str, luck: random.Random) -> str:
    wrong, missing = luck.sample(range(len(plate)), 2)
    signs = list(plate)
    signs[wrong] = luck.choice(string.ascii_uppercase + string.digits)
    del signs[missing]
    return "".join(signs)
