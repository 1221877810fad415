"""Repeated rows of a form, without JavaScript."""

from __future__ import annotations

from django.template import engines

from unhidden.ui import forms


class Vehicle(forms.Form):
    plate = forms.Text(label="Plate", missing="Enter the plate")
    colour = forms.Text(label="Colour", required=False)


Vehicles = forms.make_repeated_rows(Vehicle, blank=3)


def sent(*plates: tuple[str, str]) -> dict[str, str]:
    data = {"v-TOTAL_FORMS": str(len(plates)), "v-INITIAL_FORMS": "0"}
    for number, (plate, colour) in enumerate(plates):
        data |= {f"v-{number}-plate": plate, f"v-{number}-colour": colour}
    return data


def test_blank_rows_are_no_error_and_are_left_out() -> None:
    rows = Vehicles(sent(("CY16 ABC", "red"), ("", ""), ("CX11 XYZ", "")), prefix="v")

    assert rows.is_valid()
    filled = [row.cleaned_data["plate"] for row in rows if row.has_changed()]
    assert filled == ["CY16 ABC", "CX11 XYZ"]


def test_a_row_begun_must_be_finished_and_keeps_what_was_typed() -> None:
    rows = Vehicles(sent(("", "red")), prefix="v")

    html = engines["django"].from_string(
        "{% load ui %}{% error_summary rows %}"
        '{% include "ui/parts/rows.html" with formset=rows title="Vehicle" only %}'
    )
    shown = html.render({"rows": rows})

    assert not rows.is_valid()
    assert '<a href="#id_v-0-plate">Enter the plate</a>' in shown
    assert 'value="red"' in shown
    assert "Vehicle 1" in shown
    assert 'name="v-TOTAL_FORMS"' in shown


def test_known_rows_come_before_the_blank_ones() -> None:
    rows = Vehicles(initial=[{"plate": "CY16 ABC"}], prefix="v")

    assert len(rows.forms) == 4
    assert 'value="CY16 ABC"' in str(rows.forms[0])
