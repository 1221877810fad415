"""Cards for a pocket: numbers, and nothing that says what they are for."""

from __future__ import annotations

from collections.abc import Sequence

from unhidden.lib.paper.sheet import HEIGHT, WIDTH, Sheet, SheetBox, Typeface

ACROSS, DOWN = 2, 5
_CARD_WIDTH, _CARD_HEIGHT = 85.0, 54.0
_LEFT = (WIDTH - ACROSS * _CARD_WIDTH) / 2
_TOP = (HEIGHT - DOWN * _CARD_HEIGHT) / 2
_PADDING = 6.0


def sheet_of_cards(
    numbers: Sequence[str], *, language: str, title: str, typeface: Typeface
) -> bytes:
    """Ten alike on A4 with lines to cut along, as PDF.

    ``title`` is shown by programs that open the file: it must say as little as the
    cards do.
    """
    sheet = Sheet(language=language, title=title, typeface=typeface)
    for number in range(ACROSS * DOWN):
        down, across = divmod(number, ACROSS)
        x, y = _LEFT + across * _CARD_WIDTH, _TOP + down * _CARD_HEIGHT
        _card(sheet, numbers, x, y)
    _lines_to_cut(sheet)
    return sheet.as_bytes()


def _card(sheet: Sheet, numbers: Sequence[str], x: float, y: float) -> None:
    height = (_CARD_HEIGHT - 2 * _PADDING) / max(len(numbers), 1)
    for line, number in enumerate(numbers):
        box = SheetBox(
            x + _PADDING,
            y + _PADDING + line * height,
            _CARD_WIDTH - 2 * _PADDING,
            height,
        )
        sheet.words(number, box, size=14, align="L")


def _lines_to_cut(sheet: Sheet) -> None:
    sheet.set_draw_color(150, 150, 150)
    sheet.set_line_width(0.1)
    sheet.set_dash_pattern(dash=1, gap=1.5)
    for across in range(ACROSS + 1):
        x = _LEFT + across * _CARD_WIDTH
        sheet.line(x, _TOP - 5, x, HEIGHT - _TOP + 5)
    for down in range(DOWN + 1):
        y = _TOP + down * _CARD_HEIGHT
        sheet.line(_LEFT - 5, y, WIDTH - _LEFT + 5, y)
    sheet.set_dash_pattern()
