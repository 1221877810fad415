"""A sheet of A4: its typeface, its words in a box, its drawings and its code."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import segno
from fpdf import FPDF, ViewerPreferences
from fpdf.enums import TextDirection

WIDTH, HEIGHT = 210.0, 297.0
Colour = tuple[int, int, int]
INK: Colour = (20, 33, 43)
DEEP: Colour = (11, 70, 80)
QUIET: Colour = (238, 244, 244)
DANGER: Colour = (140, 28, 19)
WHITE: Colour = (255, 255, 255)
LINES_APART = 1.22
_SMALLEST, _SMALLER = 6.0, 0.94
_MILLIMETRES_OF_A_POINT = 25.4 / 72
# A file that says when it was made says when somebody was at a computer.
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Typeface:
    """Font files, each list in the order in which a letter is looked for.

    A language whose script needs other files, or that runs from right to left, is
    another value of this and no other code.
    """

    regular: tuple[Path, ...]
    bold: tuple[Path, ...]
    is_right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the sheet, in millimetres from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


class Sheet(FPDF):
    """One page with a language, a title and no other trace of who made it and when."""

    def __init__(self, *, language: str, title: str, typeface: Typeface) -> None:
        super().__init__(format="A4", unit="mm")
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.c_margin = 0
        self.set_lang(language)
        self.set_title(title)
        self.set_producer("")
        self.set_creation_date(_NO_DAY)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self._set_typeface(typeface, language)
        self.add_page()

    def _set_typeface(self, typeface: Typeface, language: str) -> None:
        for style, files in (("", typeface.regular), ("B", typeface.bold)):
            for number, file in enumerate(files):
                self.add_font(f"face{number}", style, file)
        further = range(1, len(typeface.regular))
        self.set_fallback_fonts([f"face{number}" for number in further])
        way = TextDirection.RTL if typeface.is_right_to_left else TextDirection.LTR
        self.set_font("face0", size=12)
        self.set_text_shaping(True, direction=way, language=language)
        self.is_right_to_left = typeface.is_right_to_left

    def words(
        self,
        text: str,
        box: Box,
        *,
        size: float,
        is_bold: bool = False,
        colour: Colour = INK,
        align: str = "",
        is_centred: bool = False,
    ) -> None:
        """Write into the box, smaller if it would not fit.

        ``is_centred`` puts the words half way down the box.
        """
        align = align or ("R" if self.is_right_to_left else "L")
        while True:
            self.set_font("face0", "B" if is_bold else "", size)
            line = size * _MILLIMETRES_OF_A_POINT * LINES_APART
            height = self._height(text, box.width, line)
            if height <= box.height or size <= _SMALLEST:
                break
            size *= _SMALLER
        self.set_text_color(*colour)
        spare = (box.height - height) / 2 if is_centred else 0
        self.set_xy(box.x, box.y + spare)
        self.multi_cell(box.width, line, text, align=align)

    def _height(self, text: str, width: float, line: float) -> float:
        height: Any = self.multi_cell(width, line, text, dry_run=True, output="HEIGHT")
        return float(height)

    def band(self, box: Box, colour: Colour) -> None:
        """A filled box."""
        self.set_fill_color(*colour)
        self.rect(box.x, box.y, box.width, box.height, style="F")

    def drawing(self, svg: str, x: float, y: float, size: float) -> None:
        """A drawing that is an SVG document, in a square."""
        self.image(io.BytesIO(svg.encode()), x=x, y=y, w=size, h=size)

    def code(self, text: str, x: float, y: float, size: float) -> None:
        """A QR code of the text on white, with the quiet zone that readers need."""
        rows = [list(row) for row in segno.make(text, error="m").matrix_iter(border=4)]
        side = size / len(rows)
        self.band(Box(x, y, size, size), WHITE)
        self.set_fill_color(0, 0, 0)
        for down, row in enumerate(rows):
            for start, length in _runs(row):
                self.rect(
                    x + start * side, y + down * side, length * side, side, style="F"
                )

    def as_bytes(self) -> bytes:
        """The finished file."""
        return bytes(self.output())


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """Where dark modules begin, and how many follow: no hairlines between them."""
    found: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if dark and found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((place, 1))
    return found
