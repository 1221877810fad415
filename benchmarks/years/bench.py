"""A thousand people over eight years and twelve organisations, and what became of what
they agreed to.

A checker that knows nothing of the program compares what was granted with the keys that
are there, and what was due with what was told; before that it is shown broken builds.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from django.utils import timezone

from benchmarks.years import measuring
from benchmarks.years.checker import LedgerFact, YearsFindings, check_years
from benchmarks.years.ground import CareGround, make_care_ground
from benchmarks.years.ledger import YearsLedger
from benchmarks.years.mutants import BROKEN, BrokenBuild
from benchmarks.years.play import OPENING, YearsPlayer
from benchmarks.years.telling import tell_accounts

PEOPLE, QUICK_PEOPLE = 1_000, 60
#: Invented accounts; there are no more.
ACCOUNTS, QUICK_ACCOUNTS = 40, 10
#: Lives enough for a broken build to show.
HUNTED, HUNTED_ACTS = 3, 18


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """One line for each measure."""
    address = os.environ["UNHIDDEN_BENCH_ADMIN"]
    with (
        tempfile.TemporaryDirectory() as folder,
        psycopg.connect(address, autocommit=True) as admin,
    ):
        bench = YearsBench(make_care_ground(), admin, Path(folder))
        yield bench.hunt()
        yield from bench.tell(QUICK_ACCOUNTS if quick else ACCOUNTS)
        yield from bench.play(QUICK_PEOPLE if quick else PEOPLE)
        yield from bench.measure()


class YearsBench:
    """Plays into one database; each play is checked by a ledger of its own."""

    def __init__(
        self, ground: CareGround, admin: psycopg.Connection[Any], folder: Path
    ) -> None:
        self._ground, self._admin, self._folder = ground, admin, folder
        self._unread: tuple[str, ...] = ()
        self._sentences = 0

    def hunt(self) -> dict[str, object]:
        """Show the checker a sound program, and then broken ones."""
        sound = self._play_some("sound", None)
        missed = [
            broken.name
            for broken in BROKEN
            if self._play_some(broken.name, broken).is_clean
        ]
        if not sound.is_clean:
            missed.append("sound")
        told = {"of": len(BROKEN), "missed": missed}
        return _line("mutants_missed", len(missed), "builds", **told)

    def _play_some(self, name: str, broken: BrokenBuild | None) -> YearsFindings:
        ledger = YearsLedger(self._folder / f"{name}.jsonl")
        player = YearsPlayer(self._ground, ledger, seed=7)
        if broken is None:
            player.play(HUNTED, count=OPENING, leaves=0)
        else:
            with broken.switched_on():
                player.play(HUNTED, count=OPENING, leaves=0)
        return self._check(ledger)

    def tell(self, accounts: int) -> Iterator[dict[str, object]]:
        """Accounts beside the form, and what of them comes to paper."""
        found = tell_accounts(self._ground, timezone.now(), most=accounts)
        yield _line(
            "offered_pct",
            found.offered_pct,
            "%",
            accounts=accounts,
            of=found.marked,
            missed=found.missed[:3],
            retired=found.retired,
        )
        self._unread, self._sentences = tuple(found.unread), found.printed

    def play(self, people: int) -> Iterator[dict[str, object]]:
        """The years themselves."""
        ledger = YearsLedger(self._folder / "years.jsonl")
        player = YearsPlayer(self._ground, ledger, seed=1)
        lives = player.play(people)
        found = self._check(ledger)
        least = min(life.acts for life in lives)
        yield _line(
            "people",
            people,
            "people",
            acts=player.acts,
            least=least,
            leavers=player.leavers,
            deaths=player.deaths,
            passed_on=player.passed_on,
            moved=player.moved,
        )
        wrong = found.holds_wrong + found.pages_wrong
        yield _told("holds_wrong", wrong, values=found.values, pages=people)
        unread = self._unread + found.unasked
        yield _told("unread_printed", unread, sentences=self._sentences)
        yield _told("alerts_lost", found.alerts_lost, alerts=found.alerts)
        yield _told("alerts_doubled", found.alerts_doubled)
        slowest = sorted(player.withdrawals)[-max(1, len(player.withdrawals) // 100)]
        yield _line("withdrawal_p99_s", slowest, "s", of=len(player.withdrawals))

    def _check(self, ledger: YearsLedger) -> YearsFindings:
        lines = [
            LedgerFact(each.at, each.case, each.what, each.facts)
            for each in ledger.read()
        ]
        return check_years(self._admin, lines, self._ground.names)

    def measure(self) -> Iterator[dict[str, object]]:
        """The times that grow with the years."""
        home = measuring.measure_home(self._ground, timezone.now())
        yield _line("home_p95_ms", home, "ms")
        swept = measuring.measure_sweep(self._admin, timezone.now())
        yield _line("sweep_s", swept, "s", cases=measuring.CASES)


def _told(name: str, found: tuple[str, ...], **more: object) -> dict[str, object]:
    return _line(name, len(found), "found", **more) | (
        {"as": list(found[:3])} if found else {}
    )


def _line(name: str, value: float, unit: str, **more: object) -> dict[str, object]:
    return {"bench": f"years.{name}", "value": round(value, 3), "unit": unit, **more}
