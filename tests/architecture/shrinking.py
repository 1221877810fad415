"""Two lists of names that may only shrink, a text file each.

A line is a definition, as ``room.name``, so moves inside a room change nothing here.
After renames and moves, ``python -m tests.architecture.shrinking`` writes both anew; it
refuses a name that its list does not hold already.
"""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache
from pathlib import Path

from benchmarks.house import names, sources
from benchmarks.house.imports import Imports

HERE = Path(__file__).parent
ONE_WORD = HERE / "one_word_names.txt"
TWICE = HERE / "class_names_twice.txt"


@cache
def found() -> dict[Path, Counter[str]]:
    """What each list would hold today, with how often."""
    imports = Imports(sources.shipped())
    definitions = names.definitions(imports.files)
    elsewhere = names.used_elsewhere(imports, definitions)
    return {
        ONE_WORD: Counter(_line(one) for one in elsewhere if one.is_one_word),
        TWICE: Counter(_line(one) for one in names.classes_defined_twice(definitions)),
    }


def _line(one: names.Definition) -> str:
    return f"{one.room}.{one.name}"


def listed(file: Path) -> Counter[str]:
    """What a list holds."""
    return Counter(file.read_text().split())


def _bare(lines: Counter[str]) -> Counter[str]:
    return Counter(line.rpartition(".")[2] for line in lines.elements())


def main() -> None:
    """Write both lists anew; exits with a sentence when one would grow."""
    for file, lines in found().items():
        grown = _bare(lines) - _bare(listed(file))
        if grown:
            sys.exit(f"{file.name} may only shrink; new: {', '.join(sorted(grown))}")
        file.write_text("\n".join(sorted(lines.elements())) + "\n")


if __name__ == "__main__":
    main()
