"""A password opens nothing alone; guessing is slow; the owner still gets in."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from tests.cast import FOUNDER, NOON, PASSWORD, TODAY, Cast
from unhidden.agencies import actions
from unhidden.agencies.leaving import actions as leaving
from unhidden.agencies.models import Engagement, Person
from unhidden.agencies.sign_in import demonstration
from unhidden.audit.models import Event

pytestmark = pytest.mark.django_db

CODE = "/sign-in/code/"
SET_UP = "/account/second-factor/"


@pytest.fixture(autouse=True)
def _codes_are_unused() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def analyst(cast: Cast) -> Person:
    """The analyst, with an authenticator app."""
    person = Person.objects.get(id=cast.people["analyst"])
    auth.TOTP.activate(person, auth.generate_totp_secret())
    return person


def code_of(person: Person) -> str:
    found = Authenticator.objects.get(user_id=person.pk, type="totp")
    counter = int(time.time()) // 30
    secret = decrypt(found.data["secret"])
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def give_password(
    client: Client, email: str, password: str = PASSWORD, source: str = "192.0.2.1"
) -> str:
    """Where it leads; the text of the page when it leads nowhere."""
    answer = client.post(
        "/sign-in/", {"username": email, "password": password}, REMOTE_ADDR=source
    )
    return answer.headers.get("Location", answer.text)


def sign_in(client: Client, person: Person) -> None:
    assert give_password(client, person.email) == CODE
    assert client.post(CODE, {"code": code_of(person)}).headers["Location"] == "/"


def events(name: str) -> list[dict[str, object]]:
    rows = (
        Event.objects.using("stored")
        .filter(name=f"agencies.{name}")
        .order_by("at", "id")
    )
    return list(rows.values_list("detail", flat=True))


def test_a_password_alone_leads_to_the_second_step(
    analyst: Person, client: Client
) -> None:
    before = give_password(client, analyst.email)

    assert before == CODE
    assert client.get("/").headers["Location"].startswith("/sign-in/")
    assert events("signed_in") == []


def test_both_steps_let_in(analyst: Person, client: Client) -> None:
    sign_in(client, analyst)

    assert client.get("/").status_code == 200
    assert len(events("signed_in")) == 1
    assert Person.objects.get(pk=analyst.pk).last_login is not None


def test_a_wrong_code_lets_nobody_in(analyst: Person, client: Client) -> None:
    give_password(client, analyst.email)

    answer = client.post(CODE, {"code": "000000"})

    assert "The code is not right" in answer.text
    assert client.get("/").status_code == 302
    assert events("sign_in_refused") == [{"reason": "code"}]


def test_a_code_is_used_once(
    analyst: Person, client: Client, settings: Settings
) -> None:
    settings.IS_DEMONSTRATION = False
    code = code_of(analyst)
    give_password(client, analyst.email)
    client.post(CODE, {"code": code})
    second = Client()
    give_password(second, analyst.email)

    answer = second.post(CODE, {"code": code})

    assert "was used before" in answer.text


def test_who_has_no_second_factor_is_led_to_it_and_reaches_nothing_else(
    cast: Cast, client: Client
) -> None:
    assert give_password(client, cast.email("analyst")) == "/"

    for path in ("/", "/intelligence/", "/account/sessions/", f"{SET_UP}codes/new/"):
        assert client.get(path).headers["Location"] == SET_UP
    assert "a password alone opens nothing here" in client.get(SET_UP).text


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_lets_in(cast: Cast, client: Client) -> None:
    give_password(client, cast.email("analyst"))
    client.get(f"{SET_UP}app/")
    secret = client.session["mfa.totp.secret"]
    code = auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))

    answer = client.post(f"{SET_UP}app/", {"code": code})

    assert answer.headers["Location"] == f"{SET_UP}codes/"
    assert client.get("/").status_code == 200
    kinds = [each["kind"] for each in events("second_factor_added")]
    assert kinds == ["totp", "recovery_codes"]


def test_a_session_from_before_the_second_factor_ends(
    cast: Cast, client: Client
) -> None:
    give_password(client, cast.email("analyst"))
    person = Person.objects.get(id=cast.people["analyst"])
    auth.TOTP.activate(person, auth.generate_totp_secret())

    answer = client.get(f"{SET_UP}codes/")

    assert answer.headers["Location"] == "/sign-in/"
    assert client.get("/").headers["Location"].startswith("/sign-in/")


def test_seeds_are_closed_in_the_database(analyst: Person) -> None:
    stored = Authenticator.objects.get(user_id=analyst.pk).data["secret"]

    assert decrypt(stored) not in stored
    assert len(decrypt(stored)) == 32


def test_the_demonstration_tells_its_code(analyst: Person, client: Client) -> None:
    give_password(client, analyst.email)

    page = client.get(CODE).text

    assert "Demonstration only" in page
    assert code_of(analyst) in page


def test_no_other_installation_tells_a_code(
    analyst: Person, client: Client, settings: Settings
) -> None:
    settings.IS_DEMONSTRATION = False
    give_password(client, analyst.email)

    page = client.get(CODE).text

    assert "Demonstration only" not in page
    assert code_of(analyst) not in page
    assert demonstration.code_of(analyst) == ""


def test_hundreds_of_guesses_from_elsewhere_do_not_shut_out_the_owner(
    analyst: Person, client: Client
) -> None:
    sign_in(client, analyst)
    client.post("/sign-out/")
    stranger = Client()

    refusals = [
        give_password(stranger, analyst.email, "wrong", f"198.51.100.{number % 250}")
        for number in range(300)
    ]
    told = [page for page in refusals if "Too many attempts" in page]
    right_from_elsewhere = give_password(Client(), analyst.email)
    cache.clear()
    sign_in(client, analyst)

    assert len(told) == 290
    assert "Too many attempts" in right_from_elsewhere
    assert client.get("/").status_code == 200
    reasons = [each["reason"] for each in events("sign_in_refused")]
    assert reasons.count("password") == 10
    assert reasons.count("too_many_passwords") == 1


def test_codes_are_guessed_as_slowly(analyst: Person, client: Client) -> None:
    give_password(client, analyst.email)

    answers = [client.post(CODE, {"code": "000000"}).text for _ in range(12)]

    assert "Too many attempts" in answers[-1]
    assert "Too many attempts" in client.post(CODE, {"code": code_of(analyst)}).text


def test_an_unknown_address_is_answered_like_a_wrong_password(
    cast: Cast, client: Client
) -> None:
    unknown = give_password(client, "nobody@example.org")

    assert "The e-mail address or the password is not right" in unknown


def test_a_closed_account_is_not_let_in(analyst: Person, client: Client) -> None:
    sign_in(client, analyst)
    Person.objects.filter(pk=analyst.pk).update(is_active=False)

    assert client.get("/").status_code == 302
    assert "is not right" in give_password(Client(), analyst.email)


def test_a_new_password_ends_the_sessions_of_the_old(
    analyst: Person, client: Client
) -> None:
    sign_in(client, analyst)

    analyst.set_password("another long enough password")
    analyst.save()

    assert client.get("/").status_code == 302


def test_sessions_are_listed_and_ended(analyst: Person, client: Client) -> None:
    other = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT) Firefox/140.0"})
    sign_in(other, analyst)
    cache.clear()
    sign_in(client, analyst)
    page = client.get("/account/sessions/").text
    there = UserSession.objects.get(user_agent__contains="Firefox")

    client.post(f"/account/sessions/{there.pk}/end/")

    assert "Firefox, Windows" in page
    assert "192.0.2.1" not in page
    assert set(UserSession.objects.values_list("ip", flat=True)) == {"0.0.0.0"}  # noqa: S104
    assert other.get("/").status_code == 302
    assert client.get("/").status_code == 200
    assert len(events("session_revoked")) == 1


def test_nobody_ends_a_session_of_somebody_else(
    analyst: Person, cast: Cast, client: Client
) -> None:
    other = Client()
    sign_in(other, analyst)
    client.login(email=cast.email("planner"), password=PASSWORD)
    row = UserSession.objects.get()

    assert client.post(f"/account/sessions/{row.pk}/end/").status_code == 404
    assert other.get("/").status_code == 200


def test_a_dangerous_action_asks_again(cast: Cast, client: Client) -> None:
    client.login(email=cast.email("administrator"), password=PASSWORD)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()

    led = client.get("/people/add/").headers["Location"]
    client.post(led, {"password": PASSWORD})

    assert led == "/account/again/?next=%2Fpeople%2Fadd%2F"
    assert client.get("/people/add/").status_code == 200


def test_the_wrong_password_again_is_refused(cast: Cast, client: Client) -> None:
    client.login(email=cast.email("administrator"), password=PASSWORD)

    answer = client.post("/account/again/", {"password": "wrong"})

    assert "The password is not right" in answer.text
    assert events("sign_in_refused") == [{"reason": "password"}]


def make_second_engagement(cast: Cast) -> Engagement:
    engagement_id = actions.request_engagement(
        person_id=cast.people["analyst"],
        organisation_id=cast.organisations["bawso"],
        role="support_worker",
        from_on=TODAY.replace(year=2020),
        actor=FOUNDER,
        at=NOON,
    )
    return Engagement.objects.using("stored").get(id=engagement_id)


def test_of_several_engagements_a_session_acts_in_one(
    cast: Cast, client: Client
) -> None:
    second = make_second_engagement(cast)
    client.login(email=cast.email("analyst"), password=PASSWORD)

    led = client.get("/cases/").headers["Location"]
    client.post(led, {"engagement": str(second.id)})

    assert led == "/account/acting-as/"
    assert client.get("/cases/").status_code == 200
    assert client.get("/intelligence/").status_code == 404
    assert "BAWSO" in client.get("/").text
    assert events("engagement_switched") == [{"engagement": str(second.id)}]


def test_nobody_acts_in_an_engagement_of_somebody_else(
    cast: Cast, client: Client
) -> None:
    other = Engagement.objects.get(person_id=cast.people["planner"])
    client.login(email=cast.email("analyst"), password=PASSWORD)

    answer = client.post("/account/acting-as/", {"engagement": str(other.id)})

    assert answer.status_code == 404


def test_an_engagement_that_ends_ends_what_the_session_may(
    cast: Cast, client: Client
) -> None:
    make_second_engagement(cast)
    first = Engagement.objects.get(person_id=cast.people["analyst"], role="analyst")
    client.login(email=cast.email("analyst"), password=PASSWORD)
    client.post("/account/acting-as/", {"engagement": str(first.id)})
    leaving.end_engagement(
        engagement_id=first.id,
        homes={},
        actor=cast.actor("administrator"),
        at=NOON,
    )
    client.force_login(Person.objects.get(id=first.person_id))
    session = client.session
    session["agencies.engagement"] = str(first.id)
    session.save()

    answer = client.get("/premises/")

    assert answer.headers["Location"] == "/account/acting-as/"
    assert client.get("/premises/").status_code == 302
    assert events("sign_in_refused") == [{"reason": "engagement_ended"}]


def test_signing_out_is_recorded(analyst: Person, client: Client) -> None:
    sign_in(client, analyst)

    client.post("/sign-out/")

    assert len(events("signed_out")) == 1
    assert not UserSession.objects.exists()


def test_a_code_is_used_once_whichever_process_it_is_shown_to(
    analyst: Person, client: Client, settings: Settings
) -> None:
    settings.IS_DEMONSTRATION = False
    code = code_of(analyst)
    give_password(client, analyst.email)
    client.post(CODE, {"code": code})
    cache.clear()  # as in another process
    second = Client()
    give_password(second, analyst.email)

    answer = second.post(CODE, {"code": code})

    assert "was used before" in answer.text
    assert second.get("/").status_code == 302
    assert events("sign_in_refused") == [{"reason": "code"}]
