"""The hash tree of RFC 6962 §2.1, over hashes of leaves made beforehand.

A leaf's hash is that of a zero byte and its line, a node's that of a one byte and its
two halves: no line can pass for a node.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

EMPTY = sha256(b"").digest()


def hash_leaf(line: bytes) -> bytes:
    """The hash of one event's line."""
    return sha256(b"\0" + line).digest()


def hash_tree(leaves: Sequence[bytes]) -> bytes:
    """The head of the tree over these leaves."""
    level = leaves
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [sha256(b"\1" + left + right).digest() for left, right in pairs]
        if len(level) % 2:
            above.append(level[-1])
        level = above
    return level[0] if level else EMPTY


def find_proof(leaves: Sequence[bytes], place: int) -> list[bytes]:
    """What lies beside the way from a leaf up to the head, lowest first."""
    beside, level = [], leaves
    while len(level) > 1:
        neighbour = place ^ 1
        if neighbour < len(level):
            beside.append(level[neighbour])
        level = [hash_tree(level[at : at + 2]) for at in range(0, len(level), 2)]
        place //= 2
    return beside
