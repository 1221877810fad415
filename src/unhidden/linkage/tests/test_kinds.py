"""Telephones, premises, adverts and businesses meet on their levels."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unhidden.linkage.addresses import read_premises
from unhidden.linkage.adverts import (
    AdvertLevel,
    advert_keys,
    compare_adverts,
    read_advert,
)
from unhidden.linkage.businesses import (
    BusinessLevel,
    business_keys,
    compare_businesses,
)
from unhidden.linkage.phones import PhoneLevel, compare_phones, phone_keys
from unhidden.linkage.premises import (
    PremisesLevel,
    compare_premises,
    premises_keys,
)

# A machine that others use, too.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ADVERT = (
    "New in town, sweet and friendly girls, full body massage, open late seven days"
    " a week, parking behind the shop, call 07700 900123"
)
any_text = st.text(max_size=80)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("07700 900123", "+44 7700 900123", PhoneLevel.SAME),
        ("+355 69 212 3456", "00 383 69 212 3456", PhoneLevel.SAME_TAIL),
        ("07700 900123", "07700 900132", PhoneLevel.ONE_WRONG),
        ("…900123", "07700 900123", PhoneLevel.ENDS_ALIKE),
        ("0123", "07700 900123", PhoneLevel.SHORT_END),
        ("07700 900123", "07700 900999", PhoneLevel.DIFFERENT),
        ("ring me", "07700 900123", PhoneLevel.NOTHING),
    ],
)
def test_two_numbers_meet_on_their_level(
    one: str, other: str, level: PhoneLevel
) -> None:
    assert compare_phones(one, other) == level
    if level != PhoneLevel.DIFFERENT:
        # Of what differs as a whole the beginning may still be one.
        is_met = bool(phone_keys(one) & phone_keys(other))
        assert is_met == (level > PhoneLevel.DIFFERENT)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (
            "Flat 1, 12 High Street, LL57 1NP",
            "fflat 1, 12 Stryd Fawr, Bangor ll571np",
            PremisesLevel.SAME,
        ),
        (
            "Flat 1, 12 High Street, LL57 1NP",
            "Flat 11, 12 High Street, LL57 1NP",
            PremisesLevel.OTHER_FLAT,
        ),
        (
            "12 High Street, LL57 1NP",
            "Flat 11, 12 High Street, LL57 1NP",
            PremisesLevel.FLAT_UNSAID,
        ),
        ("12-14 Abergele Rd, Rhyl", "12-14 Abergelle Road Rhyl", PremisesLevel.SAME),
        ("12 Abergele Rd", "12 Abergele Road, Rhyl", PremisesLevel.TOWN_UNSAID),
        ("12 High St, Caergybi", "12 Stryd Fawr, Holyhead", PremisesLevel.SAME),
        ("12 High St, Rhyl", "12 Stryd Fawr, Caergybi", PremisesLevel.OTHER_TOWN),
        ("12 high st rhyl", "12 High Street, Bangor", PremisesLevel.OTHER_TOWN),
        ("12 High Street, Rhyl", "12 High Road, Rhyl", PremisesLevel.DIFFERENT),
        ("12 Abergele Rd", "112 Abergele Rd", PremisesLevel.OTHER_NUMBER),
        (
            "Tŷ Gwyn, Ffordd y Traeth, LL30 1AA",
            "Ty Gwyn, Traeth Road",
            PremisesLevel.TOWN_UNSAID,
        ),
        ("3 Mostyn Street", "Mostyn St", PremisesLevel.SAME_STREET),
        ("LL57 1NP", "12 High Street, LL57 1NP", PremisesLevel.SAME_POSTCODE),
        (
            "12 High Street, Rhyl, LL18 1AA",
            "12 High Street, Rhyl, LL18 1AB",
            PremisesLevel.POSTCODE_SLIP,
        ),
        (
            "14 High Street, Rhyl, LL18 1AA",
            "12 High Street, Rhyl, LL18 1AB",
            PremisesLevel.OTHER_NUMBER,
        ),
        (
            "12 High Street, Rhyl, LL18 1AA",
            "12 High Street, Llandudno, LL28 1AA",
            PremisesLevel.OTHER_TOWN,
        ),
        ("12 High St, LL18 1AA", "12 High St, LL18 9XY", PremisesLevel.DIFFERENT),
        ("12-14 High St, LL18 1AA", "14 High St, LL18 1AA", PremisesLevel.SAME),
        ("12-14 High St, LL18 1AA", "13 High St, LL18 1AA", PremisesLevel.OTHER_NUMBER),
        (
            "Unit 4, Kinmel Park, LL18 5TY",
            "Unit 5, Kinmel Park, LL18 5TY",
            PremisesLevel.OTHER_FLAT,
        ),
        (
            "Unit 4, Kinmel Park, LL18 5TY",
            "Uned 4, Kinmel Park, LL18 5TY",
            PremisesLevel.SAME,
        ),
        ("12 High Street", "9 Mostyn Street", PremisesLevel.DIFFERENT),
        ("👻", "9 Mostyn Street", PremisesLevel.NOTHING),
    ],
)
def test_two_addresses_meet_on_their_level(
    one: str, other: str, level: PremisesLevel
) -> None:
    left, right = read_premises(one), read_premises(other)

    assert compare_premises(left, right) == level
    assert compare_premises(right, left) == level
    if level > PremisesLevel.SAME_POSTCODE:
        assert premises_keys(left) & premises_keys(right)


def test_premises_with_one_gazetteer_number_are_one_however_written() -> None:
    one, other = read_premises("The Annexe", "100012"), read_premises("Barn", "0100012")

    assert compare_premises(one, other) == PremisesLevel.SAME_UPRN
    assert premises_keys(one) & premises_keys(other)


@pytest.mark.parametrize(
    ("other", "level"),
    [
        (ADVERT.upper().replace(",", " 💋"), AdvertLevel.SAME_WORDS),
        (ADVERT.replace("07700 900123", "07700 900999"), AdvertLevel.SAME_WORDS),
        (ADVERT.replace("open late", "now open"), AdvertLevel.NEARLY_SAME),
        (f"Nails. Ring 07700 900123. {'Walk in. ' * 5}", AdvertLevel.SAME_PHONE),
        (f"Man with a van, {'any distance any time ' * 4}", AdvertLevel.DIFFERENT),
        ("", AdvertLevel.NOTHING),
    ],
)  # fmt: skip
def test_two_adverts_meet_on_their_level(other: str, level: AdvertLevel) -> None:
    one, two = read_advert(ADVERT), read_advert(other)

    assert compare_adverts(one, two) == level
    assert bool(advert_keys(one) & advert_keys(two)) == (level > AdvertLevel.ALIKE)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Best Nails Limited", "BEST NAILS CYF", BusinessLevel.SAME),
        ("Jones Ltd t/a Best Nails", "Best Nails", BusinessLevel.SAME),
        ("Best Nails Ltd", "Best Nails LLP", BusinessLevel.OTHER_FORM),
        ("Nails Best", "Best Nails Ltd", BusinessLevel.REORDERED),
        ("Bestt Nailz", "Best Nails", BusinessLevel.MISSPELT),
        ("Best Nails Spa", "Best Nails", BusinessLevel.LONGER),
        ("Best Nails", "Best Carwash", BusinessLevel.SOME_AGREE),
        ("Best Nails", "Hand Carwash", BusinessLevel.DIFFERENT),
        ("💅", "Best Nails", BusinessLevel.NOTHING),
    ],
)
def test_two_businesses_meet_on_their_level(
    one: str, other: str, level: BusinessLevel
) -> None:
    assert compare_businesses(one, other) == level
    if level > BusinessLevel.SOME_AGREE:
        assert business_keys(one) & business_keys(other)


@unhurried
@given(any_text, any_text)
def test_no_text_breaks_any_kind_and_order_does_not_matter(
    one: str, other: str
) -> None:
    assert compare_phones(one, other) == compare_phones(other, one)
    assert compare_businesses(one, other) == compare_businesses(other, one)
    premises = read_premises(one), read_premises(other)
    assert compare_premises(*premises) == compare_premises(*reversed(premises))
    adverts = read_advert(one), read_advert(other)
    assert compare_adverts(*adverts) == compare_adverts(*reversed(adverts))


def test_nearly_the_same_words_share_a_key_without_any_number() -> None:
    words = ADVERT.rpartition(",")[0]
    one, other = (
        read_advert(words),
        read_advert(words.replace("sweet", "young").replace("late", "now")),
    )

    assert compare_adverts(one, other) >= AdvertLevel.ALIKE
    assert advert_keys(one) & advert_keys(other)


@pytest.mark.parametrize(
    ("known", "level"),
    [
        ("07700…123", PhoneLevel.SHORT_END),
        ("+44 7700 900…", PhoneLevel.SHORT_END),
        ("07700 9001…", PhoneLevel.SHORT_END),
        ("07700 90012…", PhoneLevel.ENDS_ALIKE),
        ("07700 90...0123", PhoneLevel.ENDS_ALIKE),
        ("07700…456", PhoneLevel.DIFFERENT),
        ("07800…123", PhoneLevel.DIFFERENT),
        ("077009…", PhoneLevel.NOTHING),
        ("…123", PhoneLevel.NOTHING),
    ],
)
def test_what_is_known_of_a_number_fits_it_or_not(
    known: str, level: PhoneLevel
) -> None:
    whole = "07700 900123"

    assert compare_phones(known, whole) == level
    assert compare_phones(whole, known) == level
    assert bool(phone_keys(known) & phone_keys(whole)) == (level > PhoneLevel.DIFFERENT)


@unhurried
@given(st.integers(0, 99_999_999), st.integers(0, 9), st.integers(0, 9))
def test_any_beginning_and_end_of_a_number_fit_it_and_tell_no_more_than_they_hold(
    rest: int, begins: int, ends: int
) -> None:
    whole = f"077{rest:08}"
    known = f"{whole[:begins]}…{whole[len(whole) - ends :]}"

    level = compare_phones(known, whole)

    assert level != PhoneLevel.DIFFERENT
    if level > PhoneLevel.NOTHING:
        assert phone_keys(known) & phone_keys(whole)
