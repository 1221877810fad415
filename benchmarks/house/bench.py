"""``unhidden bench house``: measure how the source is laid out and what it is called.

It reads files alone, so it needs no database. The limits that ``limit`` states are held
by ``tests/architecture/test_house.py`` as far as the house keeps them today.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from benchmarks.house import names, sources
from benchmarks.house.imports import SUBJECTS, Imports
from benchmarks.house.sources import Source

COMPOSITION = "config"
PERCENT = 100
#: The share of names of one word that the house had when it was first counted.
MOST_ONE_WORD = 56.1


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """One line for each measure; ``quick`` changes nothing, all takes seconds."""
    del quick
    files = sources.shipped()
    imports = Imports(files)
    yield from _of_rooms(files)
    yield from _of_imports(imports)
    yield from _of_names(imports)
    yield from _of_sizes(files)


def _measure(name: str, value: float, **more: object) -> dict[str, object]:
    return {"bench": f"house.{name}", "value": value, **more}


def _of_rooms(files: list[Source]) -> Iterator[dict[str, object]]:
    rooms: Counter[str] = Counter()
    for file in files:
        rooms[file.room] += file.lines
    (biggest, lines), *_ = rooms.most_common(1)
    share = _percent(lines, rooms.total())
    yield _measure("config_lines", rooms[COMPOSITION], limit=2_000)
    yield _measure(
        "biggest_room_pct", share, limit=23, room=biggest, lines=rooms.total()
    )


def _of_imports(imports: Imports) -> Iterator[dict[str, object]]:
    there = {file.module.split(".")[2] for file in imports.files if _is_inside(file)}
    unused = imports.names_unused
    yield _measure("import_cycles", len(imports.cycles), limit=0)
    yield _measure(
        "upward_imports_in_intelligence",
        len(imports.upward_in_intelligence),
        limit=0,
        subjects=len(there & set(SUBJECTS)),
    )
    yield _measure("reexport_names_unused", len(unused), limit=0)


def _is_inside(file: Source) -> bool:
    return file.module.startswith("unhidden.intelligence.")


def _of_names(imports: Imports) -> Iterator[dict[str, object]]:
    found = names.definitions(imports.files)
    elsewhere = names.used_elsewhere(imports, found)
    yield _measure(
        "one_word_names_used_elsewhere_pct",
        _one_word_share(elsewhere),
        limit=25,
        names=len(elsewhere),
    )
    yield _measure(
        "one_word_names_pct",
        _one_word_share(found),
        limit=MOST_ONE_WORD,
        names=len(found),
    )
    twice = names.classes_defined_twice(found)
    yield _measure("class_names_twice", len({one.name for one in twice}), limit=10)


def _one_word_share(found: list[names.Definition]) -> float:
    return _percent(sum(one.is_one_word for one in found), len(found))


def _of_sizes(files: list[Source]) -> Iterator[dict[str, object]]:
    lengths = sorted(
        sources.function_lines(node) for file in files for node in file.functions
    )
    p95 = lengths[-(-95 * len(lengths) // PERCENT) - 1]
    yield _measure("fn_p95", p95, limit=25, functions=len(lengths))
    yield _measure("file_max", max(file.lines for file in files), limit=400)


def _percent(part: int, whole: int) -> float:
    return round(PERCENT * part / whole, 1)
