"""Only operations and visits tell the live process that something changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import unhidden

SOURCE = Path(unhidden.__file__).parent
#: The statement, its function, and the procedure that alone calls that.
TELLS = re.compile(r"^[^-]*(\bpg_notify\b|\btell_board\(|\bNOTIFY\b|^\s*notify\b)")
ALLOWED = {"operations", "visits"}


def test_nothing_but_operations_and_visits_notifies() -> None:
    found = set(_list_telling())

    assert "operations" in found
    assert found <= ALLOWED


def _list_telling() -> Iterator[str]:
    """The modules that notify in a file that ships."""
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.sql")]):
        module, *inside = path.relative_to(SOURCE).parts
        is_telling = any(map(TELLS.match, path.read_text().splitlines()))
        if is_telling and "tests" not in inside:
            yield module
