"""The app enrols a phone from a page of the staff site."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.cast import NOON, Cast
from tests.made.field import Phone
from tests.support.signing_in import SignedIn
from unhidden.field.devices import actions
from unhidden.vault import device_keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(signed_in: SignedIn) -> Client:
    with time_machine.travel(NOON, tick=False):
        return signed_in("officer")


def enrol(browser: Client, phone: Phone, person: bytes, **said: str) -> dict[str, str]:
    asked = browser.get(reverse("field:new_device")).json()
    message = asked["challenge"].encode() + person
    given = {
        "public_key": phone.public_key.hex(),
        "challenge": asked["challenge"],
        "signature": phone.sign(device_keys.ENROLMENT, message).hex(),
        "name": "My phone",
        "unlock": "prf",
        "persistent": "1",
        **said,
    }
    found: dict[str, str] = browser.post(reverse("field:devices"), given).json()
    return found


@time_machine.travel(NOON, tick=False)
def test_a_phone_is_enrolled_and_says_the_words_to_compare(
    cast: Cast, officer: Client
) -> None:
    phone, person = Phone(), cast.people["officer"].bytes

    found = enrol(officer, phone, person)

    assert found["is"] == "waits"
    assert found["device"] == str(phone.id)
    assert len(found["words"].split()) == 7
    device_id, administrator = phone.id, cast.actor("administrator")
    actions.approve_device(device_id=device_id, actor=administrator, at=NOON)
    assert enrol(officer, phone, person)["is"] == "enrolled"


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    "said",
    [
        {"signature": "00" * 64},
        {"public_key": "zz"},
        {"public_key": "00" * 31},
        {"unlock": "pin"},
        {"name": ""},
    ],
)
def test_what_no_phone_of_theirs_says_enrols_nothing(
    cast: Cast, officer: Client, said: dict[str, str]
) -> None:
    found = enrol(officer, Phone(), cast.people["officer"].bytes, **said)

    assert found == {"is": "unreadable"}


@time_machine.travel(NOON, tick=False)
def test_where_no_phone_goes_out_the_app_is_told(cast: Cast, officer: Client) -> None:
    administrator = cast.actor("administrator")
    actions.set_device_rule(devices="off", actor=administrator, at=NOON)

    found = enrol(officer, Phone(), cast.people["officer"].bytes)

    assert found == {"is": "not_here"}
