"""What happens to the house while officers send: its processes are killed, and it is
restored to the night before."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.sync.house import SyncHouse

BETWEEN = (2.0, 6.0)  # seconds from one trouble to the next
LOOKS = 0.2
#: The night's copy is made after so many kills, and put back after so many.
NIGHT, MORNING = 2, 5


class HouseTrouble:
    """Kills and restores; tells how often it did."""

    def __init__(self, house: SyncHouse, folder: Path, seed: int) -> None:
        self._house, self._log = house, folder / "house.jsonl"
        self._chance = random.Random(seed)  # noqa: S311  # when, not secrets
        self._night_at = 0
        self.kills, self.restores = 0, 0

    def make_until(self, is_over: Callable[[], bool]) -> None:
        """Make trouble until it is over; what was copied is put back before that.

        By whoever started the house: a process ends with the thread that it is of.
        """
        due = time.monotonic() + self._chance.uniform(*BETWEEN)
        while not is_over():
            if time.monotonic() > due:
                self._make_one()
                due = time.monotonic() + self._chance.uniform(*BETWEEN)
            time.sleep(LOOKS)
        if self._night_at and not self.restores:
            self._restore()

    def _make_one(self) -> None:
        if self.kills == NIGHT and not self._night_at:
            self._night_at = self._house.copy_night()
        elif self.kills == MORNING and not self.restores:
            self._restore()
        else:
            self._house.kill("field")
            self._house.start("field")
            self._house.fetch_key()
            self.kills += 1

    def _restore(self) -> None:
        told = {"night_at": self._night_at, "restored_at": self._house.put_back()}
        self._log.write_text(json.dumps(told) + "\n")
        self.restores += 1
