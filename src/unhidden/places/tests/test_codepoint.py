"""A file of postcodes is read line by line; the first wrong line refuses it."""

from __future__ import annotations

from io import BytesIO

import pytest

from unhidden.places.rules import codepoint, grid
from unhidden.places.rules.codepoint import PostcodePlace
from unhidden.places.rules.problems import RegisterFileRefused

LINE = '"LL110BY",10,333056,350649,"W92000004","","","","W06000006","W05000253"\r\n'
OTHER = LINE.replace("LL110BY", "LL11 0DA")


def read(content: str) -> list[PostcodePlace]:
    return list(codepoint.read_postcodes(BytesIO(content.encode())))


def refusal(content: bytes) -> RegisterFileRefused:
    with pytest.raises(RegisterFileRefused) as caught:
        list(codepoint.read_postcodes(BytesIO(content)))
    return caught.value


def test_a_line_is_a_postcode_its_place_and_its_council() -> None:
    assert read(LINE) == [PostcodePlace("LL11 0BY", 333056, 350649, "W06000006", 10)]


def test_a_postcode_without_a_position_is_left_out() -> None:
    nowhere = LINE.replace(",10,333056,350649,", ",90,0,0,")

    assert [place.code for place in read(nowhere + OTHER)] == ["LL11 0DA"]


def test_a_postcode_may_be_of_no_council() -> None:
    (place,) = read(LINE.replace("W06000006", ""))

    assert place.council_code == ""


def test_the_national_grid_becomes_degrees() -> None:
    """Ordnance Survey's own worked example, to the accuracy without its grid file."""
    latitudes, longitudes = grid.convert_to_degrees([651_410], [313_177])

    assert latitudes[0] == pytest.approx(52.657977, abs=0.0001)
    assert longitudes[0] == pytest.approx(1.716038, abs=0.0001)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("LL110BY", "LL11"), "'LL11' is no postcode."),
        ((",10,", ",11,"), "'11' is no quality of a position (10 to 60, 90)."),
        (("333056", ""), "'' is no easting of the National Grid."),
        (("333056", "-5"), "'-5' is no easting of the National Grid."),
        (("350649", "9999999"), "'9999999' is no northing of the National Grid."),
        (("350649", "0"), "'0' is no northing of the National Grid."),
        (("W06000006", "Wrexham"), "'Wrexham' is no code of a council."),
        ((',"W05000253"', ""), "It has 9 fields instead of 10."),
        (('"W05000253"', '"W05000253'), "It is not a line of a CSV file."),
        (("LL110BY", "LL110DA"), "LL11 0DA was in the file before."),
    ],
)
def test_a_line_that_cannot_be_is_refused(change: tuple[str, str], reason: str) -> None:
    problem = refusal((OTHER + LINE.replace(*change)).encode())

    assert (problem.line, problem.reason) == (2, reason)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        (b"\r\n", "It has 0 fields instead of 10."),
        ("café".encode("latin-1"), "It is not plain text (UTF-8)."),
        (b"x" * 2_000, "It has 1 fields instead of 10."),
    ],
)
def test_what_is_no_such_file_is_refused(content: bytes, reason: str) -> None:
    assert refusal(content).reason == reason


def test_a_file_cut_off_in_a_line_is_refused() -> None:
    problem = refusal((OTHER + LINE)[:-20].encode())

    assert problem.line == 2
