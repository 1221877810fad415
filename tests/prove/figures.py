"""What was measured, and the page that holds it: ``docs/figures.md``."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from unhidden.hosting.paths import REPOSITORY

PAGE = REPOSITORY / "docs" / "figures.md"
_HEAD = """# Figures

What `make prove` found last, part by part: a row is written anew by the part that it
belongs to. `make prove PART=mutants` runs one; stopped, it goes on where it was.

| part | figure | value | of | date | machine | commit |
|---|---|---|---|---|---|---|
"""
_ROW = re.compile(r"^\| (?P<part>[\w-]+) \| ", re.MULTILINE)


class Unproved(Exception):
    """What was to be proved is not so; the argument says what, thing by thing."""

    #: Whether the figures are kept all the same.
    has_figures = False

    def __init__(self, found: Iterable[str]) -> None:
        self.found = list(found)
        super().__init__("; ".join(self.found[:5]))


class ListRewritten(Unproved):
    """All was proved, but the committed list said something else."""

    has_figures = True


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, and in words what it is a number of."""

    part: str
    name: str
    value: float
    of: str = ""


def keep(part: str, figures: Iterable[Figure], page: Path = PAGE) -> None:
    """Put a part's figures in the place of those that it had.

    Other tables follow under headings of their own, and stay.
    """
    table, heading, others = _read(page).partition("\n## ")
    lines = table.splitlines()
    kept = [line for line in lines if (m := _ROW.match(line)) and m["part"] != part]
    kept = [line for line in kept if not line.startswith("| part ")]
    now = f"{datetime.now(UTC):%Y-%m-%d} | {machine()} | {commit()}"
    new = [
        f"| {each.part} | {each.name} | {each.value:,} | {each.of} | {now} |"
        for each in figures
    ]
    page.write_text(_HEAD + "\n".join(sorted([*kept, *new])) + "\n" + heading + others)


def _read(page: Path) -> str:
    return page.read_text() if page.exists() else ""


def machine() -> str:
    """What it ran on, as far as that says how fast it is."""
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}"


@cache
def commit() -> str:
    """The commit, and whether there was more than it when this was asked first."""
    asked = ["git", "describe", "--always", "--dirty", "--abbrev=12"]
    done = subprocess.run(
        asked, cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "none"
