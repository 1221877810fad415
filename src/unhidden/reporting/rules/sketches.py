"""Whether two reports say nearly the same, without keeping what either says.

A SimHash of 64 bits is made before the words are sealed, in the browser or here; what
is stored are eight keyed marks of its eight bytes. Near-duplicates (up to four bits
apart) share at least four marks; two unrelated reports share four by chance about once
in sixty million pairs. Without the key nobody can try out what was said.
"""

from __future__ import annotations

import hashlib
import hmac
import re

from simhash import Simhash

from unhidden.lib.letters import compose_letters

WIDTH = 4  # characters in a feature
FEWEST = 80  # features: below that, two reports are easily alike by chance
ALIKE = 4  # of the eight marks
BITS, BYTES = 64, 8

_NO_LETTER = re.compile(r"[\W_]+")


def compute_simhash(text: str) -> int | None:
    """The SimHash of what was typed; None when it is too short to compare."""
    letters = _NO_LETTER.sub("", compose_letters(text).lower())
    features = [letters[n : n + WIDTH] for n in range(len(letters) - WIDTH + 1)]
    if len(features) < FEWEST:
        return None
    return int(Simhash(features, f=BITS, hashfunc=_hashed).value)


def _hashed(feature: bytes) -> bytes:
    return hashlib.blake2b(feature, digest_size=BYTES).digest()


def mark_sketch(of: int, *, key: bytes) -> list[int]:
    """What is stored: a keyed mark for each byte, as the database's big integers."""
    parts = of.to_bytes(BYTES, "big")
    return [_mark(bytes([n, part]), key) for n, part in enumerate(parts)]


def _mark(part: bytes, key: bytes) -> int:
    digest = hmac.digest(key, b"sketch" + part, "sha256")
    return int.from_bytes(digest[:BYTES], "big", signed=True)
