"""The gallery shows every component in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import RequestFactory

from unhidden.ui import gallery, views

PARTS = Path(views.__file__).parent / "templates" / "ui" / "parts"


def shown(language: str = "en") -> str:
    request = RequestFactory().get("/gallery/", {"language": language})
    return views.show_gallery(request).content.decode()


def test_the_gallery_shows_the_form_empty_filled_in_and_wrong() -> None:
    html = shown()

    for state in ("Empty", "Filled in", "With errors"):
        assert state in html
    assert "There is a problem" in html
    assert 'value="Golchfa Geir y Cŵn"' in html


def test_the_gallery_is_whole_in_welsh() -> None:
    html = shown("cy")

    assert '<html lang="cy"' in html
    assert "Mae problem wedi codi" in html
    assert "Dydd Llun 17 Hydref 2016" in html
    assert "There is" not in html
    assert "Enter " not in html
    assert "Select " not in html


def test_the_title_does_not_cry_wolf_over_the_samples() -> None:
    assert "<title>Error" not in shown()


def test_every_field_of_the_house_has_a_sample() -> None:
    sampled = {type(field).__name__ for field in gallery.SampleForm().fields.values()}

    assert sampled >= {
        "Count",
        "Day",
        "Email",
        "FileUpload",
        "LongText",
        "ManyOf",
        "OneOf",
        "Password",
        "Phone",
        "PickOne",
        "Text",
        "Tick",
        "TimeOfDay",
        "YesNo",
    }


def test_identifiers_are_used_once() -> None:
    html = shown()
    found = [part.split('"')[0] for part in html.split(' id="')[1:]]

    assert sorted(found) == sorted(set(found))


def test_only_reading_is_allowed() -> None:
    response = views.show_gallery(RequestFactory().post("/gallery/"))

    assert response.status_code == 405


@pytest.mark.parametrize("part", sorted(path.name for path in PARTS.glob("*.html")))
def test_every_part_can_be_loaded(part: str) -> None:
    get_template(f"ui/parts/{part}")
