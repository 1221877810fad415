"""The public pages: what they show, and what they never show."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from unhidden.signs.models import Section, Sign

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_site")]


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("&#x27;", "'").replace("&quot;", '"')


def every_address() -> list[str]:
    public_sections = Section.objects.filter(is_public=True)
    sections = [f"signs/{section.code}/" for section in public_sections]
    return [f"/{site}{path}" for site in ("", "cy/") for path in ["signs/", *sections]]


def test_the_index_shows_the_general_signs_and_every_public_section(
    client: Client,
) -> None:
    text = page(client, "/signs/")

    assert "Another person answers questions put to them" in text
    assert 'href="/signs/nail_bar/"' in text
    assert 'href="/signs/organ/"' not in text
    assert text.count('href="/signs/') - 1 == 17


def test_the_index_says_that_nationality_and_language_are_never_signs(
    client: Client,
) -> None:
    assert "Nationality" in page(client, "/signs/")
    assert "Cenedligrwydd" in page(client, "/cy/signs/")


def test_every_page_says_what_is_never_a_sign(client: Client) -> None:
    for address in every_address():
        never = "Cenedligrwydd" if address.startswith("/cy/") else "Nationality"
        assert never in page(client, address)


def test_a_sign_is_shown_with_both_sides_and_a_drawing_that_readers_skip(
    client: Client,
) -> None:
    text = page(client, "/signs/construction/")

    assert "The worker may be unpaid and not free to leave." in text
    assert "Many honest builders sell at the door" in text
    assert re.search(
        r'<svg[^>]*aria-hidden="true"[^>]*>\s*<use href="[^"]*#boss"', text
    )


def test_both_sides_of_a_sign_are_told_in_a_further_language_too(
    client: Client,
) -> None:
    text = page(client, "/pl/signs/construction/")

    assert "Pracownik może nie dostawać zapłaty i nie móc swobodnie odejść." in text
    assert "Wielu uczciwych fachowców oferuje usługi od drzwi do drzwi" in text
    assert "unpaid" not in text
    assert 'href="/pl/print/"' in text


def test_the_index_leads_to_the_readers_pages_the_guide_and_what_to_print(
    client: Client,
) -> None:
    text = page(client, "/signs/").partition("<h1")[2]

    for path in ("for/workers/", "for/professionals/", "should-i-report/", "print/"):
        assert f'href="/{path}"' in text


def test_a_section_shows_its_signs_in_both_languages(client: Client) -> None:
    english, welsh = page(client, "/signs/hotel/"), page(client, "/cy/signs/hotel/")

    assert "One person pays cash for several rooms" in english
    assert "Un person yn talu arian parod am sawl ystafell" in welsh
    assert "Gwestai, tai llety a llety gwyliau" in welsh


def test_every_page_leads_with_999_and_shows_where_to_report(client: Client) -> None:
    for address in every_address():
        text = page(client, address)
        prefix = "/cy" if address.startswith("/cy/") else ""
        assert 0 < text.index('href="tel:999"') < text.index("<h1")
        assert f'href="{prefix}/report/"' in text.partition("<h1")[2]
        assert f'href="{prefix}/who-to-call/"' in text.partition("<h1")[2]


def test_no_page_shows_a_sign_that_is_for_trained_people(client: Client) -> None:
    shown = set(Sign.objects.filter(is_public=True).values_list("phrase_en", flat=True))
    hidden = [
        phrase
        for sign in Sign.objects.filter(is_public=False)
        for phrase in (sign.phrase_en, sign.phrase_cy)
        if sign.phrase_en not in shown
    ]

    for address in every_address():
        text = page(client, address)
        assert [phrase for phrase in hidden if f">{phrase}<" in text] == []


def test_no_page_shows_weights_or_reasons(client: Client) -> None:
    reasons = [
        reason
        for sign in Sign.objects.filter(section__is_public=True, is_public=True)
        for reason in (sign.reasoning_en, sign.reasoning_cy)
        if len(reason) > 20
    ]

    for address in every_address():
        text = page(client, address)
        assert [reason for reason in reasons if reason in text] == []


@pytest.mark.parametrize("address", ["/signs/organ/", "/signs/nothing/"])
def test_a_section_that_is_not_the_publics_is_not_found(
    client: Client, address: str
) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/signs/", "/signs/hotel/"])
def test_the_pages_take_nothing(client: Client, address: str) -> None:
    headers = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}

    assert client.post(address, headers=headers).status_code == 405
