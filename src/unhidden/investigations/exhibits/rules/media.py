"""Hashing what is long while it passes: never more of it in memory than a piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

_SHA256_LETTERS = 64


class HashedStream:
    """Passes pieces on as they come, of one size; their length and SHA-256 are known
    after the last one."""

    def __init__(self, pieces: Iterable[bytes], *, size: int) -> None:
        self._pieces, self._most = pieces, size
        self._digest = sha256()
        self.length = 0

    def __iter__(self) -> Iterator[bytes]:
        held = bytearray()
        for piece in self._pieces:
            self._digest.update(piece)
            self.length += len(piece)
            held += piece
            start = 0
            while len(held) - start >= self._most:
                yield bytes(memoryview(held)[start : start + self._most])
                start += self._most
            del held[:start]
        if held or not self.length:
            yield bytes(held)

    @property
    def sha256(self) -> str:
        """The digest of what has passed."""
        return self._digest.hexdigest()


def hash_pieces(pieces: Iterable[bytes]) -> str:
    """The SHA-256 of what comes in pieces."""
    digest = sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def read_digest(text: str) -> str | None:
    """A SHA-256 as a tool writes it, spaces or colons between; or none."""
    kept = "".join(text.split()).replace(":", "").lower()
    is_digest = len(kept) == _SHA256_LETTERS and set(kept) <= set("0123456789abcdef")
    return kept if is_digest else None
