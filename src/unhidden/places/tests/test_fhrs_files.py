"""A file of the scheme is read whole, or refused with its line and a reason."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from lxml import etree

from unhidden.places.rules import fhrs
from unhidden.places.rules.listings import Listing
from unhidden.places.rules.problems import RegisterFileRefused
from unhidden.places.tests import fhrs_files as files
from unhidden.places.tests.fhrs_files import entry

COUNCILS = frozenset({"550", "554"})

BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;">
<!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;">]>
<FHRSEstablishment bang="&h;"><Header>&h;</Header></FHRSEstablishment>"""
QUIET_BOMB = BOMB.replace(b' bang="&h;"', b"")
OUTSIDE = b"""<!DOCTYPE FHRSEstablishment SYSTEM "file:///etc/hostname" [
<!ENTITY x SYSTEM "file:///etc/hostname">]><FHRSEstablishment>&x;</FHRSEstablishment>"""


def read(content: bytes) -> fhrs.FhrsExtract:
    return fhrs.read_extract(BytesIO(content), COUNCILS)


def refusal(content: bytes) -> RegisterFileRefused:
    with pytest.raises(RegisterFileRefused) as caught:
        read(content)
    return caught.value


def line_of_entry(number: int, content: bytes) -> int:
    """The line of the file on which its entry of that number begins."""
    before = content.split(b"<EstablishmentDetail>")[:number]
    return b"".join(before).count(b"\n") + 1


def test_a_file_says_its_day_its_council_and_its_premises() -> None:
    extract = read(files.fhrs(entry(), entry(FHRSID="18", BusinessName="A & B")))

    assert (extract.extract_on, extract.council) == (date(2020, 11, 11), "550")
    assert [one.name for one in extract.listings.values()] == [
        "Caffi'r Ddraig",
        "A & B",
    ]


def test_the_longitude_that_comes_first_does_not_become_the_latitude() -> None:
    (listing,) = read(files.fhrs(entry())).listings.values()

    assert (listing.latitude, listing.longitude) == (53.2805, -3.8309)


def test_an_entry_becomes_a_listing_without_its_rating() -> None:
    (listing,) = read(files.fhrs(entry())).listings.values()

    assert listing == Listing(
        fhrs_id=17,
        name="Caffi'r Ddraig",
        kind="restaurant",
        business_id="B/17",
        business_type="Restaurant/Cafe/Canteen",
        address="2 Stryd y Castell, Conwy",
        postcode="LL32 8HT",
        latitude=53.2805,
        longitude=-3.8309,
    )


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_a_file_in_the_encoding_that_it_declares_is_read(encoding: str) -> None:
    text = files.fhrs(entry(BusinessName="Café")).decode()
    declared = text.replace('"1.0"', f'"1.0" encoding="{encoding}"')

    (listing,) = read(declared.encode(encoding)).listings.values()

    assert listing.name == "Café"


