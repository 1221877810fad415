"""What is sealed opens in its place, unchanged; and not otherwise."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl import bindings

from unhidden.vault import sealing
from unhidden.vault.sealing import SealBroken, SealedSlot

SLOT = SealedSlot("reporting_report", "sealed_answers", UUID(int=2))
KEY = bytes(range(32))


def closed(text: str, slot: SealedSlot = SLOT) -> SealedSlot:
    return replace(slot, content=sealing.seal_text(text, data_key=KEY, slot=slot))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=2000))
def test_what_is_sealed_opens_unchanged(text: str) -> None:
    assert sealing.unseal_text(closed(text), data_key=KEY) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ŵ ŷ Ŵ",
        "محمد حسين",
        "ዮሐንስ",
        "👩‍👧 e\u0301",
        "\0\x80\0",
        "x" * 512,
        "ﷺ" * 700,
    ],
)
def test_text_of_every_script_and_of_whole_blocks_opens(text: str) -> None:
    assert sealing.unseal_text(closed(text), data_key=KEY) == text


def test_a_text_of_a_megabyte_opens() -> None:
    text = "Wrexham ŵ " * 100_000

    assert sealing.unseal_text(closed(text), data_key=KEY) == text


@given(st.integers(min_value=0), st.integers(1, 255))
def test_one_changed_byte_breaks_the_seal(place: int, change: int) -> None:
    slot = closed("she is upstairs")
    content = bytearray(slot.content)
    content[place % len(content)] ^= change

    with pytest.raises(SealBroken):
        sealing.unseal_text(replace(slot, content=bytes(content)), data_key=KEY)


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(SLOT, table="intelligence_intelligencereport"),
        replace(SLOT, column="raw_sealed"),
        replace(SLOT, row=UUID(int=3)),
        replace(SLOT, table="reporting_report\0sealed", column="answers"),
    ],
)
def test_a_value_moved_to_another_table_column_or_row_does_not_open(
    elsewhere: SealedSlot,
) -> None:
    moved = replace(elsewhere, content=closed("text").content)

    with pytest.raises(SealBroken):
        sealing.unseal_text(moved, data_key=KEY)


def test_a_truncated_value_does_not_open() -> None:
    slot = closed("text")

    for length in (0, 1, 24, 40, len(slot.content) - 1):
        with pytest.raises(SealBroken):
            sealing.unseal_text(
                replace(slot, content=slot.content[:length]), data_key=KEY
            )


def test_what_was_never_text_is_a_broken_seal_too() -> None:
    for plain in (b"no padding at all", bindings.sodium_pad(b"\xff\xfe", 512)):
        body = sealing.wrap_key(plain, key=KEY, bound_to=SLOT.bound_to)
        with pytest.raises(SealBroken):
            sealing.unseal_text(replace(SLOT, content=b"\x02" + body), data_key=KEY)


def test_the_length_of_a_sealed_value_tells_only_its_block() -> None:
    lengths = {len(closed("x" * size).content) for size in (0, 1, 100, 511)}

    assert lengths == {1 + 24 + 512 + 16}
    assert len(closed("x" * 512).content) == 1 + 24 + 1024 + 16


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert closed("text").content != closed("text").content


def test_a_wrapped_key_opens_for_its_holder_only() -> None:
    wrapped = sealing.wrap_key(b"k" * 32, key=b"v" * 32, bound_to=b"one")

    assert sealing.unwrap_key(wrapped, key=b"v" * 32, bound_to=b"one") == b"k" * 32
    with pytest.raises(SealBroken):
        sealing.unwrap_key(wrapped, key=b"v" * 32, bound_to=b"two")
    with pytest.raises(SealBroken):
        sealing.unwrap_key(wrapped, key=b"w" * 32, bound_to=b"one")


def test_a_key_sealed_to_one_key_pair_opens_with_no_other() -> None:
    public, private = sealing.new_key_pair()
    _, other = sealing.new_key_pair()
    sealed = sealing.seal_key(KEY, public_key=public)

    assert sealing.open_key(sealed, private_key=private) == KEY
    with pytest.raises(SealBroken):
        sealing.open_key(sealed, private_key=other)


def test_a_fingerprint_is_of_one_key_and_can_be_read_aloud() -> None:
    one, other = (sealing.fingerprint_keys(sealing.new_key_pair()[0]) for _ in range(2))

    assert one != other
    assert [len(group) for group in one.split()] == [4] * 8
