"""Cutting what a text needs from the many files of a typeface for several weights.

Packages for the web split a typeface by script (Chinese into a hundred files), and each
file holds every weight. Drawing wants one weight, and of the letters only those that
are written: that is cut here, in memory.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer


def cut(
    packages: Sequence[Path], text: str, weight: int, *, is_joined: bool = False
) -> tuple[bytes, ...]:
    """Fonts that together have every character of the text that the packages have.

    The first package that has a character gives it, so each is in one font alone.
    ``is_joined`` keeps the tables by which the letters of a script change beside one
    another; without them are no kerning and no ligatures, and it takes a tenth of the
    time.
    """
    wanted = {ord(character) for character in text}
    found: list[bytes] = []
    for file, known in _files(packages):
        if wanted.isdisjoint(known):
            continue
        font = TTFont(file)
        had = wanted & font.getBestCmap().keys()
        if had:
            found.append(_one_weight(font, had, weight, is_joined=is_joined))
            wanted -= had
    return tuple(found)


def characters(font: bytes | Path) -> frozenset[str]:
    """What a font can show."""
    source = io.BytesIO(font) if isinstance(font, bytes) else font
    return frozenset(map(chr, TTFont(source).getBestCmap()))


def _one_weight(
    font: TTFont, wanted: set[int], weight: int, *, is_joined: bool
) -> bytes:
    """The letters first: to fix the weight of a whole script takes seconds."""
    options = subset.Options(layout_features=["*"], notdef_outline=True)
    if not is_joined:
        options.drop_tables += ["GDEF", "GPOS", "GSUB"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    instancer.instantiateVariableFont(font, {"wght": weight}, inplace=True, static=True)
    font.flavor = None
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


@cache
def _ranges(package: Path) -> dict[str, frozenset[int]]:
    """The characters of each file of the package, as it says itself."""
    told = json.loads((package / "unicode.json").read_text(encoding="utf-8"))
    return {name.strip("[]"): frozenset(_spread(told[name])) for name in told}


def _spread(ranges: str) -> Iterator[int]:
    """U+0600-06FF,U+200C as numbers."""
    for part in ranges.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def _files(packages: Sequence[Path]) -> Iterator[tuple[Path, frozenset[int]]]:
    for package in packages:
        for name, known in _ranges(package).items():
            file = f"{package.name}-{name}-wght-normal.woff2"
            yield package / "files" / file, known
