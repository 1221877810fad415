"""A date in three boxes."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from unhidden.ui import forms


class Visit(forms.Form):
    on = forms.Day(label="Date of the visit", missing="Enter the date of the visit")
    until = forms.Day(label="Last day", required=False)


def sent(day: str, month: str, year: str) -> Visit:
    return Visit({"on_day": day, "on_month": month, "on_year": year})


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_date_goes_through_the_three_boxes_unchanged(day: date) -> None:
    form = sent(str(day.day), str(day.month), str(day.year))

    assert form.is_valid()
    assert form.cleaned_data == {"on": day, "until": None}


@pytest.mark.parametrize("month", ["10", "Oct", "october", "Hydref", "hyd"])
def test_the_month_may_be_a_name_in_either_language(month: str) -> None:
    form = sent("17", month, "2016")

    assert form.is_valid()
    assert form.cleaned_data["on"] == date(2016, 10, 17)


@pytest.mark.parametrize(
    ("parts", "error", "wrong"),
    [
        (("", "", ""), "Enter the date of the visit", {"day", "month", "year"}),
        (("", "10", "2016"), "Enter the day as well", {"day"}),
        (("17", "", "2016"), "Enter the month as well", {"month"}),
        (("17", "10", ""), "Enter the year as well", {"year"}),
        (("17", "", ""), "Enter the month and the year as well", {"month", "year"}),
        (("", "10", ""), "Enter the day and the year as well", {"day", "year"}),
        (("", "", "2016"), "Enter the day and the month as well", {"day", "month"}),
        (("31", "2", "2016"), "Enter a date that exists, like 17 10 2016", {"day"}),
        (("29", "2", "2015"), "Enter a date that exists, like 17 10 2016", {"day"}),
        (("x", "2", "2015"), "Enter a date that exists, like 17 10 2016", {"day"}),
        (("17", "13", "2016"), "Enter a date that exists, like 17 10 2016", {"month"}),
        (("17", "10", "16"), "Enter all 4 numbers of the year", {"year"}),
        (("17", "10", "20a6"), "Enter all 4 numbers of the year", {"year"}),
        (("17", "10", "0000"), "Enter a date that exists, like 17 10 2016", {"day"}),
    ],
)
def test_an_error_says_which_box_is_wrong(
    parts: tuple[str, str, str], error: str, wrong: set[str]
) -> None:
    form = sent(*parts)

    assert form.errors["on"] == [error]
    html = form["on"].as_field_group()
    for part in ("day", "month", "year"):
        box = html.split(f'id="id_on_{part}"')[1].split(">")[0]
        assert ('aria-invalid="true"' in box) == (part in wrong)


def test_what_was_typed_stays_in_the_boxes() -> None:
    html = str(sent("31", "Chwefror", "2016")["on"].as_field_group())

    assert 'value="31"' in html
    assert 'value="Chwefror"' in html
    assert 'value="2016"' in html


def test_a_date_known_beforehand_fills_the_boxes() -> None:
    html = str(Visit(initial={"on": date(2016, 10, 17)})["on"].as_field_group())

    assert 'name="on_day"' in html
    assert 'value="17"' in html
    assert 'value="10"' in html
    assert 'value="2016"' in html


def test_the_boxes_are_one_group_described_by_its_error() -> None:
    html = str(sent("17", "", "2016")["on"].as_field_group())

    assert '<fieldset class="govuk-fieldset"' in html
    assert 'role="group"' in html
    assert 'aria-describedby="id_on-error"' in html
    assert 'id="id_on-error"' in html


def test_the_errors_are_welsh_on_a_welsh_page() -> None:
    with override("cy"):
        assert sent("31", "2", "2016").errors["on"] == [
            "Rhowch ddyddiad go iawn, er enghraifft 17 10 2016"
        ]
