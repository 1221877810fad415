"""Two ways of writing one thing meet; two things that differ do not."""

from __future__ import annotations

import string
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unhidden.linkage.keys import name_key, phone_key, plate_key, premises_key

# A busy machine is no fault of the code.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
LATIN = string.ascii_letters + "ŵŷâêîôûïëáéíóúłńçñß"
CYRILLIC = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГДЕЖЗ"
GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
WORDS = st.text(alphabet=LATIN + CYRILLIC + GREEK, min_size=1, max_size=12)
NAMES = st.lists(WORDS, min_size=1, max_size=4)
PLATES = st.text(string.ascii_letters + string.digits, min_size=3, max_size=9)
MOBILES = st.from_regex(r"7[3-9][0-9]{8}", fullmatch=True)


@pytest.mark.parametrize(
    "text",
    [
        "07700 900123",
        "07700900123",
        "(07700) 900-123",
        "+44 7700 900123",
        "+44 (0)7700 900123",
        "0044 7700 900 123",
        "tel: 07700-900-123",
        "07700 900123 (on the window)",
        "07700 900123 ext 4",
        "07700 900123 / 01492 511777",
        "٠٧٧٠٠ ٩٠٠١٢٣",  # noqa: RUF001
    ],
)
def test_a_number_has_one_key_however_it_is_written(text: str) -> None:
    assert phone_key(text) == "+447700900123"


@pytest.mark.parametrize("text", ["", "999", "511777", "CX12 ABC", "no number", "++"])
def test_what_is_no_number_has_no_key(text: str) -> None:
    assert phone_key(text) is None


def test_a_number_without_country_code_belongs_to_the_region() -> None:
    assert phone_key("601 234 567", region="PL") == "+48601234567"
    assert phone_key("+48 601 234 567") == "+48601234567"


@unhurried
@given(MOBILES, st.sampled_from(["0", "+44", "0044", "+44 (0)"]), st.data())
def test_spaces_and_prefixes_never_change_a_phone_key(
    digits: str, prefix: str, data: st.DataObject
) -> None:
    gap = data.draw(st.integers(1, 8))
    sign = data.draw(st.sampled_from([" ", "-", "", "."]))

    assert phone_key(prefix + digits[:gap] + sign + digits[gap:]) == f"+44{digits}"


@unhurried
@given(st.text(max_size=40))
def test_a_phone_key_is_its_own_key(text: str) -> None:
    key = phone_key(text)

    assert key is None or phone_key(key) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("cx12 abc", "CX12ABC"),
        ("CX12-ABC.", "CX12ABC"),
        ("СХ12 АВС", "CX12ABC"),  # noqa: RUF001  # Cyrillic, as on a plate
        ("b äb 123", "BAB123"),
        ("A1", None),
        ("", None),
        ("CX1? ABC", None),
    ],
)
def test_a_plate_is_its_letters_and_digits(text: str, key: str | None) -> None:
    assert plate_key(text) == key


@unhurried
@given(PLATES, st.data())
def test_case_and_spaces_never_change_a_plate_key(
    plate: str, data: st.DataObject
) -> None:
    gap = data.draw(st.integers(0, len(plate)))

    spaced = f" {plate[:gap]} - {plate[gap:].lower()}"

    assert plate_key(spaced) == plate_key(plate) == plate.upper()


@unhurried
@given(st.text(max_size=40))
def test_a_plate_key_is_its_own_key(text: str) -> None:
    key = plate_key(text)

    assert key is None or plate_key(key) == key


@unhurried
@given(st.text(max_size=20), st.text(max_size=20))
def test_a_plate_with_a_wildcard_never_has_a_key(before: str, after: str) -> None:
    assert plate_key(f"{before}?{after}") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oleksandr Kovalchuk", "Ковальчук Олександр"),
        ("Siân ap Rhŷs", "sian AP rhys"),
        ("O’Brien, Anne-Marie", "anne marie o'brien"),
        ("Łukasz Żak", "Zak Lukasz"),
        ("Γιώργος", "giorgos"),
        ("Al-Rashid", "al rashid"),
    ],
)
def test_names_meet_across_scripts_accents_and_order(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize("text", ["", "  ", "12345", "?!"])
def test_what_is_no_name_has_no_key(text: str) -> None:
    assert name_key(text) is None


def test_different_names_stay_apart() -> None:
    assert name_key("Siân Rhys") != name_key("Siân Rhŷs Jones")


@unhurried
@given(NAMES, st.randoms(use_true_random=False))
def test_order_case_and_spaces_never_change_a_name_key(
    words: list[str], luck: object
) -> None:
    shuffled = list(words)
    luck.shuffle(shuffled)  # type: ignore[attr-defined]  # random.Random

    key = name_key("  ".join(shuffled))

    assert key == name_key(" ".join(words).upper()) == name_key(" ".join(words).lower())


@unhurried
@given(st.text(max_size=60))
def test_a_name_key_is_its_own_key(text: str) -> None:
    key = name_key(text)

    assert key is None or name_key(key) == key


def test_the_key_of_premises_is_their_id() -> None:
    key = premises_key(UUID(int=7))

    assert key == "00000000-0000-0000-0000-000000000007"
