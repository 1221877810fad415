"""A passkey is bound to this site: one from another origin opens nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)
from pytest_django import Settings

from tests.cast import Cast
from unhidden.agencies.models import Person
from unhidden.audit.models import Event

pytestmark = pytest.mark.django_db

HOST = "testserver"
HERE = f"https://{HOST}"
_KEY = ec.generate_private_key(ec.SECP256R1())
_ID = b"0123456789abcdef"
_FLAGS = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


@pytest.fixture
def analyst(cast: Cast, settings: Settings) -> Person:
    """The analyst, with a passkey, on a site that is no demonstration."""
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
    person = Person.objects.get(id=cast.people["analyst"])
    Authenticator.objects.create(
        user=person,
        type="webauthn",
        data={"name": "Telephone", "credential": _registration()},
    )
    return person


def _registration() -> dict[str, Any]:
    """What the browser sent when the passkey was made."""
    public = ES256.from_cryptography_key(_KEY.public_key())  # type: ignore[no-untyped-call]  # fido2
    made = AttestedCredentialData.create(Aaguid.NONE, _ID, public)
    data = AuthenticatorData.create(
        sha256(HOST.encode()), _FLAGS | AuthenticatorData.FLAG.AT, 0, made
    )
    client = CollectedClientData.create("webauthn.create", b"then", HERE)
    return {
        "id": websafe_encode(_ID),
        "rawId": websafe_encode(_ID),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(client),
            "attestationObject": websafe_encode(
                AttestationObject.create("none", data, {})
            ),
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
    }


def use(client: Client, person: Person, *, origin: str, host: str = HOST) -> Any:
    """Sign in with the passkey, as a page of ``origin`` makes the browser do it."""
    asked = client.get("/sign-in/passkey/", headers={"accept": "application/json"})
    challenge = asked.json()["request_options"]["publicKey"]["challenge"]
    said = CollectedClientData.create("webauthn.get", challenge, origin)
    data = AuthenticatorData.create(sha256(host.encode()), _FLAGS, 1)
    signature = _KEY.sign(data + sha256(said), ec.ECDSA(hashes.SHA256()))
    credential = {
        "id": websafe_encode(_ID),
        "rawId": websafe_encode(_ID),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(said),
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
            "userHandle": websafe_encode(str(person.pk).encode()),
        },
        "clientExtensionResults": {},
    }
    return client.post("/sign-in/passkey/", {"credential": json.dumps(credential)})


def reasons() -> list[object]:
    rows = Event.objects.using("stored").filter(name="agencies.sign_in_refused")
    return [row["reason"] for row in rows.values_list("detail", flat=True)]


def test_a_passkey_alone_is_two_factors(analyst: Person, client: Client) -> None:
    answer = use(client, analyst, origin=HERE)

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
    answer = use(client, analyst, origin=origin, host=host)

    assert answer.headers["Location"] == "/sign-in/"
    assert "This passkey does not work here" in client.get("/sign-in/").text
    assert client.get("/").status_code == 302
    assert reasons() == ["passkey"]


def test_many_wrong_passwords_do_not_stop_a_passkey(
    analyst: Person, client: Client
) -> None:
    for _ in range(15):
        client.post("/sign-in/", {"username": analyst.email, "password": "wrong"})

    use(client, analyst, origin=HERE)

    assert client.get("/").status_code == 200
