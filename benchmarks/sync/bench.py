"""Two hundred officers without signal: the app's real modules under Node, against the
real landing, killed, cut and mistimed at every thing that they wait for.

An independent checker says what was lost, doubled, refused or wrongly receipted; before
that it is shown twelve broken builds, and must find each.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sync import checker
from benchmarks.sync.ground import make_ground
from benchmarks.sync.house import SyncHouse
from benchmarks.sync.hunting import hunt_mutants
from benchmarks.sync.phones import PhonePlan, Phones

PLAYS = (
    *("visit", "photo", "ended", "message", "cut", "cut", "clock", "quota", "tabs"),
    *("shared", "same", "stuck", "twin", "locked", "file"),
)


@dataclass(frozen=True, slots=True)
class Size:
    """How many officers there are, and how many operations each has."""

    officers: int
    operations: int


QUICK, FULL = Size(40, 50), Size(200, 500)
PROCESSES = 2


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """One line for each measure."""
    size = QUICK if quick else FULL
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with SyncHouse(place, "field") as house:
            ground = make_ground(house)
            hunted = [*hunt_mutants(house, ground, place)]
            missed = [name for name, is_found in hunted if not is_found]
            yield _line("mutants_missed", len(missed), "builds", missed=missed)
            phones = Phones(house, ground, place / "right")
            yield from _play(phones, size)


def _play(phones: Phones, size: Size) -> Iterator[dict[str, object]]:
    share = size.officers // PROCESSES
    plays = [PLAYS[n % len(PLAYS)] for n in range(size.operations)]
    plans = [
        PhonePlan(f"p{number}", [plays] * share, first=number + 1, stride=PROCESSES)
        for number in range(PROCESSES)
    ]
    told = phones.run(plans)
    yield _line("operations", size.officers * size.operations, "visits", told=told)
    found = phones.check()
    for rule in checker.RULES:
        yield _line(rule, len(found[rule]), "found", first=found[rule][:3])


def _line(name: str, value: float, unit: str, **more: object) -> dict[str, object]:
    return {"bench": f"sync.{name}", "value": round(value, 2), "unit": unit, **more}
