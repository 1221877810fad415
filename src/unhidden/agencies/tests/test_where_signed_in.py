"""Every session of a person is listed, and ends when all of them must end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.cast import NOON, PASSWORD, Cast, make_cast
from tests.made.agencies import engagement_of
from tests.made.lost_factors import ask, confirm, confirm_as, make_second
from tests.made.passkeys import HERE, add_passkey, use_passkey
from tests.support.together import together
from unhidden.agencies.leaving import actions as leaving
from unhidden.agencies.models import Credential, Person
from unhidden.agencies.people import actions as people
from unhidden.agencies.sign_in import one_time, sessions
from unhidden.agencies.sign_in.backends import select_people
from unhidden.agencies.sign_in.session_store import kept_as

pytestmark = pytest.mark.django_db

LISTED = "/account/sessions/"
CODE = "/sign-in/code/"
NEW = "another good long password of mine"
TIMES = 12
SignIn = Callable[[Client, Person], None]


@pytest.fixture(autouse=True)
def _counted_anew() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def analyst(cast: Cast, settings: Settings) -> Person:
    """The analyst, with an app and a passkey."""
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
    return give_factors(cast.people["analyst"])


def give_factors(person_id: UUID) -> Person:
    person = select_people().get(id=person_id)
    auth.TOTP.activate(person, auth.generate_totp_secret())
    add_passkey(person)
    return person


def by_code(client: Client, person: Person) -> None:
    cache.clear()  # a code is used once
    typed = {"username": person.email, "password": PASSWORD}
    assert client.post("/sign-in/", typed).headers["Location"] == CODE
    app = Authenticator.objects.get(user_id=person.pk, type="totp")
    code = auth.hotp_value(decrypt(app.data["secret"]), int(time.time()) // 30)
    typed = {"code": auth.format_hotp_value(code)}
    assert client.post(CODE, typed).headers["Location"] == "/"


def by_passkey(client: Client, person: Person) -> None:
    assert use_passkey(client, person, origin=HERE).headers["Location"] == "/"


def change_password(client: Client, person: Person) -> None:
    typed = {"old": PASSWORD, "new": NEW, "again": NEW}
    client.post("/account/password/", typed)
    assert select_people().get(id=person.id).check_password(NEW)


def give_first_password(person: Person) -> None:
    """The password is one that somebody else chose: it must be changed."""
    given = one_time.give_password(by=None, at=timezone.now())
    person.set_password(PASSWORD, given=given)
    person.save(update_fields=[])


@pytest.fixture(params=[by_code, by_passkey])
def sign_in(request: pytest.FixtureRequest) -> SignIn:
    found: SignIn = request.param
    return found


@pytest.fixture(params=["first", "own"])
def changed(
    request: pytest.FixtureRequest, analyst: Person, client: Client, sign_in: SignIn
) -> Client:
    """Signed in, and the password changed: the first one, or one of their own."""
    if request.param == "first":
        give_first_password(analyst)
    sign_in(client, analyst)
    change_password(client, analyst)
    assert client.get("/").status_code == 200
    return client


def test_a_session_is_listed_after_a_change_of_password(
    cast: Cast, analyst: Person, changed: Client
) -> None:
    administrator = Client()
    administrator.login(email=cast.email("administrator"), password=PASSWORD)

    own = changed.get(LISTED).text
    theirs = administrator.get(f"/people/{analyst.id}/").text

    assert "No session is recorded" not in own
    assert "Nowhere at the moment" not in theirs
    assert UserSession.objects.get().session_key == key_of(changed)


def key_of(client: Client) -> str:
    """What stands in the database for the session of this browser."""
    return kept_as(client.session.session_key)


def remove_factors(cast: Cast, person: Person) -> None:
    second = make_second(cast)
    confirm(cast, ask(cast, person.id), by=second)


def end_everywhere(cast: Cast, person: Person) -> None:
    administrator = cast.actor("administrator")
    people.end_sessions(person_id=person.id, actor=administrator, at=NOON)


def close(cast: Cast, person: Person) -> None:
    administrator = cast.actor("administrator")
    people.close_account(person_id=person.id, actor=administrator, at=NOON)
    people.reopen_account(person_id=person.id, actor=administrator, at=NOON)


def set_password(cast: Cast, person: Person) -> None:
    people.set_password(
        person_id=person.id,
        password="four words of somebody",
        actor=cast.actor("administrator"),
        at=NOON,
    )


def leave(cast: Cast, person: Person) -> None:
    leaving.end_engagement(
        engagement_id=engagement_of(cast, "analyst"),
        homes={},
        actor=cast.actor("administrator"),
        at=NOON,
    )


ENDS = [remove_factors, end_everywhere, close, set_password, leave]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(
    ("sign_in", "changed"),
    [(by_code, "first"), (by_passkey, "own")],
    indirect=True,
)
def test_it_ends_when_every_session_must_end(
    cast: Cast, analyst: Person, changed: Client, end: Callable[[Cast, Person], None]
) -> None:
    end(cast, analyst)

    assert changed.get("/").headers["Location"].startswith("/sign-in/")
    assert not UserSession.objects.exists()


@pytest.mark.parametrize("end", ENDS)
def test_one_that_no_list_names_ends_too(
    cast: Cast, analyst: Person, client: Client, end: Callable[[Cast, Person], None]
) -> None:
    by_code(client, analyst)
    other = Client()
    by_passkey(other, analyst)
    UserSession.objects.all().delete()

    end(cast, analyst)

    for each in (client, other):
        assert each.get("/").headers["Location"].startswith("/sign-in/")


def test_somebody_without_a_password_is_signed_out_everywhere(
    cast: Cast, client: Client
) -> None:
    theirs = Credential.objects.filter(person_id=cast.people["analyst"])
    theirs.update(person_id=uuid4())
    person = select_people().get(id=cast.people["analyst"])
    client.force_login(person)
    assert client.get("/").status_code == 200

    end_everywhere(cast, person)

    assert client.get("/").headers["Location"].startswith("/sign-in/")
    assert not select_people().get(id=person.id).has_usable_password()


@pytest.mark.parametrize("sign_in", [by_code], indirect=True)
@pytest.mark.parametrize("changed", ["own"], indirect=True)
def test_the_other_of_two_ends_by_its_own_line(
    analyst: Person, changed: Client
) -> None:
    other = Client()
    by_passkey(other, analyst)
    there = UserSession.objects.get(session_key=key_of(changed))

    other.post(f"{LISTED}{there.pk}/end/")

    assert changed.get("/").headers["Location"].startswith("/sign-in/")
    assert other.get("/").status_code == 200


def test_who_is_signed_in_signs_in_again_in_the_same_session(
    analyst: Person, client: Client
) -> None:
    by_passkey(client, analyst)
    request: Any = client.get("/").wsgi_request
    request.user = analyst

    UserSession.objects.create_from_request(request)

    assert UserSession.objects.count() == 1


def test_a_passkey_that_is_removed_meanwhile_lets_nobody_in(
    cast: Cast, analyst: Person, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    login = DefaultAccountAdapter.login

    def remove_and_login(adapter: Any, request: Any, user: Any) -> None:
        remove_factors(cast, analyst)
        login(adapter, request, user)

    monkeypatch.setattr(DefaultAccountAdapter, "login", remove_and_login)
    use_passkey(client, analyst, origin=HERE)

    assert client.get("/").headers["Location"].startswith("/sign-in/")


@pytest.mark.django_db(transaction=True)
def test_a_change_of_password_at_the_same_moment_saves_no_session(
    settings: Settings,
) -> None:
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
    cast = make_cast()
    actor = cast.actor(make_second(cast))
    person_id = cast.people["analyst"]
    cast.actor("analyst")
    for _ in range(TIMES):
        person = give_factors(person_id)
        person.set_password(PASSWORD)
        person.save(update_fields=[])
        client = Client()
        by_passkey(client, person)
        reset_id = ask(cast, person_id)
        typed = {"old": PASSWORD, "new": NEW, "again": NEW}

        together(
            partial(client.post, "/account/password/", typed),
            partial(confirm_as, actor, reset_id),
        )

        assert not Authenticator.objects.filter(user_id=person_id).exists()
        assert client.get("/").headers["Location"].startswith("/sign-in/")
        one_time.end_enrolment(person_id)
        sessions.end_all(person)


@pytest.mark.django_db(transaction=True)
def test_one_that_is_ended_while_its_key_changes_does_not_go_on(
    settings: Settings,
) -> None:
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
    cast = make_cast()
    person = give_factors(cast.people["analyst"])
    for _ in range(TIMES):
        changing, ending = Client(), Client()
        by_passkey(changing, person)
        by_passkey(ending, person)
        there = UserSession.objects.get(session_key=key_of(changing))
        session = changing.session

        together(session.cycle_key, partial(ending.post, f"{LISTED}{there.pk}/end/"))

        assert not session.exists(session.session_key or "gone")
        sessions.end_all(person)
