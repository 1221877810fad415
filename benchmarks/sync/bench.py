"""Two hundred officers without signal: the app's real modules, under Node and in
Chromium, against the real landing, killed, cut and mistimed wherever they wait.

An independent checker says what was lost, doubled, refused or wrongly receipted; before
that it is shown broken builds, as others have shipped them, and must find each.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.pages import signed_in
from benchmarks.sync import checker
from benchmarks.sync.books import VisitBooks
from benchmarks.sync.carrying import slow_line
from benchmarks.sync.chromium import play_in_chromium
from benchmarks.sync.ground import SyncGround, make_ground
from benchmarks.sync.hours import FinishedSeeds
from benchmarks.sync.house import SyncHouse
from benchmarks.sync.hunting import hunt_mutants
from benchmarks.sync.phones import PhonePlan, Phones
from benchmarks.sync.seized import measure_seized
from benchmarks.sync.storm import measure_storm
from benchmarks.sync.trouble import HouseTrouble
from benchmarks.sync.weights import measure_app
from unhidden.demo.region import make_email_address

#: What happens to an officer's visits, over and over.
PLAYS = (
    *("visit", "photo", "ended", "message", "cut", "photo", "clock", "quota", "tabs"),
    *("shared", "same", "stuck", "twin", "locked", "file", "evicted", "visit", "long"),
    "keyless",
)
OFFICERS, OPERATIONS, PROCESSES = 40, 50, 2
#: Of so many rounds one is applied; the worker is killed so often meanwhile.
APPLIED, WORKER_KILLS = 10, 2


@dataclass(frozen=True, slots=True)
class Size:
    """Rounds of so many officers, operations in Chromium, and photos on a slow line."""

    rounds: int
    in_chromium: int
    photos: int
    photo_bytes: int


QUICK, FULL = Size(1, 20, 1, 300_000), Size(50, 300, 6, 1_500_000)


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """One line for each measure."""
    size = QUICK if quick else FULL
    with (
        tempfile.TemporaryDirectory() as folder,
        SyncHouse(Path(folder), "field") as house,
        ThreadPoolExecutor(1) as beside,
    ):
        bench = _SyncBench(house, make_ground(house), Path(folder))
        yield bench.hunt()
        yield from bench.play_rounds(size.rounds, keeps=not quick)
        # Its line is slow, and leaves the machine to the others.
        slow = beside.submit(bench.send_photos, size.photos, size.photo_bytes)
        yield bench.play_in_chromium(size.in_chromium)
        yield from bench.measure_seized()
        yield from bench.measure_app()
        yield from bench.measure_storm()
        yield slow.result()
        yield from bench.tell_findings()


class _SyncBench:
    def __init__(self, house: SyncHouse, ground: SyncGround, folder: Path) -> None:
        self._house, self._ground, self._folder = house, ground, folder
        self._found: Counter[str] = Counter()
        self._examples: dict[str, list[str]] = {rule: [] for rule in checker.RULES}

    def hunt(self) -> dict[str, object]:
        """Show the checker what is broken."""
        hunted = [*hunt_mutants(self._house, self._ground, self._folder)]
        missed = [name for name, is_found in hunted if not is_found]
        told = {"of": len(hunted), "missed": missed}
        return _line("mutants_missed", len(missed), "builds", **told)

    def play_rounds(self, rounds: int, *, keeps: bool) -> Iterator[dict[str, object]]:
        """Officers and trouble, round after round; those of an earlier run count."""
        done = FinishedSeeds(self._house.state.stamps / "sync.jsonl", keeps=keeps)
        for seed in range(rounds):
            if seed not in done.rounds:
                done.add(seed, self._play_round(seed))
        for told in done.rounds.values():
            self._note(told["found"])
        total = Counter[str]()
        for told in done.rounds.values():
            total.update(told["counts"])
        yield _line("operations", total.pop("operations"), "visits", **total)
        longest = max(told["longest_visit"] for told in done.rounds.values())
        yield _line("visit_kb", longest / 1_000, "kB")

    def _play_round(self, seed: int) -> dict[str, Any]:
        books = None if seed % APPLIED else VisitBooks(self._house.database)
        folder = self._folder / f"round-{seed}"
        phones = Phones(self._house, self._ground, folder, books=books)
        share = OFFICERS // PROCESSES
        plays = [PLAYS[number % len(PLAYS)] for number in range(OPERATIONS)]
        plans = [
            PhonePlan(
                f"r{seed}p{number}",
                [plays] * share,
                seed=seed,
                first=number + 1,
                stride=PROCESSES,
            )
            for number in range(PROCESSES)
        ]
        made = HouseTrouble(self._house, phones.folder, seed)
        with ThreadPoolExecutor(1) as beside:
            running = [phones.start(plan) for plan in plans]
            playing = beside.submit(phones.wait_until_played, running)
            made.make_until(playing.done)
            playing.result()
        told = phones.drain(running)
        applied = self._apply(books, phones.since, seed) if books else 0.0
        counts = {
            "operations": OFFICERS * OPERATIONS,
            "killed": sum(each["killed"] for each in told),
            "left_after_15_days": sum(each["left"] for each in told),
            "server_killed": made.kills,
            "restored": made.restores,
            "applied": OFFICERS * OPERATIONS if books else 0,
            "applying_s": round(applied),
            **(books.count_waiting(phones.since) if books else {}),
        }
        longest = max(each["longest_visit"] for each in told)
        checked = phones.check(is_applied=bool(books))
        found = {rule: each for rule, each in checked.items() if each}
        phones.clear_landing()
        return {"counts": counts, "longest_visit": longest, "found": found}

    def _apply(self, books: VisitBooks, since: int, seed: int) -> float:
        """Have the worker apply all of it, and kill it meanwhile; gives its seconds."""
        books.enrol_phones(since)
        books.let_happen()
        chance = random.Random(seed)  # noqa: S311  # when, not secrets
        began = time.monotonic()
        for number in range(WORKER_KILLS + 1):
            self._house.start("worker")
            until = time.monotonic() + chance.uniform(3, 6)
            while books.count_unapplied(since):
                if number < WORKER_KILLS and time.monotonic() > until:
                    break
                time.sleep(0.5)
            self._house.kill("worker")
        return time.monotonic() - began

    def play_in_chromium(self, operations: int) -> dict[str, object]:
        """The same in a browser, with its own disk and locks."""
        phones = Phones(self._house, self._ground, self._folder / "chromium")
        killed = play_in_chromium(phones, operations)
        self._note(phones.check())
        return _line("in_chromium", operations, "visits", killed=killed)

    def measure_seized(self) -> Iterator[dict[str, object]]:
        """A phone in strange hands."""
        phones = Phones(self._house, self._ground, self._folder / "seized")
        for name, value, unit in measure_seized(phones):
            yield _line(name, value, unit)

    def measure_app(self) -> Iterator[dict[str, object]]:
        """The app itself, from the staff site."""
        self._house.start_staff()
        jar = signed_in(make_email_address("officer_1"))
        cookies = {name: held.value for name, held in jar.items()}
        for name, value, unit in measure_app(self._house.ports.staff, cookies):
            yield _line(name, value, unit)
        self._house.kill("staff")

    def measure_storm(self) -> Iterator[dict[str, object]]:
        """All come back at once."""
        phones = Phones(self._house, self._ground, self._folder / "storm")
        for name, seconds in measure_storm(phones):
            yield _line(name, seconds, "s")
        self._note(phones.check())

    def send_photos(self, photos: int, size: int) -> dict[str, object]:
        """One visit with photos over a slow line."""
        phones = Phones(self._house, self._ground, self._folder / "slow")
        with slow_line(self._house.ports.field) as line:
            plan = PhonePlan(
                "slow",
                [["album"]],
                photos=photos,
                photo_bytes=size,
                port=line.port,
            )
            (told,) = phones.run([plan])
        self._note(phones.check())
        about = {"photos": photos, "bytes_each": size}
        return _line("slow_photos_s", told["seconds"], "s", **about)

    def tell_findings(self) -> Iterator[dict[str, object]]:
        """What the checker found in all of it."""
        for rule in checker.RULES:
            more = self._examples[rule]
            yield _line(
                rule, self._found[rule], "found", **({"as": more} if more else {})
            )

    def _note(self, found: Mapping[str, list[str]]) -> None:
        for rule, each in found.items():
            self._found[rule] += len(each)
            self._examples[rule] = [*self._examples[rule], *each][:3]


def _line(name: str, value: float, unit: str, **more: object) -> dict[str, object]:
    return {"bench": f"sync.{name}", "value": round(value, 2), "unit": unit, **more}
