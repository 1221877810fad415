"""Keys as 64-bit numbers: small in an index. No secret: who guesses can try."""

from __future__ import annotations

from hashlib import blake2b

_BETWEEN = "\x1f"


def hash_parts(*parts: str) -> int:
    """BLAKE2b of the parts in order, as a signed number that fits a bigint."""
    digest = blake2b(_BETWEEN.join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
