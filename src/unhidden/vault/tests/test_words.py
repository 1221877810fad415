"""Two people who compare seven words compare 77 bits."""

from __future__ import annotations

from hashlib import blake2b
from importlib import resources

from hypothesis import given
from hypothesis import strategies as st

from unhidden.vault import words


def listed() -> list[str]:
    path = resources.files("mnemonic").joinpath("wordlist/english.txt")
    return path.read_text(encoding="utf-8").split()


def test_the_words_of_known_bytes_stay_the_same() -> None:
    spoken = words.words_of(b"Synthetic")

    assert spoken.words == "nice scan fold purchase two better mechanic"
    assert spoken.digits == "9578056a571eba2b2288d13e415251d2"


@given(st.binary())
def test_the_words_are_the_first_77_bits(content: bytes) -> None:
    spoken = words.words_of(content)

    digest = blake2b(content, digest_size=16, person=b"unhidden words").hexdigest()
    bits = "".join(f"{listed().index(word):011b}" for word in spoken.words.split())
    assert spoken.digits == digest
    assert bits == f"{int(digest, 16):0128b}"[:77]


def test_the_list_has_a_word_for_each_eleven_bits() -> None:
    assert len({*listed()}) == 2**11
