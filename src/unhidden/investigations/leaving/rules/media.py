"""What goes along with an archive: a container that is written while it is sent."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

#: The first day that a container knows: no file in it has a time of its own.
_NO_DAY = (1980, 1, 1, 0, 0, 0)
_PRIVATE = 0o600 << 16


class _Sink(io.RawIOBase):
    """Takes what the container writes, to be passed on at once."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[bytes] = []

    def write(self, content: Any) -> int:
        self._held.append(bytes(content))
        return len(content)

    def flush(self) -> None:
        """Nothing waits here."""

    def take_pieces(self) -> bytes:
        """What was written since it was asked last."""
        held, self._held = self._held, []
        return b"".join(held)


def stream_media(files: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """A container of files that are called by their digest, however long it is.

    Never more of it is in memory than a piece.
    """
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as container:
        for digest, pieces in files:
            entry = zipfile.ZipInfo(f"media/{digest}", _NO_DAY)
            entry.create_system = 3
            entry.external_attr = _PRIVATE
            with container.open(entry, "w", force_zip64=True) as out:
                for piece in pieces:
                    out.write(piece)
                    yield sink.take_pieces()
    yield sink.take_pieces()
