"""Receipts say one thing in one way, and are believed from one key."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest

from unhidden.vault import receipts, signing
from unhidden.vault.receipts import ReceiptFacts, ReceiptRefused

SEED = bytes(range(32))
KEY = signing.public_key_of(SEED)
FACTS = ReceiptFacts(
    submission=UUID(int=1),
    device=UUID(int=2),
    digest="ab" * 32,
    landed_at=datetime(2026, 11, 29, 14, 2, 3, 45_999, UTC),
    position=17,
)
TEXT = f"""unhidden receipt 1
key {receipts.name_key(KEY)}
submission 00000000-0000-0000-0000-000000000001
device 00000000-0000-0000-0000-000000000002
digest {"ab" * 32}
landed 2026-11-29T14:02:03.045Z
position 17
"""


def test_a_receipt_is_its_lines_the_same_each_time_and_can_be_read() -> None:
    summer = FACTS.landed_at.astimezone(timezone(timedelta(hours=1)))

    made = receipts.write_receipt(FACTS, seed=SEED)

    assert made.text == TEXT
    assert made == receipts.write_receipt(replace(FACTS, landed_at=summer), seed=SEED)
    read = receipts.read_receipt(made.text, made.signature, public_key=KEY)
    assert read == replace(FACTS, landed_at=FACTS.landed_at.replace(microsecond=45_000))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ab" * 32, "ba" * 32),
        ("position 17", "position 18"),
        ("position 17\n", "position 17\nmore 1\n"),
        ("receipt 1", "parts 1"),
    ],
)
def test_a_receipt_over_other_words_is_refused(old: str, new: str) -> None:
    made = receipts.write_receipt(FACTS, seed=SEED)

    with pytest.raises(ReceiptRefused):
        receipts.read_receipt(
            made.text.replace(old, new), made.signature, public_key=KEY
        )


def test_a_receipt_of_another_key_or_without_a_signature_is_refused() -> None:
    other = receipts.write_receipt(FACTS, seed=bytes(32))

    for signature in (other.signature, "", "zz"):
        with pytest.raises(ReceiptRefused):
            receipts.read_receipt(other.text, signature, public_key=KEY)


def test_parts_are_told_in_order_under_the_same_submission() -> None:
    made = receipts.write_parts_receipt(FACTS, ["ff" * 32, "00" * 32], seed=SEED)

    lines = made.text.splitlines()
    assert lines[0] == "unhidden parts 1"
    assert lines[1:4] == TEXT.splitlines()[1:3] + TEXT.splitlines()[4:5]
    assert lines[4:] == [f"in {'00' * 32}", f"in {'ff' * 32}"]
    assert signing.is_signed(made.text.encode(), bytes.fromhex(made.signature), KEY)


def test_the_published_line_names_the_key_that_receipts_name() -> None:
    assert receipts.publish_key(KEY) == (
        f"unhidden receipt key {receipts.name_key(KEY)} {KEY.hex()}\n"
    )
