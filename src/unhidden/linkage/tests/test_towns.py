"""Towns under either of their names."""

from __future__ import annotations

import pytest

from unhidden.linkage.towns import in_english


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("12 stryd fawr, caergybi", "12 stryd fawr, holyhead"),
        ("yr wyddgrug ch7 1aa", "mold ch7 1aa"),
        ("cyffordd llandudno", "llandudno junction"),
        ("dinbychfa", "dinbychfa"),
        ("rhyl", "rhyl"),
    ],
)
def test_a_town_is_read_by_its_english_name(said: str, read: str) -> None:
    assert in_english(said) == read
