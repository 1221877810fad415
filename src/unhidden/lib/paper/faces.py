"""Cutting what a text needs from the many files of a typeface for several weights.

Packages for the web split a typeface by script (Chinese into a hundred files), and each
file holds every weight. Drawing wants one weight, and of the letters only those that
are written: that is cut here, in memory. It becomes one font: where a word's letters
are of several, fpdf2 may lose some of them at the end of a line.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

_ARABIC = range(0x0600, 0x0700)
# 1970, counted from 1904: fontTools takes what is less for a mistake, and says so.
_NO_MOMENT = 2_082_844_800


def cut_font(files: Sequence[Path], text: str, weight: int) -> bytes:
    """One font that has every character of the text that the files have.

    The first file that has a character gives it. A file for several weights keeps the
    tables by which letters change beside one another only where Arabic needs them:
    without kerning it takes a tenth of the time.
    """
    wanted = {ord(character) for character in f"{text} "}
    found: list[io.BytesIO] = []
    for file in files:
        font = TTFont(file)
        had = wanted & font.getBestCmap().keys()
        if had:
            found.append(_one_weight(font, had, weight))
            wanted -= had
    return _bytes(Merger().merge(found)) if len(found) > 1 else found[0].getvalue()


def files_for(packages: Sequence[Path], text: str) -> list[Path]:
    """The files of these packages that may have characters of the text."""
    wanted = {ord(character) for character in text}
    return [
        package / "files" / f"{package.name}-{name}-wght-normal.woff2"
        for package in packages
        for name, known in _ranges(package).items()
        if not wanted.isdisjoint(known)
    ]


def _one_weight(font: TTFont, wanted: set[int], weight: int) -> io.BytesIO:
    """The letters first: to fix the weight of a whole script takes seconds."""
    options = subset.Options(layout_features=["*"], notdef_outline=True, hinting=False)
    # Nothing is written downwards, and only some fonts say how they would.
    options.drop_tables += ["vhea", "vmtx", "VORG"]
    if "fvar" in font and wanted.isdisjoint(_ARABIC):
        options.drop_tables += ["GDEF", "GPOS", "GSUB"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    if "fvar" in font:
        at = {"wght": weight}
        instancer.instantiateVariableFont(font, at, inplace=True, static=True)
    return io.BytesIO(_bytes(font))


def _bytes(font: TTFont) -> bytes:
    """The font as a file, which does not say when it was made."""
    font.flavor = None
    font.recalcTimestamp = False
    font["head"].modified = font["head"].created = _NO_MOMENT
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
