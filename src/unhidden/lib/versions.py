"""Which migrations this program has, and which older ones each of them stands for.

Read from the files, not run: a backup is looked at without Django.
"""

from __future__ import annotations

import ast
from collections.abc import Collection
from functools import cache
from itertools import chain
from pathlib import Path

#: The package, whose modules have migrations.
HOUSE = Path(__file__).resolve().parents[1]
#: To be raised when a kept version (tests/upgrade) has as high a number as this
#: program, and other rights, policies or functions: migrations count by themselves.
RAISED = 1


@cache
def find_schema_number() -> int:
    """Grows with what a program brings to the tables: an older one's is lower."""
    return RAISED + len(_with_replaced())


def find_unknown_migration(applied: Collection[str]) -> str:
    """The first migration of our modules that a newer program must have applied."""
    ours = _with_replaced()
    modules = {name.split(".")[0] for name in ours}
    others = [n for n in applied if n.split(".")[0] in modules and n not in ours]
    return min(others, default="")


def list_known_migrations() -> dict[str, tuple[str, ...]]:
    """Each of our migrations as ``module.name``, with those that it stands for."""
    files = HOUSE.glob("*/migrations/[0-9]*.py")
    return {f"{file.parts[-3]}.{file.stem}": _replaced(file) for file in sorted(files)}


def find_missing_migration(applied: Collection[str]) -> str:
    """The first migration that tables lack to be as old as this program's first.

    Where only some of those are applied that one of ours stands for, Django would
    leave it out without a word.
    """
    for replaced in list_known_migrations().values():
        lacking = [name for name in replaced if name not in applied]
        if 0 < len(lacking) < len(replaced):
            return lacking[0]
    return ""


def _with_replaced() -> set[str]:
    found = list_known_migrations()
    return {*found, *chain(*found.values())}


def _replaced(file: Path) -> tuple[str, ...]:
    for node in ast.walk(ast.parse(file.read_text())):
        match node:
            case ast.Assign(targets=[ast.Name(id="replaces")], value=value):
                return tuple(".".join(pair) for pair in ast.literal_eval(value))
    return ()
