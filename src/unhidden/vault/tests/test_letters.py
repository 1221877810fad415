"""Letters that a code of words opens, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.vault import letters
from unhidden.vault.actions import SealBroken

CODE = "abandon able absent actor adult again alley"
BOX = letters.box_of(CODE)


@given(st.text(max_size=2_000))
def test_a_letter_opens_for_the_holder_of_the_code_and_for_nobody_else(
    text: str,
) -> None:
    sealed = letters.seal_letter(text, public_key=BOX.public_key)

    assert letters.open_letter(sealed, private_key=BOX.private_key) == text
    with pytest.raises(SealBroken):
        letters.open_letter(sealed, private_key=letters.box_of("other").private_key)


def test_the_same_words_give_the_same_box_and_others_another() -> None:
    assert letters.box_of(CODE) == BOX
    assert letters.box_of(CODE + "s").address != BOX.address


def test_the_three_parts_tell_nothing_of_each_other() -> None:
    assert len({BOX.address, BOX.public_key, BOX.private_key}) == 3
    assert BOX.private_key.hex() not in repr(BOX)


def test_short_letters_are_of_one_length() -> None:
    lengths = {
        len(letters.seal_letter("x" * n, public_key=BOX.public_key))
        for n in (0, 1, 100, 511)
    }

    assert len(lengths) == 1


def test_a_changed_letter_or_a_key_of_another_length_is_refused() -> None:
    sealed = bytearray(letters.seal_letter("text", public_key=BOX.public_key))
    sealed[-1] ^= 1

    with pytest.raises(SealBroken):
        letters.open_letter(bytes(sealed), private_key=BOX.private_key)
    with pytest.raises(SealBroken):
        letters.seal_letter("text", public_key=b"short")
