"""Hashing what is long while it passes: never more of it in memory than a piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

_SHA256_LETTERS = 64
#: How many pieces of a long file are opened in one answer.
OPENED_AT_ONCE = 160


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
    def hex_digest(self) -> str:
        """The digest of what has passed."""
        return self._digest.hexdigest()


class SealedDigest:
    """Counts sealed pieces as they pass, and takes the digest of their digests, in
    order: by it who cannot open them sees that they are as they were."""

    def __init__(self) -> None:
        self._digest = sha256()
        self.count = 0

    def note_piece(self, piece: bytes) -> bytes:
        """Count a piece, and give it back."""
        self._digest.update(sha256(piece).digest())
        self.count += 1
        return piece

    @property
    def hex_digest(self) -> str:
        """The digest of what was counted."""
        return self._digest.hexdigest()


def cut_pieces(content: bytes, *, size: int) -> Iterator[bytes]:
    """The content in pieces of one size, the last one shorter."""
    for start in range(0, len(content), size):
        yield content[start : start + size]


def hash_counted(pieces: Iterable[bytes]) -> tuple[int, str]:
    """The length and the SHA-256 of what comes in pieces."""
    digest, length = sha256(), 0
    for piece in pieces:
        digest.update(piece)
        length += len(piece)
    return length, digest.hexdigest()


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
