"""What is kept of an entry of the scheme, and what never is."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.places.models import PremisesKind
from unhidden.places.rules.listings import _KINDS, Listing, kind_of, listing_of

GIVEN = {
    "FHRSID": "17",
    "BusinessName": "Caffi'r Ddraig",
    "BusinessTypeID": "1",
    "LocalAuthorityCode": "550",
}


def listed(**more: str) -> Listing:
    return listing_of({**GIVEN, **more})


def test_there_is_no_place_for_a_rating() -> None:
    names = {field.name for field in fields(Listing)}

    assert not [name for name in names if "rating" in name or "score" in name]


def test_every_type_of_the_scheme_has_a_kind_of_ours() -> None:
    assert set(_KINDS.values()) <= set(PremisesKind.values)
    assert kind_of("7842") == PremisesKind.HOTEL
    assert kind_of("7839") == PremisesKind.FOOD_PLANT


def test_a_type_that_the_scheme_adds_later_is_other() -> None:
    assert kind_of("99999") == PremisesKind.OTHER


def test_without_an_address_only_the_name_is_kept() -> None:
    home = listed(
        AddressLine1=" ", PostCode="LL32 8HT", Longitude="-3.8", Latitude="53.2"
    )

    assert (home.name, home.address, home.postcode) == ("Caffi'r Ddraig", "", "")
    assert (home.latitude, home.longitude) == (None, None)


def test_lines_of_the_address_stand_one_after_another() -> None:
    shop = listed(AddressLine1="Uned  3,", AddressLine2="", AddressLine4="Gwynedd")

    assert shop.address == "Uned 3, Gwynedd"


@pytest.mark.parametrize(
    ("written", "postcode", "address"),
    [
        ("LL571LB", "LL57 1LB", "Bangor"),
        ("LL52 ONS", "LL52 0NS", "Bangor"),
        ("LL32 8D", "", "Bangor, LL32 8D"),
        ("NO POSTCOD", "", "Bangor"),
        ("", "", "Bangor"),
    ],
)
def test_a_postcode_is_made_right_or_stays_in_the_address(
    written: str, postcode: str, address: str
) -> None:
    shop = listed(AddressLine3="Bangor", PostCode=written)

    assert (shop.postcode, shop.address) == (postcode, address)


def test_premises_without_a_position_have_none() -> None:
    shop = listed(AddressLine1="Bangor", Longitude="", Latitude="")

    assert (shop.latitude, shop.longitude) == (None, None)


@given(st.text(max_size=150))
def test_names_lose_their_stray_blanks_and_nothing_else(name: str) -> None:
    if name.strip():
        assert listed(BusinessName=name).name.split() == name.split()
