"""A redacted copy: a new file made of the page's picture, with open words under it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from threading import BoundedSemaphore
from typing import Any

from fpdf import FPDF
from fpdf.enums import TextMode
from fpdf.fonts import TTFFont

from unhidden.investigations.leaving.rules.redacting import WhatToHide
from unhidden.lib.refusals import ActionRefused

SECONDS = 40
AT_ONCE = 2
_turns = BoundedSemaphore(AT_ONCE)
_PROGRAM = "from unhidden.investigations.leaving.rendering_apart import main; main()"
# Where this Python has its own library, if it is told so: no secret, and no more.
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k == "LD_LIBRARY_PATH"}
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_FACE = "face"
_PIXELS = 72 / 150  # points of one


class PagesNotDrawn(ActionRefused):
    """The file is no PDF, has a password, or met a bound of time, memory or pages."""


class TermNotFound(ActionRefused):
    """Something to be hidden stands on no page as a program reads it."""


class NothingHidden(ActionRefused):
    """A copy in which nothing is hidden is no redacted copy."""


@dataclass(frozen=True, slots=True)
class RedactedCopy:
    """The copy and the digests of both files."""

    content: bytes = field(repr=False)
    pages: int
    copy_sha256: str
    original_sha256: str


def redact_pages(
    original: bytes,
    what: WhatToHide,
    *,
    title: str,
    language: str,
    font_for: Callable[[str], bytes],
) -> RedactedCopy:
    """The redacted copy; equal input gives equal bytes.

    ``font_for`` gives a font file with the letters of a text. Raises PagesNotDrawn,
    NothingHidden, and TermNotFound: what is only in a picture is hidden by its page.
    """
    if not (what.terms or what.pages):
        raise NothingHidden
    told, pictures = _draw(original, what)
    found = {term for page in told for term in page["found"]}
    if found != set(what.terms) or not what.pages <= set(range(1, len(told) + 1)):
        raise TermNotFound
    text = "".join(
        sorted({c for page in told for word in page["words"] for c in word[0]})
    )
    sheet = _start_sheet(title, language, font_for(text) if text else b"")
    for page, picture in zip(told, pictures, strict=True):
        _add_page(sheet, page, picture)
    content = bytes(sheet.output())
    return RedactedCopy(
        content, len(told), sha256(content).hexdigest(), sha256(original).hexdigest()
    )


def _draw(original: bytes, what: WhatToHide) -> tuple[list[Any], list[bytes]]:
    asked = {
        "terms": list(what.terms),
        "pages": sorted(what.pages),
        "is_whole_line": what.is_whole_line,
    }
    with _turns:
        answer = io.BytesIO(_ask(json.dumps(asked).encode() + b"\n" + original))
    head = answer.readline()
    if not head:
        raise PagesNotDrawn
    told: list[Any] = json.loads(head)
    return told, [answer.read(page["bytes"]) for page in told]


def _ask(request: bytes) -> bytes:
    """What the child answers; raises PagesNotDrawn where it did not in time."""
    try:
        done = subprocess.run(  # noqa: S603  # this program, with nothing of theirs
            [sys.executable, "-I", "-B", "-c", _PROGRAM],
            input=request,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_ENVIRONMENT,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise PagesNotDrawn from late
    return done.stdout


def _start_sheet(title: str, language: str, font: bytes) -> FPDF:
    """A document with a title and a language, and no trace of who made it and when."""
    sheet = FPDF(unit="pt")
    sheet.set_auto_page_break(False)
    sheet.set_margin(0)
    sheet.c_margin = 0
    sheet.set_lang(language)
    sheet.set_title(title)
    sheet.set_producer("")
    sheet.set_creation_date(_NO_DAY)
    if font:
        face = TTFFont(sheet, io.BytesIO(font), _FACE, "")  # type: ignore[arg-type]
        face.is_compressed = True
        sheet.fonts[_FACE] = face
    return sheet


def _add_page(sheet: FPDF, page: dict[str, Any], picture: bytes) -> None:
    sheet.add_page(format=(page["width"], page["height"]))
    with sheet.local_context(text_mode=TextMode.INVISIBLE):
        for word in page["words"]:
            _lay_word(sheet, word)
    sheet.image(io.BytesIO(picture), 0, 0, page["width"], page["height"])


def _lay_word(sheet: FPDF, word: Sequence[Any]) -> None:
    """A word where it is seen, as large as it is there."""
    text, left, top, right, bottom = word
    size = max((bottom - top) * _PIXELS, 1)
    sheet.set_font(_FACE, size=size)
    width = sheet.get_string_width(text)
    sheet.set_stretching(100 * max(right - left, 1) * _PIXELS / width if width else 100)
    sheet.text(left * _PIXELS, bottom * _PIXELS - size * 0.2, text)
