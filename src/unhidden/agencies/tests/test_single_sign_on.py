"""Signing in at one's own organisation, against a provider that really runs."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import jwt
import pytest
import requests
from allauth.mfa.totp.internal import auth
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from tests.cast import FOUNDER, NOON, PASSWORD, TODAY, Cast
from tests.support.sites import free_port
from unhidden.agencies import actions
from unhidden.agencies.leaving import actions as leaving
from unhidden.agencies.models import Engagement, Person, SingleSignOn
from unhidden.agencies.sign_in import single_sign_on
from unhidden.audit.models import Event
from unhidden.hosting.processes import ports
from unhidden.vault import boxes

pytestmark = [pytest.mark.django_db, pytest.mark.servers]

CLIENT = "unhidden"
BEGIN = "/sign-in/organisation/police/"
USERS = {
    "analyst": {"email": "analyst@example.org", "email_verified": True},
    "both": {"email": "planner@example.org", "email_verified": True, "amr": ["mfa"]},
    "worded": {"email": "planner@example.org", "email_verified": True, "amr": "mfa"},
    "unverified": {"email": "officer@example.org", "email_verified": False},
    "elsewhere": {"email": "support_worker@example.org", "email_verified": True},
    "nobody": {"email": "nobody@example.org", "email_verified": True},
}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """A provider in a process of its own, stopped by its own id."""
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    for name, claims in USERS.items():
        command += ["--user-claims", json.dumps({"sub": name, **claims})]
    child = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    address = f"http://{ports.HOST}:{port}"
    _wait(address)
    yield address
    child.terminate()
    child.wait()


def _wait(address: str) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            requests.get(f"{address}/.well-known/openid-configuration", timeout=1)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


@pytest.fixture
def police(cast: Cast, issuer: str) -> SingleSignOn:
    """The police force signs in by its own provider."""
    secret = boxes.close_box("a client secret", purpose=single_sign_on.PURPOSE)
    made = SingleSignOn(
        organisation_id=cast.organisations["police"],
        issuer=issuer,
        client_id=CLIENT,
        client_secret_sealed=secret,
    )
    made.save(force_insert=True)
    return made


def go(client: Client, user: str) -> Any:
    """Our answer after the person signed in at the provider and came back."""
    away = client.get(BEGIN).headers["Location"]
    back = requests.post(away, data={"sub": user}, allow_redirects=False, timeout=10)
    return client.get(back.headers["Location"])


def reasons() -> list[object]:
    rows = (
        Event.objects.using("stored")
        .filter(name="agencies.sign_in_refused")
        .order_by("at", "id")
    )
    return [row["reason"] for row in rows.values_list("detail", flat=True)]


def test_a_person_of_the_organisation_goes_on_to_the_second_step(
    police: SingleSignOn, cast: Cast, client: Client
) -> None:
    person = Person.objects.get(id=cast.people["analyst"])
    auth.TOTP.activate(person, auth.generate_totp_secret())

    answer = go(client, "analyst")

    assert answer.headers["Location"] == "/sign-in/code/"
    assert client.get("/").status_code == 302
    assert person.check_password("a long enough demonstration password")


def test_without_a_second_factor_of_ours_one_is_set_up_first(
    police: SingleSignOn, client: Client
) -> None:
    go(client, "analyst")

    assert client.get("/").headers["Location"] == "/account/second-factor/"


def test_a_provider_that_saw_two_factors_is_believed(
    police: SingleSignOn, client: Client
) -> None:
    answer = go(client, "both")

    assert answer.headers["Location"] == "/"
    assert client.get("/").status_code == 200


def test_two_factors_are_named_in_a_list_and_not_within_a_word(
    police: SingleSignOn, client: Client
) -> None:
    go(client, "worded")

    assert client.get("/").headers["Location"] == "/account/second-factor/"


@pytest.fixture
def at_bawso(cast: Cast) -> UUID:
    """The planner is engaged by a charity, too: the id of that engagement."""
    return actions.request_engagement(
        person_id=cast.people["planner"],
        organisation_id=cast.organisations["bawso"],
        role="support_worker",
        from_on=TODAY.replace(year=2020),
        actor=FOUNDER,
        at=NOON,
    )


KEPT = ("account_authentication_methods", "agencies.engagement")
ACTING, FACTORS = "/account/acting-as/", "/account/second-factor/"


def test_whom_one_organisation_vouches_for_acts_for_that_one_alone(
    police: SingleSignOn, at_bawso: UUID, client: Client
) -> None:
    go(client, "both")

    offered = client.get(ACTING).text
    chosen = client.post(ACTING, {"engagement": str(at_bawso)})

    assert client.get("/operations/").status_code == 200
    assert chosen.status_code == 404
    assert client.get("/cases/").status_code == 404
    assert "North Wales Police" in offered
    assert "BAWSO" not in offered


def test_an_engagement_that_a_session_was_given_elsewhere_is_not_acted_in(
    police: SingleSignOn, at_bawso: UUID, client: Client
) -> None:
    go(client, "both")
    session = client.session
    session["agencies.engagement"] = str(at_bawso)
    session.save()

    assert client.get("/cases/").headers["Location"] == ACTING
    assert reasons() == ["engagement_ended"]


def test_who_leaves_that_organisation_is_left_with_nothing_in_that_session(
    police: SingleSignOn, at_bawso: UUID, cast: Cast, client: Client
) -> None:
    go(client, "both")
    assert client.get("/operations/").status_code == 200
    kept = {name: client.session[name] for name in KEPT}
    left = Engagement.objects.get(person_id=cast.people["planner"], role="planner")
    leaving.end_engagement(
        engagement_id=left.id,
        homes={},
        actor=cast.actor("administrator"),
        at=NOON,
    )
    assert client.get("/operations/").headers["Location"].startswith("/sign-in/")
    client.force_login(Person.objects.get(id=left.person_id))
    session = client.session
    session.update(kept)
    session.save()

    answer = client.get("/operations/")

    assert answer.headers["Location"] == ACTING
    assert "You have no engagement today" in client.get(ACTING).text
    assert client.post(ACTING, {"engagement": str(at_bawso)}).status_code == 404


def test_proving_oneself_again_widens_nothing(
    police: SingleSignOn, at_bawso: UUID, client: Client
) -> None:
    go(client, "both")
    client.get("/")
    client.post("/account/again/", {"password": PASSWORD})

    assert client.post(ACTING, {"engagement": str(at_bawso)}).status_code == 404


def test_a_provider_s_word_is_not_enough_to_change_how_one_signs_in(
    police: SingleSignOn, client: Client
) -> None:
    """Else it could add a passkey, and act by that wherever the person is engaged."""
    go(client, "both")
    added = f"{FACTORS}passkeys/add/"

    assert client.get(added).headers["Location"].startswith("/account/again/")
    client.post("/account/again/", {"password": PASSWORD})
    assert client.get(added).status_code == 200


def test_signing_in_by_a_provider_begins_anew(
    police: SingleSignOn, at_bawso: UUID, cast: Cast, client: Client
) -> None:
    """What was proved before counts no more: nor does where somebody acted."""
    client.login(email=cast.email("planner"), password=PASSWORD)
    client.post(ACTING, {"engagement": str(at_bawso)})
    assert client.get("/cases/").status_code == 200

    go(client, "both")

    assert client.get("/cases/").status_code == 404
    assert client.get("/operations/").status_code == 200


def test_with_a_password_of_ours_somebody_acts_wherever_they_are_engaged(
    police: SingleSignOn, at_bawso: UUID, cast: Cast, client: Client
) -> None:
    client.login(email=cast.email("planner"), password=PASSWORD)

    client.post(ACTING, {"engagement": str(at_bawso)})

    assert client.get("/cases/").status_code == 200


@pytest.mark.parametrize("user", ["unverified", "elsewhere", "nobody", "stranger"])
def test_a_provider_lets_in_nobody_else_and_adds_nobody(
    police: SingleSignOn, client: Client, user: str
) -> None:
    before = Person.objects.count()

    answer = go(client, user)

    assert answer.status_code == 403
    assert "does not let you in here" in answer.text
    assert client.get("/").status_code == 302
    assert Person.objects.count() == before
    assert len(reasons()) == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"aud": "another client"}, "single_sign_on_audience"),
        ({"iss": "https://elsewhere.example"}, "single_sign_on_issuer"),
        ({"nonce": "of another sign-in"}, "single_sign_on_nonce"),
        ({"exp": 1}, "single_sign_on_expired"),
        ({}, "single_sign_on_signature"),
    ],
)
def test_a_token_that_does_not_hold_is_refused(
    police: SingleSignOn,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    change: dict[str, Any],
    reason: str,
) -> None:
    """The provider's own token, changed; signed with our key, or with another."""
    forger = Forger(change, is_known=bool(change))
    monkeypatch.setattr(single_sign_on.SingleSignOnClient, "_claims", forger.claims)

    answer = go(client, "both")

    assert answer.status_code == 403
    assert client.get("/").status_code == 302
    assert reasons() == [reason]


