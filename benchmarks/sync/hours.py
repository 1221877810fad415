"""Rounds that are finished, kept where a bench of hours goes on when it was stopped."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from unhidden.hosting import sources
from unhidden.hosting.paths import REPOSITORY

#: What a round is of, beside the program: the app itself, and the bench.
_FOLDERS = ("src/unhidden/field/static", "src/unhidden/vault/static", "benchmarks/sync")
_KINDS = {".js", ".mjs", ".py"}


class FinishedSeeds:
    """What each finished round came to; of another program's rounds none counts."""

    def __init__(self, file: Path, *, keeps: bool, program: str = "") -> None:
        self._file = file if keeps else None
        self._program = program or _fingerprint_all()
        self.rounds: dict[int, dict[str, Any]] = {}
        text = file.read_text() if keeps and file.exists() else ""
        self._is_torn = not text.endswith("\n") and text != ""
        for line in text.splitlines():
            with suppress(ValueError):  # it was cut when the bench was killed
                self._take(json.loads(line))

    def add(self, seed: int, told: dict[str, Any]) -> None:
        """Keep what a round came to, on the disk before the next begins."""
        line = {"program": self._program, "seed": seed, "round": told}
        self._take(line)
        if self._file:
            with self._file.open("a") as lines:
                lines.write("\n" * self._is_torn + json.dumps(line) + "\n")
                lines.flush()
                os.fsync(lines.fileno())
            self._is_torn = False

    def _take(self, line: dict[str, Any]) -> None:
        if line["program"] == self._program:
            self.rounds[line["seed"]] = line["round"]


def _fingerprint_all() -> str:
    found = (file for name in _FOLDERS for file in (REPOSITORY / name).rglob("*"))
    ours = sources.fingerprint_sources(one for one in found if one.suffix in _KINDS)
    return sources.of_program() + ours
