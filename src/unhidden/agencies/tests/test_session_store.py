"""Sessions: what lies in the database opens none, and none outlives half an hour."""

from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client

from tests.cast import PASSWORD, Cast
from unhidden.agencies.sign_in import session_store

pytestmark = pytest.mark.django_db


def signed_in(cast: Cast) -> Client:
    client = Client()
    assert client.login(email=cast.email("analyst"), password=PASSWORD)
    assert client.get("/").status_code == 200
    return client


def key_of(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def test_no_key_of_a_session_is_in_the_database(cast: Cast) -> None:
    key = key_of(signed_in(cast))

    kept = Session.objects.get()

    assert key not in kept.session_key
    assert set(UserSession.objects.values_list("session_key", flat=True)) <= {
        kept.session_key
    }


def test_what_is_in_the_database_is_no_key(cast: Cast) -> None:
    signed_in(cast)
    thief = Client()
    for stolen in Session.objects.values_list("session_key", flat=True):
        thief.cookies[settings.SESSION_COOKIE_NAME] = stolen

        assert thief.get("/").status_code == 302
    assert Session.objects.count() == 1


def test_what_a_session_holds_is_closed_where_it_lies(cast: Cast) -> None:
    client = signed_in(cast)
    session = client.session
    session["told"] = "Synthetic secret"
    session.save()

    kept = Session.objects.get()

    assert client.session["told"] == "Synthetic secret"
    assert kept.get_decoded() != dict(client.session.items())
    with pytest.raises(signing.BadSignature):  # as Django keeps it, to be read
        signing.loads(kept.session_data, salt="django.contrib.sessions.SessionStore")


@pytest.mark.parametrize(
    ("name", "seconds"),
    [("agencies.seen", 31 * 60), ("agencies.begun", 8 * 60 * 60 + 1)],
)
def test_a_session_ends_by_itself(cast: Cast, name: str, seconds: int) -> None:
    client = signed_in(cast)
    session = client.session
    session[name] -= seconds
    session.save()

    assert client.get("/").status_code == 302
    assert Session.objects.count() == 0


def test_a_session_that_is_used_goes_on(cast: Cast) -> None:
    client = signed_in(cast)
    for _ in range(4):
        session = client.session
        session["agencies.seen"] -= 20 * 60
        session.save()

        assert client.get("/").status_code == 200


def test_what_is_left_of_ended_sessions_is_deleted(cast: Cast) -> None:
    signed_in(cast)
    Session.objects.update(expire_date="2016-10-17T12:00:00Z")

    session_store.forget_ended()

    assert Session.objects.count() == 0
