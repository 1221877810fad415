"""JSON of others: what no table and no page could take is replaced, or is no JSON."""

from __future__ import annotations

import pytest

from unhidden.lib.sent_json import read_sent_json


def test_letters_that_no_table_keeps_are_replaced_and_their_words_stay() -> None:
    told = read_sent_json(
        r'{"a\u0000": ["cut \ud83d", "whole \ud83d\ude00", 1.5, null]}'
    )

    assert told == {"a\ufffd": ["cut \ufffd", "whole \U0001f600", 1.5, None]}


@pytest.mark.parametrize(
    "text", ["", "NaN", "1e999", "[" * 30 + "]" * 30, "[" * 90_000 + "]" * 90_000]
)
def test_what_is_no_json_or_beyond_measure_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # what callers catch
        read_sent_json(text)
