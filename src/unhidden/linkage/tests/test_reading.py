"""What reports say of people, numbers, plates and places is read as they say it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.linkage.offers import find_offers
from unhidden.linkage.plates import PlateLevel, compare_plates

TODAY = date(2026, 6, 30)
NAMES = (
    "Omar al-Bashir", "Abd al-Rahman Hassan", "Siôn ap Rhys", "Mair ferch Owain",
    "Maria de la Cruz", "Patrick O'Neill", "Jean-Luc d'Arcy", "J. R. Hughes",
    "GHEORGHE POPESCU", "Thị Hương Nguyễn", "Mohd. Faisal", "Yusuf ibn Harun al-Masri",
    "Sia\u0302n Rhys", "Ludwig van der Berg", "Олександр Ковальчук",
)  # fmt: skip
CUES = ("a man called", "merch o'r enw", "his name is", "gelwir ef yn", "known as")
ALIKE = {"O": "0", "I": "1", "S": "5", "B": "8", "Z": "2"}


def read(text: str, kind: str) -> list[str]:
    """The values of one kind that are read from a text."""
    return [each.value for each in find_offers(text, today=TODAY) if each.kind == kind]


@pytest.mark.parametrize("cue", CUES)
@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_read_whole_and_no_further_than_its_sentence(
    name: str, cue: str
) -> None:
    assert read(f"{cue} {name}. Besnik drives.", "name") == [name]
    assert read(f"{cue} {name}", "name") == [name]


@given(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(CUES))
def test_two_names_with_a_full_stop_between_them_are_two(
    one: str, other: str, cue: str
) -> None:
    assert read(f"{cue} {one}. {cue.capitalize()} {other}.", "name") == [one, other]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr. Jones of St. Asaph", "Jones"),
        ("Daeth Mrs Elin Parri i'r drws", "Elin Parri"),
        ("Dywedodd mai Besnik Hoxha yw ei enw", "Besnik Hoxha"),
        ("everybody calls him Baba. He left", "Baba"),
        ("HE IS CALLED OMAR AND HE SHOUTS", "OMAR"),
        ("Yesterday Siân Rhys rang", "Siân Rhys"),
    ],
)
def test_a_name_is_read_by_what_stands_before_it(text: str, name: str) -> None:
    assert read(text, "name") == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It was Costin who had the keys", ["Costin"]),
        ("Dywedodd mai Dilwen oedd yn gyrru", ["Dilwen"]),
        ("Mihai and Elena Popescu came", ["Elena Popescu", "Mihai"]),
        ("Ioan ac Elen Roberts", ["Elen Roberts", "Ioan"]),
        ("a man called Pól Mac an Iomaire", ["Pól Mac an Iomaire"]),
    ],
)
def test_a_name_alone_is_read_where_the_sentence_singles_it_out(
    text: str, names: list[str]
) -> None:
    assert sorted(read(text, "name")) == names


@pytest.mark.parametrize(
    "text",
    [
        "behind Bryn Eirin, Denbigh", "ger Bryn Eirin, Dinbych", "It was Flint who won",
        "It was the cook who left", "a nurse from Hywel Dda", "David came on Sunday",
    ],
)  # fmt: skip
def test_houses_health_boards_and_single_words_are_nobody(text: str) -> None:
    assert read(text, "name") == []


def test_who_stands_before_a_place_is_still_somebody() -> None:
    assert read("The van is that of Elin Parry, Denbigh", "name") == ["Elin Parry"]


@pytest.mark.parametrize(
    "text",
    ["His name is unknown", "called Unknown.", "Enw: anhysbys", "Mr Unknown drove"],
)
def test_a_name_that_nobody_knows_is_not_offered(text: str) -> None:
    assert read(text, "name") == []


@pytest.mark.parametrize(
    "text",
    [
        "North Wales Police came", "the High Street in Rhyl", "Chester Crown Court",
        "Queen Elizabeth Hospital", "he calls her lazy", "They called the Council",
        "George Street, Rhyl", "Victoria Park", "Ysbyty Glan Clwyd",
    ],
)  # fmt: skip
def test_streets_towns_and_bodies_are_nobody(text: str) -> None:
    assert read(text, "name") == []


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("the phone number ended 0123", "…0123"),
        ("a mobile ending in 456", "…456"),
        ("y rhif ffôn yn gorffen â 0123", "…0123"),
        ("the last four digits of the phone were 7781", "…7781"),
        ("pedwar digid olaf y ffôn oedd 7781", "…7781"),
        ("a number starting 07700 9", "077009…"),
        ("rhif yn dechrau gyda 07700 9", "077009…"),
        ("a phone beginning 07700 and ending 123", "07700…123"),
        ("ring 07700 9xx x45", "077009…45"),
        ("his phone 07700…123", "07700…123"),
        ("the number had 0123 at the end", "…0123"),
    ],
)
def test_what_was_kept_of_a_number_is_read_with_a_mark_for_the_rest(
    text: str, phone: str
) -> None:
    assert read(text, "phone") == [phone]


@pytest.mark.parametrize(
    "text",
    [
        "his bank card ends 4417", "the account number ends 0090",
        "the shift ended 2019",
        "order number starting 123", "rhif cyfrif yn gorffen 0090", "it ended at 2330",
    ],
)  # fmt: skip
def test_other_numbers_that_end_are_no_phones(text: str) -> None:
    assert read(text, "phone") == []


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("reg cxi2 abc, white", "CXI2ABC"),
        ("the camera read CX12 A8C", "CX12A8C"),
        ("plate C5I2 OAB", "C5I2OAB"),
        ("rhif cofrestru cxi2 abc", "CXI2ABC"),
        ("a van, 131-D-12345", "131D12345"),
        ("06-CE-1234 from Clare", "06CE1234"),
        ("a car, CJ 12 ABC", "CJ12ABC"),
        ("Polish plates WA 12345", "WA12345"),
        ("platiau Pwylaidd WA 12345", "WA12345"),
        ("a car CB 1234 AB", "CB1234AB"),
        ("a Lithuanian van, ABC 123", "ABC123"),
        ("French plates: AB-123-CD", "AB123CD"),
        ("German registration B-AB 1234", "BAB1234"),
        ("the reg was CX12 and mud", "CX12*"),
        ("y plât yn gorffen gydag ABC", "*ABC"),
    ],
)
def test_plates_are_read_misread_foreign_and_half(text: str, plate: str) -> None:
    assert read(text, "plate") == [plate]


@pytest.mark.parametrize(
    "text",
    [
        "the A55 was shut", "in the 30s", "at no 12 and", "took the B5105",
        "room 3b the",
        "LL18 2AB", "WA 12345", "BOSSING them", "call 12345", "the 12a stops",
        "the plates of 10 men", "no plate. CCTV 2 saw", "registration, 2nd van",
    ],
)  # fmt: skip
def test_roads_rooms_and_postcodes_are_no_plates(text: str) -> None:
    assert read(text, "plate") == []


@given(
    st.from_regex(r"[A-HJ-PR-Y]{2}[0-9]{2}[A-HJ-PR-Z]{3}", fullmatch=True), st.data()
)
def test_a_plate_with_a_sign_that_looks_like_another_is_read_and_found(
    plate: str, data: st.DataObject
) -> None:
    alike = ALIKE | {digit: letter for letter, digit in ALIKE.items()}
    places = [at for at, sign in enumerate(plate) if sign in alike]
    if places:
        at = data.draw(st.sampled_from(places))
        seen = f"{plate[:at]}{alike[plate[at]]}{plate[at + 1 :]}"

        (found,) = read(f"the plate was {seen}.", "plate")

        assert compare_plates(found, plate) >= PlateLevel.FOLDED


@pytest.mark.parametrize(
    "address",
    [
        "First floor flat, 9 Mostyn Street, Llandudno", "Stall P15, Rhyl Market",
        "14 Flat A, Church Street, Flint", "22 St. Asaph Avenue, Kinmel Bay",
        "Llawr cyntaf, 9 Stryd y Farchnad, Caernarfon", "12 Heol y Môr, Llandudno",
        "Fflat 2, 14 Stryd Fawr, Y Rhyl LL18 1AA", "7b Maes y Dre, Ruthin LL15 1AB",
    ],
)  # fmt: skip
def test_an_address_is_read_from_its_flat_to_its_town(address: str) -> None:
    assert read(f"They sleep at {address}. He left.", "address") == [address]


@pytest.mark.parametrize(
    "far", ["28 miles from St. Asaph", "15 kilometres from every place"]
)
def test_miles_are_no_street(far: str) -> None:
    assert read(f"about {far}", "address") == []
