"""Tagged paper by typst, set in a process of its own: bounded, and fetching nothing.

What people wrote goes in as data alone: a template reads it as JSON, and nothing of it
is ever taken for markup (docs/decisions/print-by-fpdf2.md).
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import pikepdf

SECONDS = 30
# Papers that are set at the same time; others wait for their turn.
AT_ONCE = 2
_turns = BoundedSemaphore(AT_ONCE)
_PROGRAM = "from unhidden.lib.typesetting_apart import main; main()"
# Where this Python has its own library, if it is told so: no secret, and no more.
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k == "LD_LIBRARY_PATH"}


class PaperNotSet(Exception):
    """The template refused the data, or setting it met a bound of time or memory."""


def typeset_paper(
    template: bytes, data: Mapping[str, Any], fonts: Sequence[bytes]
) -> bytes:
    """The template with this data as PDF/UA-1; equal input gives equal bytes.

    The template reads the data by ``json(bytes(sys.inputs.data))``. Letters come from
    the ``fonts`` and from nowhere else. Raises PaperNotSet.
    """
    text = json.dumps(data, ensure_ascii=False, sort_keys=True).encode()
    with _turns, tempfile.TemporaryDirectory(prefix="unhidden-fonts-") as folder:
        # typst reads fonts from files alone. The words stay in memory.
        for number, font in enumerate(fonts):
            (Path(folder) / f"{number}.ttf").write_bytes(font)
        head = json.dumps([folder, len(template), len(text)]).encode()
        answer = _ask(head + b"\n" + template + text)
    if not answer.startswith(b"%PDF-"):
        raise PaperNotSet
    return answer


def count_pages(paper: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        return len(pdf.pages)


def _ask(request: bytes) -> bytes:
    """What the child answers; raises PaperNotSet where it did not answer in time."""
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
        raise PaperNotSet from late
    return done.stdout
