"""The same place is told without keeping where it is; too little said tells nothing."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.made.reporting import make_answers, make_report
from unhidden.reporting.models import Report
from unhidden.reporting.queries import reports
from unhidden.reporting.rules import placemarks

RHYL = ("12 Example Street", "Rhyl", "")


@pytest.mark.parametrize(
    ("where", "town", "postcode"),
    [
        ("12, example  street", "rhyl", ""),
        ("Flat 3, 12 Example Street (red door)", "Y Rhyl", ""),
        ("Fflat 1, 12 EXAMPLE St", "Rhyl", "not a postcode"),
    ],
)
def test_one_house_has_one_spelling(where: str, town: str, postcode: str) -> None:
    assert spelling(where, town, postcode) == spelling(*RHYL) == "rhyl|12 example"


@pytest.mark.parametrize(
    ("where", "town", "postcode", "expected"),
    [
        ("12", "", "ll18 1aa", "ll181aa|12"),
        ("12 Anything", "Prestatyn", "LL18-1AA", "ll181aa|12"),
        ("Môr Nails, by the sea", "", "LL18 1AA", "ll181aa|mor nails"),
        ("Sunny Nails", "Rhyl", "", "rhyl|sunny nails"),
    ],
)
def test_a_postcode_with_a_number_or_a_name_is_enough(
    where: str, town: str, postcode: str, expected: str
) -> None:
    assert spelling(where, town, postcode) == expected


@pytest.mark.parametrize(
    ("where", "town", "postcode"),
    [
        ("", "Rhyl", "LL18 1AA"),
        ("bar", "Rhyl", ""),
        ("12 Example Street", "Nowhere", ""),
        ("12", "Rhyl", ""),
        ("12 Example Street", "", ""),
    ],
)
def test_with_too_little_said_there_is_no_mark(
    where: str, town: str, postcode: str
) -> None:
    assert spelling(where, town, postcode) == ""
    assert placemarks.fingerprint_place("") is None


def test_the_key_and_the_council_decide_the_mark() -> None:
    bits = placemarks.fingerprint_place(spelling(*RHYL))
    assert bits is not None

    marks = {
        placemarks.mark_place(bits, area, key=key)
        for area in ("W06000004", "W06000003")
        for key in (b"one", b"other")
    }

    assert len(marks) == 4


@pytest.mark.django_db
def test_the_desk_learns_which_are_the_same_and_never_the_mark(cast: Cast) -> None:
    where, town, _ = RHYL
    told = {"where": where, "town": town, "area": "W06000004"}
    same = [make_report(answers=make_answers(**told)) for _ in range(3)]
    other = make_report(answers=make_answers(**{**told, "where": "14 Example Street"}))
    analyst = cast.actor("analyst")

    rows = {row.id: row for row in reports.waiting_reports(viewer=analyst).rows}
    listed = reports.reports_of_place(viewer=analyst, report_id=same[0])

    assert [rows[one].same_place for one in same] == [2, 2, 2]
    assert rows[other].same_place == 0
    assert {row.id for row in listed} == set(same)
    marks = set(Report.objects.using("stored").values_list("place_mark", flat=True))
    assert not any(str(mark) in repr(rows) for mark in marks)


def spelling(where: str, town: str, postcode: str) -> str:
    return placemarks.place_of(where=where, town=town, postcode=postcode)
