"""Recovery codes are shown when they are made, before anything else is asked."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.test import Client
from django.utils import timezone

from tests.cast import FOUNDER, NOON, PASSWORD, TODAY, Cast
from unhidden.agencies import actions
from unhidden.agencies.sign_in import one_time
from unhidden.agencies.sign_in.backends import select_people

APP = "/account/second-factor/app/"


def engage_again(cast: Cast) -> None:
    """The analyst works for a second organisation: one has to be chosen."""
    actions.request_engagement(
        person_id=cast.people["analyst"],
        organisation_id=cast.organisations["bawso"],
        role="support_worker",
        from_on=TODAY,
        actor=FOUNDER,
        at=NOON,
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_given", [True, False])
def test_they_are_shown_before_a_password_or_an_engagement_is_chosen(
    cast: Cast, client: Client, is_given: bool
) -> None:
    person = select_people().get(id=cast.people["analyst"])
    if is_given:
        given = one_time.give_password(by=None, at=timezone.now())
        person.set_password(PASSWORD, given=given)
        person.save(update_fields=[])
    engage_again(cast)
    client.post("/sign-in/", {"username": person.email, "password": PASSWORD})
    client.get(APP)
    secret = client.session["mfa.totp.secret"]
    code = auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))
    led = client.post(APP, {"code": code}).headers["Location"]

    page = client.get(led).text

    codes = Authenticator.objects.get(user_id=person.pk, type="recovery_codes")
    unused = codes.wrap().get_unused_codes()
    assert len(unused) == 10
    assert all(each in page for each in unused)
    assert "print this page" in page
    then = "/account/password/" if is_given else "/account/acting-as/"
    assert client.get("/").headers["Location"] == then
