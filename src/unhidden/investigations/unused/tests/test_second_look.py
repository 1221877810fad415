"""A second look at a description: what it finds, and what it leaves alone."""

from __future__ import annotations

import pytest

from unhidden.investigations.unused.rules import lint

WORDS = "Notebook of PC Evans, visit to the car wash, two pages"


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("MG11", "form_name"),
        ("Statement 12", "form_name"),
        ("Custody record no. WX/123", "form_name"),
        ("Datganiad 4", "form_name"),
        ("Notes of a visit", "few_words"),
        ("Call from 07700 900123 about wages at the car wash", "phone"),
        ("Call from +44 7700 900 123 about wages at the wash", "phone"),
        ("Stop of a white van AB12 CDE near the car wash", "plate"),
        ("Letter sent to a flat at LL13 8BH about the rent", "postcode"),
        ("Message from owner@example.org about the two workers", "email"),
        ("Note of a meeting about source ref 4411 and wages", "source"),
        ("He hid the passports in a blue biscuit tin upstairs", "sealed_words"),
    ],
)
def test_a_description_is_looked_at_again(text: str, finding: str) -> None:
    sealed = ["The Passports, in a BLÚE biscuit tin; the source saw it."]

    assert finding in [hit.finding for hit in lint.lint_description(text, sealed)]


@pytest.mark.parametrize(
    "text",
    [WORDS, "Record of custody of the second accused, 5 January 2016, 14 pages"],
)
def test_a_plain_description_is_not(text: str) -> None:
    assert lint.lint_description(text, ["Something else was said entirely"]) == []


def test_what_may_be_read_anyhow_gives_nothing_away() -> None:
    sealed = ["seen at the car wash by day"]

    assert lint.find_shared_words("the car wash", sealed) == ["the car wash"]
    assert lint.find_shared_words("the car wash", sealed, ["At the car wash"]) == []
    assert "carwashb" in lint.find_shared_letters("Carwash, b", sealed)
