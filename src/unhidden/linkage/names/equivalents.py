"""Names that are one name in other words: Gheorghe and George, Liz and Elizabeth.

The lines of ``data/equivalents.txt``; why they are ours is told in
``docs/decisions/names-by-skeleton.md``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources


def find_equivalents(plain: str) -> tuple[str, ...]:
    """The names that a word in plain letters is a form of, each by its first form."""
    return _table().get(plain, ())


def list_forms() -> Iterator[str]:
    """Every word of the table."""
    return iter(_table())


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    file = resources.files("unhidden.linkage.names") / "data" / "equivalents.txt"
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            forms = line.split()
            for form in forms:
                found[form][forms[0]] = None
    return {form: tuple(names) for form, names in found.items()}
