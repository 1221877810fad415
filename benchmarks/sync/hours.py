"""Rounds that are finished, kept where a bench of hours goes on when it was stopped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from unhidden.hosting import sources


class FinishedSeeds:
    """What each finished round came to; of another program's rounds none counts."""

    def __init__(self, file: Path, *, keeps: bool) -> None:
        self._file = file if keeps else None
        self._program = sources.of_program()
        self.rounds: dict[int, dict[str, Any]] = {}
        if self._file and self._file.exists():
            for line in self._file.read_text().splitlines():
                told = json.loads(line)
                if told["program"] == self._program:
                    self.rounds[told["seed"]] = told["round"]

    def add(self, seed: int, told: dict[str, Any]) -> None:
        """Keep what a round came to, on the disk before the next begins."""
        self.rounds[seed] = told
        if self._file:
            line = {"program": self._program, "seed": seed, "round": told}
            with self._file.open("a") as lines:
                lines.write(json.dumps(line) + "\n")
