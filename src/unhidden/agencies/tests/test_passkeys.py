"""A passkey is bound to this site: one from another origin opens nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from tests.cast import Cast
from tests.made.passkeys import HERE, HOST, add_passkey, use_passkey
from unhidden.agencies.models import Person
from unhidden.audit.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(cast: Cast, settings: Settings) -> Person:
    """The analyst, with a passkey, on a site that is no demonstration."""
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
    person = Person.objects.get(id=cast.people["analyst"])
    add_passkey(person)
    return person


def reasons() -> list[object]:
    rows = Event.objects.using("stored").filter(name="agencies.sign_in_refused")
    return [row["reason"] for row in rows.values_list("detail", flat=True)]


def test_a_passkey_alone_is_two_factors(analyst: Person, client: Client) -> None:
    answer = use_passkey(client, analyst, origin=HERE)

    assert answer.headers["Location"] == "/"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("https://elsewhere.example", HOST),
        ("https://elsewhere.example", "elsewhere.example"),
        (HERE, "elsewhere.example"),
        (f"http://{HOST}", HOST),
    ],
)
def test_a_passkey_from_another_origin_is_refused(
    analyst: Person, client: Client, origin: str, host: str
) -> None:
    answer = use_passkey(client, analyst, origin=origin, host=host)

    assert answer.headers["Location"] == "/sign-in/"
    assert "This passkey does not work here" in client.get("/sign-in/").text
    assert client.get("/").status_code == 302
    assert reasons() == ["passkey"]


def test_many_wrong_passwords_do_not_stop_a_passkey(
    analyst: Person, client: Client
) -> None:
    for _ in range(15):
        client.post("/sign-in/", {"username": analyst.email, "password": "wrong"})

    use_passkey(client, analyst, origin=HERE)

    assert client.get("/").status_code == 200