def test_what_has_been_read_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser is ahead by what it reads at once: 32 kilobytes, some 45 entries."""
    held: list[int] = []
    take = fhrs._take

    def watched(element: etree._Element, *rest: Any) -> None:
        parent = element.getparent()
        held.append(0 if parent is None else len(parent))
        take(element, *rest)

    monkeypatch.setattr(fhrs, "_take", watched)

    read(files.fhrs(*(entry(FHRSID=str(number)) for number in range(1, 1_000))))

    assert len(held) == 999
    assert max(held) < 100


@pytest.mark.parametrize("length", [60, 200, 400, 900, 1_100])
def test_a_file_that_was_cut_off_says_so(length: int) -> None:
    whole = files.fhrs(entry(), entry(FHRSID="18"))

    problem = refusal(whole[:length])

    assert problem.reason == "It ends in the middle: fetch it again, whole."
    assert problem.line == whole[:length].count(b"\n") + 1


def test_a_file_that_was_cut_off_says_what_it_still_has() -> None:
    whole = files.fhrs(entry(), entry(FHRSID="18")).replace(b"\n", b"")

    assert refusal(whole[:-90]).sentence("a.xml") == (
        "a.xml, line 1, after premises 1: It ends in the middle: fetch it again, whole."
    )


def test_bytes_in_another_encoding_are_refused_at_their_line() -> None:
    content = files.fhrs(entry(BusinessName="Caffi’r Tŷ Coch")).decode()
    wrong = content.replace("ŷ", "y").encode("cp1252")

    problem = refusal(wrong)

    assert problem.reason == "Its bytes are not in the encoding that it declares."
    assert problem.line == 6


@pytest.mark.parametrize("content", [BOMB, QUIET_BOMB, OUTSIDE])
def test_an_entity_bomb_or_a_door_to_other_files_is_refused(content: bytes) -> None:
    problem = refusal(content)

    assert "document type" in problem.reason or "amplification" in problem.reason


@pytest.mark.parametrize(
    "name", ["FHRSID", "BusinessName", "BusinessTypeID", "LocalAuthorityCode"]
)
@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_missing_field_is_named_with_its_line(name: str, value: str | None) -> None:
    content = files.fhrs(entry(FHRSID="16"), entry(**{name: value}))

    problem = refusal(content)

    assert problem.reason == f"{name} is missing."
    assert problem.line == line_of_entry(2, content)
    assert problem.item.startswith("premises 2 (FHRSID ")


def test_premises_listed_twice_are_refused_at_the_second() -> None:
    content = files.fhrs(entry(), entry(BusinessName="Another"))

    problem = refusal(content)

    assert problem.sentence("FHRS550en-GB.xml") == (
        f"FHRS550en-GB.xml, line {line_of_entry(2, content)},"
        " premises 2 (FHRSID 17): "
        "This FHRSID was in the file before."
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"FHRSID": "x7"}, "FHRSID is not a number of the scheme: 'x7'."),
        ({"FHRSID": "0"}, "FHRSID is not a number of the scheme: '0'."),
        ({"FHRSID": "³"}, "FHRSID is not a number of the scheme: '³'."),
        ({"FHRSID": str(2**31)}, "FHRSID is not a number of the scheme: '2147483648'."),
        ({"Longitude": "west"}, "Longitude is not a number: 'west'."),
        ({"Latitude": "5e999"}, "Latitude 5e999 is outside the United Kingdom."),
        ({"Latitude": "nan"}, "Latitude nan is outside the United Kingdom."),
        ({"Latitude": "0"}, "Latitude 0 is outside the United Kingdom."),
        ({"Latitude": None}, "Latitude is missing."),
        ({"Longitude": ""}, "Longitude is missing."),
        ({"BusinessName": "a" * 201}, "BusinessName is longer than 200 characters."),
        ({"AddressLine1": "a" * 301}, "The address is longer than 300 characters."),
        ({"LocalAuthorityCode": "1"}, "LocalAuthorityCode 1 is no council of ours."),
    ],
)
def test_a_field_that_cannot_be_is_refused(
    changes: dict[str, str | None], reason: str
) -> None:
    problem = refusal(files.fhrs(entry(**changes)))

    assert (problem.reason, problem.line) == (reason, 3)


def test_coordinates_the_wrong_way_round_are_refused() -> None:
    problem = refusal(files.fhrs(entry(Latitude="-3.8309", Longitude="53.2805")))

    assert problem.reason == "Latitude -3.8309 is outside the United Kingdom."


def test_a_file_of_two_councils_is_refused() -> None:
    problem = refusal(files.fhrs(entry(), entry(FHRSID="18", LocalAuthorityCode="554")))

    assert problem.reason == "It is of another council (554) than those before it."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.4 no", "It is not well-formed XML (Start tag expected"),
        (b'{"FHRSEstablishment": 1}', "It is not well-formed XML (Start tag expected"),
        (b"<FHRSEstablishment><a></b>", "It is not well-formed XML (Opening and"),
        (b"<FHRSEstablishment>&nbsp;</FHRSEstablishment>", "It is not well-formed XML"),
        (
            b"<html><p>Not here</p></html>",
            "It is not a file of the Food Hygiene Rating Scheme: it begins with"
            " 'html' instead of 'FHRSEstablishment'.",
        ),
        (b"<FHRSEstablishment></FHRSEstablishment>", "Header is missing."),
        (files.fhrs(), "There are no premises in it."),
        (
            files.fhrs(entry(), count="2"),
            "ItemCount says 2, but there are 1 premises.",
        ),
        (files.fhrs(entry(), count=""), "ItemCount is missing from the Header."),
        (files.fhrs(entry(), code=""), "ReturnCode is missing from the Header."),
        (
            files.fhrs(entry(), code="Failed"),
            "ReturnCode is 'Failed': the agency did not finish it.",
        ),
        (files.fhrs(entry(), on=""), "ExtractDate is missing from the Header."),
        (
            files.fhrs(entry(), on="11/11/2020"),
            "ExtractDate is not a date: '11/11/2020'.",
        ),
    ],
)
def test_what_is_no_such_file_is_refused(content: bytes, reason: str) -> None:
    assert refusal(content).reason.startswith(reason)


def test_a_header_that_does_not_fit_is_named_with_its_line() -> None:
    assert refusal(files.fhrs(entry(), count="2")).line == 2
    assert refusal(files.fhrs(entry(), code="Failed")).line == 2
