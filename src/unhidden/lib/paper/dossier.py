"""Two pages of A4 about one place: lines under headings, marked on each page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unhidden.lib.paper.sheet import (
    DEEP,
    HEIGHT,
    LINES_APART,
    QUIET,
    WIDTH,
    Sheet,
    SheetBox,
    Typeface,
)

_MARGIN = 15.0
_INNER = WIDTH - 2 * _MARGIN
_LEFT = 29.0
_TOP, _BOTTOM = 20.0, HEIGHT - 24.0
_TEXT, _SMALL = 10.0, 8.5
_POINT = 25.4 / 72
_GAP = 1.6


@dataclass(frozen=True, slots=True)
class DossierEntry:
    """A line: what stands left, what it says, and small under it. ``points`` add up."""

    left: str
    text: str
    small: str = ""
    points: int = 0


@dataclass(frozen=True, slots=True)
class DossierPart:
    """Lines under a heading; what there is no room for is counted in ``more``.

    ``more`` has the places {count} and {points}.
    """

    title: str
    entries: tuple[DossierEntry, ...]
    note: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """``foot`` stands on both pages under the marking, the number of the page last."""

    language: str
    title: str
    marking: str
    name: str
    about: tuple[str, ...]
    first: tuple[DossierPart, ...]
    second: tuple[DossierPart, ...]
    foot: str
    pages: tuple[str, str]

    @property
    def text(self) -> str:
        """All that is written, for finding fonts that have its letters."""
        words = [self.bold, self.title, self.foot, *self.about, *self.pages]
        for part in (*self.first, *self.second):
            words += [part.note, part.more]
            words += [word for each in part.entries for word in (each.text, each.small)]
        return " ".join([*words, "-0123456789"])

    @property
    def bold(self) -> str:
        """What of it stands in bold."""
        words = [self.marking, self.name]
        for part in (*self.first, *self.second):
            words += [part.title, *(entry.left for entry in part.entries)]
        return " ".join(words)


def draw_dossier(dossier: Dossier, typeface: Typeface) -> bytes:
    """The two pages as PDF: never a third, and no line without what stands under it."""
    sheet = Sheet(
        language=dossier.language,
        title=f"{dossier.marking}: {dossier.title}, {dossier.name}",
        typeface=typeface,
    )
    _frame(sheet, dossier, dossier.pages[0])
    _parts(sheet, dossier.first, _head(sheet, dossier))
    sheet.add_page()
    _frame(sheet, dossier, dossier.pages[1])
    _parts(sheet, dossier.second, _TOP)
    return sheet.as_bytes()


def _frame(sheet: Sheet, dossier: Dossier, page: str) -> None:
    """The marking at the top and at the bottom, and who printed it."""
    for y in (8.0, HEIGHT - 13.0):
        mark = SheetBox(_MARGIN, y, _INNER, 6)
        sheet.words(dossier.marking, mark, size=13, is_bold=True, align="C")
    foot = SheetBox(_MARGIN, HEIGHT - 20, _INNER, 6)
    sheet.words(f"{dossier.foot} {page}", foot, size=8.5, align="C")


def _head(sheet: Sheet, dossier: Dossier) -> float:
    """What it is and of which place; gives where the rest begins."""
    sheet.words(dossier.title, SheetBox(_MARGIN, _TOP, _INNER, 6), size=11, colour=DEEP)
    name = SheetBox(_MARGIN, _TOP + 6, _INNER, 10)
    sheet.words(dossier.name, name, size=21, is_bold=True)
    y = _TOP + 17
    for line in dossier.about:
        y += sheet.flow(line, _MARGIN, y, _INNER, size=_TEXT) + 0.8
    return y + 2


def _parts(sheet: Sheet, parts: Sequence[DossierPart], y: float) -> None:
    for part in parts:
        y = _part(sheet, part, y)


def _part(sheet: Sheet, part: DossierPart, y: float) -> float:
    """As many lines as there is room for, and how much is left out."""
    sheet.band(SheetBox(_MARGIN, y, _INNER, 7), QUIET)
    title = SheetBox(_MARGIN + 2, y + 1, _INNER - 4, 5)
    sheet.words(part.title, title, size=11.5, is_bold=True, colour=DEEP)
    y += 9
    if part.note:
        y += sheet.flow(part.note, _MARGIN, y, _INNER, size=_SMALL) + _GAP
    room = _BOTTOM - (_line(_SMALL) + _GAP if part.more else 0)
    left_out: list[DossierEntry] = []
    for entry in part.entries:
        if y + _needed(sheet, entry) > room:
            left_out.append(entry)
        else:
            y = _entry(sheet, entry, y)
    if left_out:
        points = sum(entry.points for entry in left_out)
        more = part.more.format(count=len(left_out), points=points)
        y += sheet.flow(more, _MARGIN, y, _INNER, size=_SMALL)
    return y + 3


def _entry(sheet: Sheet, entry: DossierEntry, y: float) -> float:
    left, width = _MARGIN + _LEFT, _INNER - _LEFT
    beside = y + sheet.flow(entry.left, _MARGIN, y, _LEFT - 3, size=_TEXT, is_bold=True)
    y += sheet.flow(entry.text, left, y, width, size=_TEXT)
    if entry.small:
        y += sheet.flow(entry.small, left, y, width, size=_SMALL)
    return max(y, beside) + _GAP


def _needed(sheet: Sheet, entry: DossierEntry) -> float:
    width = _INNER - _LEFT
    text = sheet.height_of(entry.text, width, size=_TEXT)
    small = sheet.height_of(entry.small, width, size=_SMALL) if entry.small else 0
    left = sheet.height_of(entry.left, _LEFT - 3, size=_TEXT, is_bold=True)
    return max(text + small, left)


def _line(size: float) -> float:
    return size * _POINT * LINES_APART
