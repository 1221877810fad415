"""A passkey that tests hold, and what a browser sends of it."""

from __future__ import annotations

import json
from typing import Any

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

from unhidden.agencies.models import Person

HOST = "testserver"
HERE = f"https://{HOST}"
_KEY = ec.generate_private_key(ec.SECP256R1())
_ID = b"0123456789abcdef"
_FLAGS = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


def add_passkey(person: Person) -> None:
    """The person has the passkey that tests hold."""
    Authenticator.objects.create(
        user=person,
        type="webauthn",
        data={"name": "Telephone", "credential": _registration()},
    )


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


def use_passkey(
    client: Client, person: Person, *, origin: str, host: str = HOST
) -> Any:
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
