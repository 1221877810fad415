"""A number that was sent is read, or is none; it never breaks a page."""

from __future__ import annotations

import pytest

from unhidden.lib.sent_numbers import read_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("12", 12), ("007", 7)])
def test_digits_say_a_number(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "-1", "1.5", " 1", "one", "٣", "²", "9" * 10, "9" * 5_000]
)
def test_anything_else_says_none(text: str) -> None:
    assert read_number(text) is None
