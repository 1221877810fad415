"""Which migrations this program has, and which older ones each of them stands for.

Read from the files, not run: a backup is looked at without Django.
"""

from __future__ import annotations

import ast
from collections.abc import Collection
from pathlib import Path

from config.server.paths import REPOSITORY


def known() -> dict[str, tuple[str, ...]]:
    """Each of our migrations as ``module.name``, with those that it stands for."""
    files = (REPOSITORY / "src" / "unhidden").glob("*/migrations/[0-9]*.py")
    return {f"{file.parts[-3]}.{file.stem}": _replaced(file) for file in sorted(files)}


def missing(applied: Collection[str]) -> str:
    """The first migration that tables lack to be as old as this program's first.

    Where only some of those are applied that one of ours stands for, Django would
    leave it out without a word.
    """
    for replaced in known().values():
        lacking = [name for name in replaced if name not in applied]
        if 0 < len(lacking) < len(replaced):
            return lacking[0]
    return ""


def _replaced(file: Path) -> tuple[str, ...]:
    for node in ast.walk(ast.parse(file.read_text())):
        match node:
            case ast.Assign(targets=[ast.Name(id="replaces")], value=value):
                return tuple(".".join(pair) for pair in ast.literal_eval(value))
    return ()
