"""A poster on A4: signs, numbers, and a code that leads to the report page."""

from __future__ import annotations

from dataclasses import dataclass

from unhidden.lib.paper.sheet import (
    DANGER,
    DEEP,
    HEIGHT,
    INK,
    QUIET,
    WHITE,
    WIDTH,
    Sheet,
    SheetBox,
    Typeface,
)

MOST_SIGNS = 12
_MARGIN = 15.0
_INNER = WIDTH - 2 * _MARGIN
_HEADER = 44.0
_SIGNS_TOP = 68.0
_NOTES_TOP = 187.0
_CALLS_TOP = 214.0
_GAP = 8.0
_CODE = 46.0


@dataclass(frozen=True, slots=True)
class PosterSign:
    """A sign in words, with its drawing as an SVG document."""

    drawing: str
    words: str


@dataclass(frozen=True, slots=True)
class PosterLine:
    """A number to call, and whose it is."""

    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Poster:
    """Everything that stands on it.

    ``notes`` are sentences under the signs, ``small`` lines of what must be said of
    the poster itself.
    """

    language: str
    above: str
    title: str
    intro: str
    signs: tuple[PosterSign, ...]
    notes: tuple[str, ...]
    danger: PosterLine
    lines: tuple[PosterLine, ...]
    link_words: str
    link: str
    small: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All that is written, for finding fonts that have its letters."""
        words = [self.above, self.title, self.intro, self.link_words, self.link]
        words += [sign.words for sign in self.signs]
        words += [part for line in self.lines for part in (line.name, line.number)]
        words += [self.danger.name, self.danger.number, *self.notes, *self.small]
        return " ".join(words)


def draw_poster(poster: Poster, typeface: Typeface) -> bytes:
    """The poster as PDF."""
    sheet = Sheet(
        language=poster.language,
        title=f"{poster.above}: {poster.title}",
        typeface=typeface,
    )
    _header(sheet, poster)
    _signs(sheet, poster.signs[:MOST_SIGNS])
    _notes(sheet, poster)
    _calls(sheet, poster)
    return sheet.as_bytes()


def _header(sheet: Sheet, poster: Poster) -> None:
    sheet.band(SheetBox(0, 0, WIDTH, _HEADER), DEEP)
    above = SheetBox(_MARGIN, 10, _INNER, 8)
    sheet.words(poster.above, above, size=15, colour=WHITE)
    title = SheetBox(_MARGIN, 19, _INNER, 17)
    sheet.words(poster.title, title, size=31, is_bold=True, colour=WHITE)
    for place, line in enumerate(poster.small):
        small = SheetBox(_MARGIN, _HEADER - 7.6 + place * 3.6, _INNER, 3.6)
        sheet.words(line, small, size=8, colour=WHITE)
    intro = SheetBox(_MARGIN, _HEADER + 6, _INNER, 16)
    sheet.words(poster.intro, intro, size=14)


def _signs(sheet: Sheet, signs: tuple[PosterSign, ...]) -> None:
    """Two columns where there are more than five, each as high as there is room."""
    columns = 2 if len(signs) > 5 else 1
    rows = -(-len(signs) // columns)
    height = min((_NOTES_TOP - _SIGNS_TOP) / max(rows, 1), 28.0)
    width = (_INNER - _GAP * (columns - 1)) / columns
    for number, sign in enumerate(signs):
        column, row = divmod(number, rows)
        if sheet.is_right_to_left:
            column = columns - 1 - column
        left = _MARGIN + column * (width + _GAP)
        _sign(sheet, sign, SheetBox(left, _SIGNS_TOP + row * height, width, height))


def _sign(sheet: Sheet, sign: PosterSign, box: SheetBox) -> None:
    """A drawing, and the words beside the middle of it."""
    drawing = min(18.0, box.height - 4)
    left, text = box.x, box.x + drawing + 5
    if sheet.is_right_to_left:
        left, text = box.x + box.width - drawing, box.x
    middle = box.y + (box.height - drawing) / 2
    sheet.drawing(sign.drawing, left, middle, drawing)
    words = SheetBox(text, box.y + 1, box.width - drawing - 5, box.height - 2)
    sheet.words(sign.words, words, size=14.5, is_centred=True)


def _notes(sheet: Sheet, poster: Poster) -> None:
    box = SheetBox(_MARGIN, _NOTES_TOP + 6, _INNER, _CALLS_TOP - _NOTES_TOP - 9)
    sheet.words(" ".join(poster.notes), box, size=11.5, is_bold=True, colour=DEEP)


def _calls(sheet: Sheet, poster: Poster) -> None:
    """The number for danger on its own, the others beside the code."""
    sheet.band(SheetBox(0, _CALLS_TOP, WIDTH, 19), DANGER)
    wide = _INNER - 45
    name = SheetBox(sheet.beside(_MARGIN, wide), _CALLS_TOP + 5.5, wide, 12)
    sheet.words(poster.danger.name, name, size=18, is_bold=True, colour=WHITE)
    number = SheetBox(sheet.beside(WIDTH - _MARGIN - 45, 45), _CALLS_TOP + 3, 45, 15)
    align = "L" if sheet.is_right_to_left else "R"
    sheet.words(
        poster.danger.number, number, size=32, is_bold=True, colour=WHITE, align=align
    )
    top = _CALLS_TOP + 19
    sheet.band(SheetBox(0, top, WIDTH, HEIGHT - top), QUIET)
    _code(sheet, poster, top)
    width = _INNER - _CODE - _GAP
    left = sheet.beside(_MARGIN, width)
    for place, line in enumerate(poster.lines):
        y = top + 6 + place * 16.0
        sheet.words(line.name, SheetBox(left, y, width, 5), size=10.5)
        call = SheetBox(left, y + 4.8, width, 9)
        sheet.words(line.number, call, size=20, is_bold=True, colour=INK)
    shown = poster.link.split("://")[-1]
    sheet.words(shown, SheetBox(left, HEIGHT - 9.5, width, 6), size=10.5)


def _code(sheet: Sheet, poster: Poster, top: float) -> None:
    left = sheet.beside(WIDTH - _MARGIN - _CODE, _CODE)
    sheet.code(poster.link, left, top + 4, _CODE)
    sheet.link(left, top + 4, _CODE, _CODE, poster.link)
    below = SheetBox(left, top + _CODE + 5.5, _CODE, 6)
    sheet.words(poster.link_words, below, size=11, is_bold=True, align="C")
