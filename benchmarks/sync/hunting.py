"""Twelve broken builds, as others have shipped them: the checker must find each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sync.ground import SyncGround
from benchmarks.sync.house import SyncHouse
from benchmarks.sync.mutants.server import BUILDS
from benchmarks.sync.phones import PhonePlan, Phones


@dataclass(frozen=True, slots=True)
class Hunt:
    """A broken build, the smallest play that shows it, and the rule that it breaks."""

    build: str
    rule: str
    play: str
    times: int = 2
    #: Where the first that is killed is killed.
    first: int = 1
    faults: tuple[str, ...] = ()
    #: Whether the app's own modules are broken; else only the landing.
    is_phone: bool = True


HUNTS = (
    Hunt("clears_at_sign_in", "lost", "shared"),
    Hunt("shows_what_failed", "lost", "quota", times=12),
    Hunt("drops_an_equal_body", "lost", "same"),
    Hunt("retries_under_a_new_name", "doubled", "cut", faults=("lost",)),
    Hunt("row_before_its_parts", "lost", "visit", times=60, first=60),
    Hunt("ready_without_asking", "lost", "evicted"),
    Hunt("lock_that_was_not_held", "doubled", "cut", faults=("twice",), is_phone=False),
    Hunt("overwrites_the_same_name", "lost", "twin", is_phone=False),
    Hunt("deletes_before_the_receipt", "lost", "cut", faults=("nothing",)),
    Hunt("two_tabs_at_once", "lost", "tabs", times=4),
    Hunt("takes_any_receipt", "bad_receipts", "same"),
    Hunt("stops_at_the_first", "lost", "stuck"),
)


def hunt_mutants(
    house: SyncHouse, ground: SyncGround, folder: Path
) -> Iterator[tuple[str, bool]]:
    """For each broken build its name, and whether the checker finds it."""
    house.copy_night()
    for hunt in HUNTS:
        found = _hunt(house, ground, folder, hunt)
        yield hunt.build, bool(found[hunt.rule])


def _hunt(
    house: SyncHouse, ground: SyncGround, folder: Path, hunt: Hunt
) -> dict[str, list[str]]:
    server = BUILDS.get(hunt.build)
    if server:
        house.serve_build(server)
    try:
        build = hunt.build if hunt.is_phone else "right"
        phones = Phones(house, ground, folder / hunt.build, build)
        plays = [[hunt.play] * hunt.times]
        plan = PhonePlan("a", plays, faults=hunt.faults, first=hunt.first, patience=2)
        phones.run([plan])
        return phones.check()
    finally:
        if server:
            house.serve_right_build()
