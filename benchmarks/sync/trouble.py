"""What happens to the house while officers send: its processes are killed, and it is
restored to the night before."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from benchmarks.sync.house import SyncHouse

BETWEEN = (2.0, 6.0)  # seconds from one trouble to the next
#: The night's copy is made after so many kills, and put back after so many more.
NIGHT, MORNING = 2, 5


class HouseTrouble:
    """Kills and restores until it is told to stop; tells how often it did."""

    def __init__(self, house: SyncHouse, folder: Path, seed: int) -> None:
        self._house, self._log = house, folder / "house.jsonl"
        self._chance = random.Random(seed)  # noqa: S311  # when, not secrets
        self._is_over = threading.Event()
        self._night_at = 0
        self.kills, self.restores = 0, 0

    def run(self) -> None:
        """Make trouble until it is told to stop."""
        while not self._is_over.wait(self._chance.uniform(*BETWEEN)):
            self._make_one()

    def stop(self) -> None:
        """Make no more."""
        self._is_over.set()

    def _make_one(self) -> None:
        if self.kills == NIGHT and not self._night_at:
            self._night_at = self._house.copy_night()
        elif self.kills == MORNING and not self.restores:
            restored_at = self._house.put_back()
            told = {"night_at": self._night_at, "restored_at": restored_at}
            self._log.write_text(json.dumps(told) + "\n")
            self.restores += 1
        else:
            self._house.kill("field")
            self._house.start("field")
            self._house.fetch_key()
            self.kills += 1


@contextmanager
def trouble(house: SyncHouse, folder: Path, seed: int) -> Iterator[HouseTrouble]:
    """Trouble meanwhile; raises what went wrong with it."""
    made = HouseTrouble(house, folder, seed)
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(made.run)
        try:
            yield made
        finally:
            made.stop()
        working.result()
