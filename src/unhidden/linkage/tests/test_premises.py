"""Two homes are never one: another town, flat, stall or letter tells them apart."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unhidden.linkage.addresses import read_premises
from unhidden.linkage.premises import (
    PremisesLevel,
    compare_premises,
    name_home,
    premises_keys,
)

# A machine that others use, too.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
TOWNS = (
    "Rhyl", "Prestatyn", "Denbigh", "Ruthin", "Bangor", "Colwyn Bay", "Kinmel Bay",
    "Llandudno", "Llandudno Junction", "Old Colwyn", "Penrhyn Bay", "Gresford",
    "Rossett", "St. Asaph", "Abergele", "Llanbedr", "Llanbedrog", "Rhos on Sea",
)  # fmt: skip
AREAS = (
    "", "Denbighshire", "Sir Ddinbych", "Clwyd", "Conwy", "Wrexham", "Gwynedd",
    "North Wales", "United Kingdom", "Gwynedd, Cymru", "Denbighshire, UK",
)  # fmt: skip
STREETS = (
    "High Street", "High St", "Stryd Fawr", "Abergele Road", "Heol y Môr",
    "Station Rd.", "Ffordd yr Orsaf", "Queen's Drive", "Mostyn Avenue",
)  # fmt: skip
BETWEEN = (", ", " ", "\n", ",")


def level_of(one: str, other: str) -> PremisesLevel:
    """The level of two addresses as typed, the same in either order."""
    left, right = read_premises(one), read_premises(other)
    level = compare_premises(left, right)
    assert compare_premises(right, left) == level
    if level > PremisesLevel.SAME_POSTCODE:
        assert premises_keys(left) & premises_keys(right)
    return level


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10 High Street, Rhyl", "10 High St, Rhyl, Denbighshire, United Kingdom"),
        ("10 high st rhyl", "10 High Street, Y Rhyl, Sir Ddinbych"),
        ("10 High Street/Stryd Fawr, Bangor", "10 Stryd Fawr, Bangor, Gwynedd"),
        ("10 Stryd Fawr (High Street), Y Rhyl/Rhyl", "10 High Street, Rhyl"),
        ("3 Station Road / Ffordd yr Orsaf, Mold", "3 Ffordd yr Orsaf, Yr Wyddgrug"),
        ("3 Station Road, Mold", "3 Ffordd yr Orsaf, Yr Wyddgrug"),
        ("1 Church Street, Flint", "1 Stryd yr Eglwys, Y Fflint"),
        ("1st floor, 9 Mostyn Street, Rhyl", "First Floor, 9 Mostyn St, Rhyl"),
        ("Llawr cyntaf, 9 Mostyn Street, Rhyl", "First floor flat, 9 Mostyn St, Rhyl"),
        ("2nd fl 9 Mostyn Street, Rhyl", "ail lawr, 9 Mostyn Street, Rhyl"),
        ("14a High Street, Rhyl", "Flat A, 14 High Street, Rhyl"),
        ("14A High Street, Rhyl", "14 Flat A High Street, Rhyl"),
        ("14 a High Street, Rhyl", "Fflat A 14 Stryd Fawr, Rhyl"),
        ("14/a High Street, Rhyl", "14a High Street, Rhyl"),
        ("Stall P15, Rhyl Market, Rhyl", "stondin P-15, Rhyl Market, Y Rhyl"),
        ("Units 4-6, Kinmel Park, LL18 5TY", "Unit 5, Kinmel Park, LL18 5TY"),
        ("Units 4 and 5, Kinmel Park, LL18 5TY", "Unit 5, Kinmel Park, LL18 5TY"),
        ("12 & 14 High Street, Rhyl", "14 High Street, Rhyl"),
        ("12 a 14 Stryd Fawr, Rhyl", "14 High Street, Rhyl"),
        ("Block B, Flat 3, 9 High Street, Rhyl", "Flat 3, B Block, 9 High St, Rhyl"),
        ("2 St. Asaph Avenue, Kinmel Bay", "2 St Asaph Ave, Bae Cinmel"),
        ("10 Heol y Môr Rhyl", "10 Heol y Môr, Rhyl"),
        ("10 High Street, Portmadoc", "10 Stryd Fawr, Porthmadog, Gwynedd"),
        ("Shop 12, High Street, Rhyl", "siop 12, High Street, Rhyl"),
    ],
)  # fmt: skip
def test_one_home_is_one_however_it_is_written(one: str, other: str) -> None:
    assert level_of(one, other) == PremisesLevel.SAME


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("10 High Street, Rhyl", "10 High Street, Prestatyn", "OTHER_TOWN"),
        (
            "10 High Street, Rhyl, Denbighshire",
            "10 High Street, Prestatyn, Denbighshire",
            "OTHER_TOWN",
        ),
        (
            "10 High Street Rhyl United Kingdom",
            "10 Stryd Fawr, Prestatyn, UK",
            "OTHER_TOWN",
        ),
        ("10 High Street, Denbighshire", "10 High Street, Denbighshire", "TOWN_UNSAID"),
        ("10 High Street, Denbighshire", "10 High Street, Rhyl", "TOWN_UNSAID"),
        (
            "10 High Street, Gresford, Wrexham",
            "10 High Street, Rossett, Wrexham",
            "OTHER_TOWN",
        ),
        ("10 High Street, Gresford, Wrexham", "10 High St, Wrexham", "TOWN_UNSAID"),
        ("10 High St, Llandudno", "10 High St, Llandudno Junction", "OTHER_TOWN"),
        ("10 High St, Llanbedr", "10 High St, Llanbedrog", "OTHER_TOWN"),
        ("Stall P1, Rhyl Market", "Stall P15, Rhyl Market", "OTHER_FLAT"),
        ("Stall P1, Rhyl Market, Rhyl", "Stall P15, Rhyl Market, Rhyl", "OTHER_FLAT"),
        ("Stall P1, LL18 1AA", "Stall P15, LL18 1AA", "OTHER_FLAT"),
        ("14a High Street, Rhyl", "14b High Street, Rhyl", "OTHER_NUMBER"),
        ("14a High Street, Rhyl", "14 High Street, Rhyl", "OTHER_NUMBER"),
        ("14a High Street, Rhyl", "Flat B, 14 High Street, Rhyl", "OTHER_NUMBER"),
        ("Flat A, 14 High Street, Rhyl", "14 High Street, Rhyl", "FLAT_UNSAID"),
        ("1st floor, 9 High St, Rhyl", "2nd floor, 9 High St, Rhyl", "OTHER_FLAT"),
        ("1st floor, 9 High St, Rhyl", "9 High St, Rhyl", "FLAT_UNSAID"),
        (
            "Flat 2, 1st floor, 9 High St, Rhyl",
            "Flat 2, 9 High St, Rhyl",
            "SAME",
        ),
        ("Rear of 9 High St, Rhyl", "9 High St, Rhyl", "FLAT_UNSAID"),
        (
            "Block A, Flat 3, 9 High St, Rhyl",
            "Block B, Flat 3, 9 High St, Rhyl",
            "OTHER_FLAT",
        ),
        ("12 High Street (rear), Rhyl", "12 Mostyn Road (rear), Rhyl", "DIFFERENT"),
        (
            "1 Bank Buildings, Pant yr Afon, LL34 6AA",
            "1 Westminster Building, Pant yr Afon, LL34 6AA",
            "SAME_POSTCODE",
        ),
        ("2 Seaview Terrace, Rhyl", "2 Sea View Terrace, Rhyl", "SAME"),
        ("Garage 12 High Street, Rhyl", "12 High Street, Rhyl", "SAME"),
    ],
)
def test_what_tells_two_homes_apart_does(one: str, other: str, level: str) -> None:
    assert level_of(one, other) == PremisesLevel[level]


apart = st.sampled_from(list(combinations(TOWNS, 2)))
number = st.integers(1, 400)
written = st.tuples(
    st.sampled_from(STREETS), st.sampled_from(BETWEEN), st.sampled_from(AREAS)
)


def write(number: int, town: str, how: tuple[str, str, str]) -> str:
    street, between, area = how
    return between.join(filter(None, (f"{number} {street}", town, area)))


@unhurried
@given(apart, number, written, written)
def test_two_towns_are_never_one_address(
    towns: tuple[str, str],
    number: int,
    one: tuple[str, str, str],
    other: tuple[str, str, str],
) -> None:
    left, right = write(number, towns[0], one), write(number, towns[1], other)

    assert level_of(left, right) <= PremisesLevel.TOWN_UNSAID
    # Nor for certain where commas say which is the town.
    if "," in one[1] and "," in other[1]:
        assert level_of(left, right) < PremisesLevel.TOWN_UNSAID


@unhurried
@given(st.sampled_from(TOWNS), number, st.sampled_from(STREETS), written, written)
def test_one_address_is_one_with_any_county_behind_it(
    town: str,
    number: int,
    street: str,
    one: tuple[str, str, str],
    other: tuple[str, str, str],
) -> None:
    left = write(number, town, (street, ", ", one[2]))
    right = write(number, town, (street, ", ", other[2]))

    assert level_of(left, right) == PremisesLevel.SAME


@unhurried
@given(
    st.sampled_from(["Flat", "Unit", "Stall", "Uned", "Room", "Stondin", "Pitch"]),
    st.sampled_from(["", "P", "a"]),
    st.lists(st.integers(1, 40), min_size=2, max_size=2, unique=True),
)
def test_two_units_of_one_house_are_two(
    word: str, letter: str, numbers: list[int]
) -> None:
    one, other = (f"{word} {letter}{n}, 9 High Street, Rhyl" for n in numbers)

    assert level_of(one, other) == PremisesLevel.OTHER_FLAT
    assert level_of(one, one.upper()) == PremisesLevel.SAME


def test_a_letter_of_a_number_and_of_a_flat_name_one_home() -> None:
    one, other = read_premises("14a High St"), read_premises("Flat A, 14 High St")

    assert name_home(one) == name_home(other) == ("14a", "")
    assert name_home(read_premises("1st floor, 9 High St")) == ("9", "first")


@unhurried
@given(st.text("1aAflt/,-# (p)P15 stall street&", max_size=60))
def test_no_address_breaks_the_reading(text: str) -> None:
    level_of(text, text)
