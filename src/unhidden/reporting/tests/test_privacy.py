"""The privacy page names who answers for the data, and for how long it is kept."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from unhidden.reporting.tests.pages import shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def real(settings: Settings) -> None:
    """An installation that is no demonstration."""
    settings.IS_DEMONSTRATION = False
    settings.CONTROLLER = "North Wales Police & Partners"
    settings.CONTROLLER_CONTACT = "Data protection\ndpo@example.org"


def test_it_names_the_controller_and_how_its_officer_is_reached(
    public_client: Client,
) -> None:
    page = shown(public_client.get("/privacy/"))

    assert "North Wales Police & Partners decides how" in page.text
    (address,) = page.all("//address")
    assert [text.strip() for text in address.itertext() if text.strip()] == [
        "Data protection",
        "dpo@example.org",
    ]


def test_it_does_so_in_welsh(public_client: Client) -> None:
    page = shown(public_client.get("/cy/privacy/"))

    assert "North Wales Police & Partners sy’n penderfynu" in page.text
    assert "Ei swyddog diogelu data" in page.text


def test_a_further_language_leads_to_the_english_page(public_client: Client) -> None:
    answer = public_client.get("/pl/privacy/")

    assert (answer.status_code, answer.headers.get("Location")) == (302, "/privacy/")


def test_without_one_it_says_that_nobody_is_named(
    public_client: Client, settings: Settings
) -> None:
    settings.CONTROLLER = settings.CONTROLLER_CONTACT = ""

    page = shown(public_client.get("/privacy/"))

    assert "has not said yet which organisation answers" in page.text


def test_a_demonstration_says_that_nobody_answers(
    public_client: Client, settings: Settings
) -> None:
    settings.IS_DEMONSTRATION = True

    text = shown(public_client.get("/privacy/")).text

    assert "do not write about real people" in text
    assert "North Wales Police" not in text


@pytest.mark.parametrize(("days", "said"), [(90, "90 days"), (1, "30 days")])
def test_the_days_are_those_after_which_a_report_is_deleted(
    public_client: Client, settings: Settings, days: int, said: str
) -> None:
    settings.REPORT_DAYS = days

    assert f"We delete a report {said} after" in (
        shown(public_client.get("/privacy/")).text
    )
