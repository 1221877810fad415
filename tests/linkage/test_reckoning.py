"""What answers come to: bands of certainty, shares and their intervals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.linkage.second.reckoning import (
    FEWEST,
    apart,
    chance_of,
    reckon_bands,
    share_by,
    widest_gap,
    wilson,
)


def test_a_desk_that_is_right_as_often_as_it_says_has_no_gap() -> None:
    pairs = [(0.0, n % 2 == 0) for n in range(400)]

    (band,) = reckon_bands(pairs)

    assert (band.begins, band.cases, band.said, band.right) == (0.4, 400, 0.5, 0.5)
    assert widest_gap([band]) == 0


def test_a_band_with_too_few_cases_says_nothing_of_the_gap() -> None:
    wrong = [(10.0, False)] * (FEWEST - 1)

    assert widest_gap(reckon_bands(wrong)) == 0
    assert widest_gap(reckon_bands([*wrong, (10.0, False)])) > 0.9


@given(st.floats(-200, 200))
def test_bits_and_their_opposite_are_sure_of_opposites(bits: float) -> None:
    assert chance_of(bits) + chance_of(-bits) == pytest.approx(1)
    assert 0 <= chance_of(bits) <= 1


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share(of: tuple[int, int]) -> None:
    low, high = wilson(*of)

    assert 0 <= low <= round(100 * of[0] / of[1], 1) <= high <= 100


def test_shares_by_origin_come_with_intervals_and_lie_so_far_apart() -> None:
    by = share_by([("welsh", True), ("welsh", False), ("korean", True)])

    assert by["welsh"][0] == 50
    assert by["korean"] == [100, *wilson(1, 1)]
    assert apart(by) == 50
