"""What whoever copied a locked phone's disk finds of what was typed and fetched."""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterator
from pathlib import Path

from benchmarks.sync.unpacking import list_streams

SHORTEST = 6


def find_words(profile: Path, words: Collection[str]) -> list[tuple[str, str]]:
    """Each word that is somewhere in a profile, with the file that it is in.

    Shorter words than ``SHORTEST`` letters are anywhere by chance, and left out.
    """
    wanted = [
        (word, form)
        for word in sorted(words)
        if len(word) >= SHORTEST
        for form in _list_forms(word)
    ]
    found = {
        (word, name)
        for name, stream in list_streams(profile)
        for word, form in wanted
        if form in stream
    }
    return sorted(found)


def _list_forms(word: str) -> Iterator[bytes]:
    """The word in UTF-8 and UTF-16, and both in base64 wherever they begin."""
    for plain in (word.encode(), word.encode("utf-16-le")):
        yield plain
        for before in range(3):
            coded = base64.b64encode(bytes(before) + plain).rstrip(b"=")
            # Of the first and the last letter some bits are a neighbour's.
            yield coded[before + 1 if before else 0 : -1]
