"""Sessions: what lies in the database opens none, and none outlives half an hour."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD, Cast
from tests.support.roles import as_role
from unhidden.agencies import tasks

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


def list_session(cast: Cast, *, hours_ago: int) -> None:
    """The session stands in the list of where its person is signed in, since then."""
    UserSession.objects.create(
        user_id=cast.people["analyst"],
        ip="127.0.0.1",
        session_key=Session.objects.get().session_key,
        created_at=timezone.now() - timedelta(hours=hours_ago),
    )


def test_what_is_left_of_ended_sessions_is_deleted(cast: Cast) -> None:
    signed_in(cast)
    list_session(cast, hours_ago=25)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    with as_role("worker"):
        assert tasks.forget_ended_sessions(0) == 1

    assert (Session.objects.count(), UserSession.objects.count()) == (0, 0)


def test_a_session_that_lives_is_left_and_listed(cast: Cast) -> None:
    client = signed_in(cast)
    list_session(cast, hours_ago=25)

    with as_role("worker"):
        assert tasks.forget_ended_sessions(0) == 0

    assert UserSession.objects.count() == 1
    assert client.get("/").status_code == 200


def test_a_session_is_listed_before_it_is_kept(cast: Cast) -> None:
    signed_in(cast)
    list_session(cast, hours_ago=1)
    Session.objects.all().delete()

    with as_role("worker"):
        tasks.forget_ended_sessions(0)

    assert UserSession.objects.count() == 1


@pytest.mark.parametrize("table", ["django_session", "usersessions_usersession"])
@pytest.mark.parametrize("does", ["select * from", "delete from"])
def test_the_worker_itself_meets_no_session(does: str, table: str) -> None:
    with (
        as_role("worker"),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="permission denied"),
    ):
        cursor.execute(f"{does} {table}")
