"""The process in which pages are drawn and painted over: bounded, and opening nothing.

It answers with pictures on which the black is burnt in, and with the open words; what
is hidden never comes out of it.
"""

from __future__ import annotations

import ctypes
import io
import json
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO

import pypdfium2
from PIL import Image, ImageDraw
from pypdfium2 import raw

from unhidden.investigations.leaving.rules.redacting import (
    PageArea,
    PageWord,
    WhatToHide,
    cover_words,
    find_terms,
    keep_open,
)

CPU_SECONDS = 20
MEMORY = 2_000_000_000
MOST_PAGES = 200
#: Pixels of an inch: as sharp as a fax in fine mode, and readable.
SHARPNESS = 150
_POINTS = 72
#: Of 255: how much darker than what is around it a letter is.
_INK = 40
#: Nobody's page is larger than A2; more pixels would be somebody's trap.
_LARGEST = 1_700


def limit_rendering() -> None:
    """Bound this process: time, memory, and no file written."""
    for what, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def render_pages(content: bytes, what: WhatToHide) -> Iterator[tuple[Any, bytes]]:
    """Of each page what is told of it, and its picture; raises ValueError, PdfiumError.

    What is told: its size in points, the open words with their places in pixels, and
    the terms that were found there.
    """
    document = pypdfium2.PdfDocument(content)
    if len(document) > MOST_PAGES:
        raise ValueError(len(document))
    document.init_forms()
    for number in range(len(document)):
        yield _render_page(document[number], what, is_hidden=number + 1 in what.pages)


def _blacken(picture: Image.Image, covered: list[PageArea]) -> None:
    painter = ImageDraw.Draw(picture)
    for area in covered:
        painter.rectangle((area.left, area.top, area.right, area.bottom), fill="black")


def _render_page(
    page: pypdfium2.PdfPage, what: WhatToHide, *, is_hidden: bool
) -> tuple[Any, bytes]:
    width, height = page.get_size()
    if max(width, height) > _LARGEST:
        raise ValueError(width)
    picture = page.render(scale=SHARPNESS / _POINTS).to_pil().convert("RGB")
    grey = picture.convert("L")
    words = list(_read_words(page, picture.size))
    hidden, found = find_terms(words, what.terms)
    covered = cover_words(words, hidden, what, picture.width)
    if is_hidden:
        covered = [PageArea(0, 0, picture.width, picture.height)]
    _blacken(picture, covered)
    told = {
        "width": width,
        "height": height,
        "words": [
            _tell_word(word)
            for word in keep_open(words, covered)
            if _is_seen(grey, word.area)
        ],
        "found": sorted(found),
    }
    return told, _write_picture(picture)


def _is_seen(grey: Image.Image, area: PageArea) -> bool:
    """Whether there is ink where the word stands: nobody judges what nobody sees."""
    size = grey.size
    box = (
        max(area.left, 0),
        max(area.top, 0),
        min(area.right + 1, size[0]),
        min(area.bottom + 1, size[1]),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        return False
    darkest, lightest = grey.crop(box).getextrema()
    return bool(lightest - darkest >= _INK)  # type: ignore[operator]  # of one band


def _tell_word(word: PageWord) -> list[Any]:
    area = word.area
    return [word.text, area.left, area.top, area.right, area.bottom]


def _write_picture(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _read_words(page: pypdfium2.PdfPage, size: tuple[int, int]) -> Iterator[PageWord]:
    """The words that a program reads on the page, where they are seen."""
    text = page.get_textpage()
    letters: list[str] = []
    areas: list[PageArea] = []
    for place in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, place))
        if letter.isspace() or not letter.isprintable():
            yield from _join_letters(letters, areas)
            letters, areas = [], []
            continue
        letters.append(letter)
        areas.append(_place_letter(page, text.get_charbox(place, loose=True), size))
    yield from _join_letters(letters, areas)


def _join_letters(letters: list[str], areas: list[PageArea]) -> Iterator[PageWord]:
    if letters:
        yield PageWord(
            "".join(letters),
            PageArea(
                min(area.left for area in areas),
                min(area.top for area in areas),
                max(area.right for area in areas),
                max(area.bottom for area in areas),
            ),
        )


def _place_letter(
    page: pypdfium2.PdfPage,
    box: tuple[float, float, float, float],
    size: tuple[int, int],
) -> PageArea:
    """Where a letter is in the picture: PDFium knows how the page is turned and cut."""
    left, bottom, right, top = box
    one = _place_point(page, left, top, size)
    other = _place_point(page, right, bottom, size)
    return PageArea(
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[0], other[0]),
        max(one[1], other[1]),
    )


def _place_point(
    page: pypdfium2.PdfPage, x: float, y: float, size: tuple[int, int]
) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
    return across.value, down.value


def answer_request(source: BinaryIO, out: BinaryIO) -> None:
    """Read what to hide and the file; write what is told of the pages, and pictures."""
    asked = json.loads(source.readline())
    what = WhatToHide(
        terms=tuple(asked["terms"]),
        pages=frozenset(asked["pages"]),
        is_whole_line=asked["is_whole_line"],
    )
    rendered = list(render_pages(source.read(), what))
    told = [{**said, "bytes": len(picture)} for said, picture in rendered]
    out.write(json.dumps(told).encode() + b"\n")
    for _, picture in rendered:
        out.write(picture)


def main() -> None:
    """Answer one request; what cannot be drawn is answered by nothing."""
    limit_rendering()
    with suppress(pypdfium2.PdfiumError, ValueError, MemoryError):
        answer_request(sys.stdin.buffer, sys.stdout.buffer)
