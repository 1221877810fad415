"""Bytes as words that two people can compare on paper or by telephone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib import resources

WORDS = 7
_BITS = 11  # 2,048 words
_PERSONAL = b"unhidden words"


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """Seven words, 77 bits; and 128 bits in hex, of which these are the first."""

    words: str
    digits: str


def words_of(content: bytes) -> SpokenWords:
    """What stands for these bytes, a link's hash or somebody's keys (BLAKE2b).

    Always of the English list, so that a Welsh page and an English one show the same.
    """
    digest = blake2b(content, digest_size=16, person=_PERSONAL).digest()
    number = int.from_bytes(digest, "big") >> (128 - WORDS * _BITS)
    places = (number >> (_BITS * n) & (1 << _BITS) - 1 for n in reversed(range(WORDS)))
    return SpokenWords(" ".join(list_words()[place] for place in places), digest.hex())


@cache
def list_words() -> tuple[str, ...]:
    """The 2,048 words in their order, which never changes: it is on paper."""
    path = resources.files("mnemonic").joinpath("wordlist/english.txt")
    return tuple(path.read_text(encoding="utf-8").split())
