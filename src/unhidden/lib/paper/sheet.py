"""A sheet of A4: its typeface, its words in a box, its drawings and its code."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from unicodedata import bidirectional

import segno
from fpdf import FPDF, ViewerPreferences
from fpdf.enums import TextDirection
from fpdf.fonts import TTFFont

WIDTH, HEIGHT = 210.0, 297.0
Colour = tuple[int, int, int]
INK: Colour = (20, 33, 43)
DEEP: Colour = (11, 70, 80)
QUIET: Colour = (238, 244, 244)
DANGER: Colour = (140, 28, 19)
WHITE: Colour = (255, 255, 255)
LINES_APART = 1.22
_SMALLEST, _SMALLER = 6.0, 0.94
_FACE = "face"
_MILLIMETRES_OF_A_POINT = 25.4 / 72
# A file that says when it was made says when somebody was at a computer.
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Typeface:
    """What would be in a font file, for each of two weights.

    A language whose script needs others, or that runs from right to left, is another
    value of this and no other code.
    """

    regular: bytes
    bold: bytes
    is_right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class SheetBox:
    """A place on the sheet, in millimetres from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


class Sheet(FPDF):
    """Its first page, with a language, a title and no trace of who made it and when."""

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
        for style, font in (("", typeface.regular), ("B", typeface.bold)):
            key = f"{_FACE}{style}"
            face = TTFFont(self, io.BytesIO(font), key, style)  # type: ignore[arg-type]
            # The letters are shaped from its bytes then; there is no file to read.
            face.is_compressed = True
            self.fonts[key] = face
        self.set_font(_FACE, size=12)
        self.language = language
        self.is_right_to_left = typeface.is_right_to_left

    def words(
        self,
        text: str,
        box: SheetBox,
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
        self._shape(text)
        align = align or ("R" if self.is_right_to_left else "L")
        while True:
            self.set_font(_FACE, "B" if is_bold else "", size)
            line = size * _MILLIMETRES_OF_A_POINT * LINES_APART
            height = self._height(text, box.width, line)
            if height <= box.height or size <= _SMALLEST:
                break
            size *= _SMALLER
        self.set_text_color(*colour)
        spare = (box.height - height) / 2 if is_centred else 0
        self.set_xy(box.x, box.y + spare)
        self.multi_cell(box.width, line, text, align=align)

    def _shape(self, text: str) -> None:
        """Which way the letters are joined.

        What has no letter that runs from right to left runs from left to right in
        every language: the groups of a telephone number would change places.
        """
        is_arabic = any(bidirectional(letter) in {"R", "AL"} for letter in text)
        way = TextDirection.RTL if is_arabic else TextDirection.LTR
        self.set_text_shaping(True, direction=way, language=self.language)

    def beside(self, x: float, width: float) -> float:
        """Where something begins: the mirror's place on a sheet from right to left."""
        return WIDTH - x - width if self.is_right_to_left else x

    def height_of(
        self, text: str, width: float, *, size: float, is_bold: bool = False
    ) -> float:
        """How high the text would stand in a column of this width."""
        self._shape(text)
        self.set_font(_FACE, "B" if is_bold else "", size)
        return self._height(text, width, size * _MILLIMETRES_OF_A_POINT * LINES_APART)

    def flow(
        self,
        text: str,
        x: float,
        y: float,
        width: float,
        *,
        size: float,
        is_bold: bool = False,
    ) -> float:
        """Write into a column, and give how high the text stands there."""
        self._shape(text)
        self.set_font(_FACE, "B" if is_bold else "", size)
        self.set_text_color(*INK)
        self.set_xy(x, y)
        line = size * _MILLIMETRES_OF_A_POINT * LINES_APART
        height: Any = self.multi_cell(width, line, text, align="L", output="HEIGHT")
        return float(height)

    def _height(self, text: str, width: float, line: float) -> float:
        height: Any = self.multi_cell(width, line, text, dry_run=True, output="HEIGHT")
        return float(height)

    def band(self, box: SheetBox, colour: Colour) -> None:
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
        self.band(SheetBox(x, y, size, size), WHITE)
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
