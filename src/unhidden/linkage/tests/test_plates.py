"""A plate is found whole, misread and half seen."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unhidden.linkage.plates import PlateLevel, compare_plates, plate_keys

# A machine that others use, too.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
SIGNS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
plate = st.text(SIGNS, min_size=6, max_size=8)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("cx12 abc", "CX12ABC", PlateLevel.SAME),
        ("\u0421\u042512 \u0410\u0412\u0421", "CX12ABC", PlateLevel.SAME),
        ("CXI2A8C", "CX12ABC", PlateLevel.FOLDED),
        ("CX12AKC", "CX12ABC", PlateLevel.ONE_WRONG),
        ("CX12AB", "CX12ABC", PlateLevel.ONE_MISSING),
        ("CX2AKC", "CX12ABC", PlateLevel.TWO_SLIPS),
        ("C?12?BC", "CX12ABC", PlateLevel.CONSISTENT),
        ("CX12*", "CX12ABC", PlateLevel.CONSISTENT),
        ("…ABC", "CX12*", PlateLevel.CONSISTENT),
        ("CX1?AKC", "CX12ABC", PlateLevel.NEARLY),
        ("CX34*", "CX12ABC", PlateLevel.DIFFERENT),
        ("CX34DEF", "CX12ABC", PlateLevel.DIFFERENT),
        ("👻🚗", "CX12ABC", PlateLevel.NOTHING),
        ("?" * 50_000, "CX12ABC", PlateLevel.NOTHING),
    ],
)
def test_two_plates_meet_on_their_level(
    one: str, other: str, level: PlateLevel
) -> None:
    assert compare_plates(one, other) == level
    assert compare_plates(other, one) == level


@unhurried
@given(plate, st.data())
def test_a_plate_with_one_sign_wrong_and_one_missing_shares_a_key(
    whole: str, data: st.DataObject
) -> None:
    wrong = data.draw(st.integers(0, len(whole) - 1))
    misread = whole[:wrong] + data.draw(st.sampled_from(SIGNS)) + whole[wrong + 1 :]
    missing = data.draw(st.integers(0, len(whole) - 1))
    seen = misread[:missing] + misread[missing + 1 :]

    assert plate_keys(seen) & plate_keys(whole)


@unhurried
@given(plate, st.data())
def test_any_four_signs_that_were_seen_of_a_plate_find_it(
    whole: str, data: st.DataObject
) -> None:
    places = st.lists(
        st.integers(0, len(whole) - 1), min_size=4, max_size=4, unique=True
    )
    kept = data.draw(places)
    seen = "".join(c if at in kept else "?" for at, c in enumerate(whole))

    assert plate_keys(seen) & plate_keys(whole)
    assert compare_plates(seen, whole) >= PlateLevel.CONSISTENT


@unhurried
@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_breaks_a_comparison(one: str, other: str) -> None:
    assert compare_plates(one, other) == compare_plates(other, one)


def test_among_thousands_of_plates_the_misread_one_is_among_few() -> None:
    chance = Random(3)  # noqa: S311 - not for secrets
    letters = "ABCDEFGHJKLMNOPRSTUVWXYZ"
    made = [
        f"{a}{b}{chance.choice(['12', '62', '17', '05'])}{c}{d}{e}"
        for a, b in product("ABC", "ABCDEFGHJKLMN")
        for c, d, e in (chance.choices(letters, k=3) for _ in range(50))
    ]
    keyed = [(whole, plate_keys(whole)) for whole in made]

    for whole in chance.sample(made, 20):
        misread = plate_keys(whole[:2] + "9" + whole[3:-1])
        shared = {other: len(misread & keys) for other, keys in keyed}
        better = [other for other in made if shared[other] > shared[whole]]
        assert shared[whole]
        assert len(better) < 20
