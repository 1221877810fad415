"""What goes along with an archive: a container that is written while it is sent."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator

#: The first day that a container knows: no file in it has a time of its own.
_NO_DAY = (1980, 1, 1, 0, 0, 0)
_PRIVATE = 0o600 << 16


class _Sink:
    """Takes what the container writes, to be passed on at once."""

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def write(self, content: bytes) -> int:
        self._held.append(bytes(content))
        return len(content)

    def flush(self) -> None:
        """Nothing waits here."""

    def take(self) -> bytes:
        """What was written since it was asked last."""
        held, self._held = self._held, []
        return b"".join(held)


def stream_media(files: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """A container of files that are called by their digest, however long it is.

    Never more of it is in memory than a piece.
    """
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as container:  # type: ignore[call-overload]  # it only writes
        for digest, pieces in files:
            entry = zipfile.ZipInfo(f"media/{digest}", _NO_DAY)
            entry.create_system = 3
            entry.external_attr = _PRIVATE
            with container.open(entry, "w", force_zip64=True) as out:
                for piece in pieces:
                    out.write(piece)
                    yield sink.take()
    yield sink.take()