def test_a_token_without_a_signature_is_refused(
    police: SingleSignOn, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    forger = Forger({}, is_known=True, algorithm="none")
    monkeypatch.setattr(single_sign_on.SingleSignOnClient, "_claims", forger.claims)

    answer = go(client, "both")

    assert answer.status_code == 403
    assert len(reasons()) == 1


def test_coming_back_without_having_gone_is_refused(
    police: SingleSignOn, client: Client
) -> None:
    answer = client.get(f"{BEGIN}back/?code=x&state=y")

    assert answer.status_code == 403
    assert reasons() == ["single_sign_on_provider"]


def test_a_provider_that_does_not_answer_is_said(
    police: SingleSignOn, client: Client
) -> None:
    SingleSignOn.objects.filter(id=police.id).update(
        issuer=f"http://{ports.HOST}:{free_port()}"
    )

    answer = client.get(BEGIN)

    assert answer.status_code == 403
    assert reasons() == ["single_sign_on_unreachable"]


def test_the_address_may_not_add_wishes(police: SingleSignOn, client: Client) -> None:
    answer = client.get(f"{BEGIN}?auth_params=nonce%3Dmine&scope=admin&process=connect")

    asked = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert asked["nonce"] != ["mine"]
    assert "admin" not in asked["scope"][0]
    assert asked["code_challenge_method"] == ["S256"]


def test_the_sign_in_page_offers_it(police: SingleSignOn, client: Client) -> None:
    page = client.get("/sign-in/").text

    assert f'href="{BEGIN}"' in page
    assert "North Wales Police" in page


_real_claims = single_sign_on.SingleSignOnClient._claims
_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Forger:
    """Stands on the wire: the token that arrives is not the one that was sent."""

    change: dict[str, Any]
    is_known: bool
    algorithm: str = "RS256"

    @property
    def claims(self) -> Any:
        def arriving(adapter: Any, app: Any, token: str) -> dict[str, Any]:
            sent = jwt.decode(token, options={"verify_signature": False})
            key: Any = None if self.algorithm == "none" else _key
            forged = jwt.encode({**sent, **self.change}, key, self.algorithm)
            if self.is_known:
                adapter._key = lambda _token: _key.public_key()
            return _real_claims(adapter, app, forged)

        return arriving
