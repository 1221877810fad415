"""Files made of boxes (ISO 14496-12): telephones' photos, and sound in MP4.

A box is its length, four letters, and what is in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from unhidden.cleaning.results import DamagedFile, SeveralKindsAtOnce, TooLarge

_HEAD, _LONG_HEAD = 8, 16
MOST = 20_000
# Whatever else follows at the outermost level is another file behind this one.
_OUTERMOST = frozenset(
    {b"ftyp", b"meta", b"mdat", b"free", b"skip", b"wide", b"moov", b"uuid", b"idat",
     b"moof", b"mfra", b"sidx", b"styp", b"pdin"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MediaBox:
    """Where a box lies: ``start`` of its head, then its ``body`` to its ``end``."""

    kind: bytes
    start: int
    body: int
    end: int


def read_boxes(
    content: bytes, start: int = 0, end: int | None = None
) -> Iterator[MediaBox]:
    """The boxes that lie one behind the other; raises DamagedFile, TooLarge."""
    end = len(content) if end is None else end
    for _ in range(MOST):
        if start == end:
            return
        box = _box(content, start, end)
        if box is None:
            raise DamagedFile
        yield box
        start = box.end
    raise TooLarge


def must_end(content: bytes) -> None:
    """Whole boxes and nothing behind them; raises DamagedFile, SeveralKindsAtOnce."""
    start = 0
    while start < len(content):
        if content[start + 4 : start + _HEAD] not in _OUTERMOST:
            raise SeveralKindsAtOnce
        box = _box(content, start, len(content))
        if box is None:
            raise DamagedFile
        start = box.end


def _box(content: bytes, start: int, end: int) -> MediaBox | None:
    """The box that begins here, or None where it does not fit."""
    length = int.from_bytes(content[start : start + 4], "big")
    body = start + _HEAD
    if length == 1:
        length = int.from_bytes(content[body : body + 8], "big")
        body = start + _LONG_HEAD
    elif length == 0:
        # Until the end.
        length = end - start
    if length < body - start or start + length > end:
        return None
    return MediaBox(content[start + 4 : start + _HEAD], start, body, start + length)
