"""The tree is that of RFC 6962, which others' programs can check."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as some

from unhidden.audit import tree

# The leaves and heads that implementations of Certificate Transparency are tested with.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
HEADS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def test_the_known_heads_come_out() -> None:
    leaves = [tree.hash_leaf(data) for data in LEAVES]

    heads = [tree.hash_tree(leaves[: size + 1]).hex() for size in range(len(leaves))]

    assert heads == HEADS
    assert tree.hash_tree([]) == sha256(b"").digest()


def _as_the_rfc_says(leaves: list[bytes]) -> bytes:
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    left, right = _as_the_rfc_says(leaves[:half]), _as_the_rfc_says(leaves[half:])
    return sha256(b"\1" + left + right).digest()


@given(some.integers(1, 200))
def test_any_size_is_cut_at_the_largest_power_of_two(size: int) -> None:
    leaves = [tree.hash_leaf(b"%d" % number) for number in range(size)]

    assert tree.hash_tree(leaves) == _as_the_rfc_says(leaves)
