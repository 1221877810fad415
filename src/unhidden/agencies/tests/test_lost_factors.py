"""Whoever lost their second factor comes back by two administrators, never by one."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from allauth.usersessions.models import UserSession
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import NOON, PASSWORD, Cast
from tests.made.agencies import engagement_of
from tests.made.lost_factors import ask, confirm, make_second
from tests.support.roles import as_role
from tests.support.signing_in import SignedIn
from unhidden.access import context
from unhidden.access.absent import Absent
from unhidden.access.rls import procedures
from unhidden.agencies.keys import actions as keys
from unhidden.agencies.leaving import actions as leaving
from unhidden.agencies.lost_factors import actions
from unhidden.agencies.models import EnrolmentCode, FactorReset, Person
from unhidden.agencies.people import actions as people
from unhidden.agencies.sign_in import one_time
from unhidden.agencies.sign_in.backends import select_people
from unhidden.audit.models import Event
from unhidden.vault import actions as vault
from unhidden.vault import queries as vault_queries
from unhidden.vault.rings import ring_of

pytestmark = pytest.mark.django_db

SET_UP = "/account/second-factor/"
CODE = f"{SET_UP}code/"
MOST_QUERIES = 30


@pytest.fixture
def second(cast: Cast) -> str:
    return make_second(cast)


@pytest.fixture
def analyst(cast: Cast) -> Person:
    """The analyst, with an app and recovery codes."""
    person = select_people().get(id=cast.people["analyst"])
    auth.TOTP.activate(person, auth.generate_totp_secret())
    RecoveryCodes.activate(person)
    return person


def give_password(client: Client, person: Person, password: str = PASSWORD) -> str:
    answer = client.post("/sign-in/", {"username": person.email, "password": password})
    return answer.headers.get("Location", answer.text)


def enrol(client: Client) -> None:
    """Set up an app in this session."""
    client.get(f"{SET_UP}app/")
    secret = client.session["mfa.totp.secret"]
    now = int(timezone.now().timestamp())
    code = auth.format_hotp_value(auth.hotp_value(secret, now // 30))
    client.post(f"{SET_UP}app/", {"code": code})


def names_of_events() -> list[str]:
    rows = Event.objects.using("stored").filter(name__contains="factor_reset")
    rows |= Event.objects.using("stored").filter(name="agencies.factors_reset")
    return list(rows.order_by("at", "id").values_list("name", flat=True))


@pytest.mark.django_db(transaction=True)
def test_two_administrators_let_somebody_set_up_a_second_factor_again(
    cast: Cast, second: str, analyst: Person, client: Client
) -> None:
    client.force_login(analyst)
    code = confirm(cast, ask(cast, analyst.id))

    assert not Authenticator.objects.filter(user_id=analyst.pk).exists()
    assert not UserSession.objects.filter(user_id=analyst.pk).exists()
    assert names_of_events() == [
        "agencies.factor_reset_asked_for",
        "agencies.factors_reset",
    ]
    again = Client()
    give_password(again, analyst)
    assert again.get("/").headers["Location"] == SET_UP
    assert again.get(SET_UP).headers["Location"] == CODE
    assert again.post(CODE, {"code": code.upper()}).headers["Location"] == SET_UP
    enrol(again)
    assert again.get("/intelligence/").status_code == 200
    assert "confirmed it" in again.get(SET_UP).text
    assert not EnrolmentCode.objects.exists()


@pytest.mark.parametrize("path", ["", "app/", "passkeys/add/"])
def test_without_the_code_nothing_is_set_up(
    cast: Cast, second: str, analyst: Person, client: Client, path: str
) -> None:
    confirm(cast, ask(cast, analyst.id))

    give_password(client, analyst)

    assert client.get(f"{SET_UP}{path}").headers["Location"] == CODE
    assert client.post(f"{SET_UP}{path}", {"code": "1"}).headers["Location"] == CODE
    assert "is not right" in client.post(CODE, {"code": "aaaaa-bbbbb"}).text
    assert client.get(SET_UP).headers["Location"] == CODE


def test_a_code_is_good_for_one_session(
    cast: Cast, second: str, analyst: Person, client: Client
) -> None:
    code = confirm(cast, ask(cast, analyst.id))
    give_password(client, analyst)
    client.post(CODE, {"code": code})
    other = Client()
    give_password(other, analyst)

    answer = other.post(CODE, {"code": code})

    assert "was used before" in answer.text
    assert other.get(SET_UP).headers["Location"] == CODE


def test_a_code_is_over_after_a_week(
    cast: Cast, second: str, analyst: Person, client: Client
) -> None:
    code = confirm(cast, ask(cast, analyst.id))
    EnrolmentCode.objects.update(lapses_at=timezone.now())
    give_password(client, analyst)

    answer = client.post(CODE, {"code": code})

    assert "its time is over" in answer.text


def test_codes_are_guessed_as_slowly_as_passwords(
    cast: Cast, second: str, analyst: Person, client: Client
) -> None:
    code = confirm(cast, ask(cast, analyst.id))
    give_password(client, analyst)
    for _ in range(25):
        client.post(CODE, {"code": "aaaaa-aaaaa-aaaaa-aaaaa"})

    answer = client.post(CODE, {"code": code})

    assert "Too many attempts" in answer.text


def test_the_password_still_opens_the_keys(
    cast: Cast, second: str, analyst: Person
) -> None:
    confirm(cast, ask(cast, analyst.id))

    assert keys.open_ring(cast.actor("analyst"), secret=PASSWORD, at=NOON) is not None


def test_a_passkey_that_is_gone_opens_the_keys_no_more(
    cast: Cast, second: str, analyst: Person, client: Client
) -> None:
    actor = cast.actor("analyst")
    ring = ring_of(actor)
    assert ring is not None
    with context.acting_as(actor.doing("report_triage")):
        vault.add_passkey(ring=ring, output=b"0" * 32, label="lost", at=NOON)
    code = confirm(cast, ask(cast, analyst.id))
    give_password(client, analyst)

    client.post(CODE, {"code": code})

    with context.acting_as(actor.doing("report_triage")):
        ways = vault_queries.ways_in(person_id=analyst.id)
    assert [way.is_password for way in ways] == [True]


def test_nobody_decides_about_themselves(cast: Cast, second: str) -> None:
    own = cast.people["administrator"]
    with pytest.raises(people.OwnAccount):
        ask(cast, own)
    reset_id = ask(cast, own, by=second)

    with pytest.raises(people.OwnAccount):
        confirm(cast, reset_id, by="administrator")


def test_nobody_confirms_their_own_asking(
    cast: Cast, second: str, analyst: Person
) -> None:
    reset_id = ask(cast, analyst.id)

    with pytest.raises(actions.AskedByYourself):
        confirm(cast, reset_id, by="administrator")


def test_another_organisation_does_not_confirm(cast: Cast, analyst: Person) -> None:
    reset_id = ask(cast, analyst.id)

    with pytest.raises(actions.AnotherOrganisation):
        confirm(cast, reset_id, by="other_administrator")


def test_nobody_else_asks_or_confirms(cast: Cast, second: str, analyst: Person) -> None:
    reset_id = ask(cast, analyst.id)

    with pytest.raises(Absent):
        ask(cast, analyst.id, by="planner")
    with pytest.raises(Absent):
        confirm(cast, reset_id, by="planner")


def test_an_asking_is_over_after_three_days(
    cast: Cast, second: str, analyst: Person
) -> None:
    late = timezone.now() - timedelta(days=3, minutes=1)
    reset_id = ask(cast, analyst.id, at=late)

    with pytest.raises(actions.DecidedAlready):
        confirm(cast, reset_id)
    assert ask(cast, analyst.id) != reset_id


def test_the_database_says_so_too(cast: Cast, second: str, analyst: Person) -> None:
    late = ask(cast, analyst.id, at=timezone.now() - timedelta(days=4))
    own = ask(cast, analyst.id)

    for reset_id, by in (
        (late, "stranger"),
        (own, "administrator"),
        (own, "other_administrator"),
    ):
        actor = cast.actor(by).doing("system_admin")
        with (
            context.acting_as(actor),
            as_role("staff"),
            pytest.raises(Absent),
        ):
            procedures.call_procedure("confirm_factor_reset", reset_id, timezone.now())
    assert FactorReset.objects.using("stored").filter(confirmed_at=None).count() == 2


def test_whoever_asked_must_be_an_administrator_still(
    cast: Cast, second: str, analyst: Person
) -> None:
    reset_id = ask(cast, analyst.id, by=second)
    leaving.end_engagement(
        engagement_id=engagement_of(cast, second),
        homes={},
        actor=cast.actor("administrator"),
        at=NOON,
    )

    with pytest.raises(actions.DecidedAlready):
        confirm(cast, reset_id, by="administrator")


def test_one_asking_waits_for_a_person(
    cast: Cast, second: str, analyst: Person
) -> None:
    ask(cast, analyst.id)

    with pytest.raises(actions.AskedAlready):
        ask(cast, analyst.id, by=second)


def test_what_was_turned_down_is_never_confirmed(
    cast: Cast, second: str, analyst: Person
) -> None:
    reset_id = ask(cast, analyst.id)
    actions.decline_factor_reset(
        reset_id=reset_id, actor=cast.actor("administrator"), at=timezone.now()
    )

    with pytest.raises(actions.DecidedAlready):
        confirm(cast, reset_id)
    assert Authenticator.objects.filter(user_id=analyst.pk).exists()


def test_nobody_knows_both_the_code_and_the_password(
    cast: Cast, second: str, analyst: Person
) -> None:
    def give(by: str) -> None:
        people.set_password(
            person_id=analyst.id,
            password="four words of somebody",
            actor=cast.actor(by),
            at=timezone.now(),
        )

    give(second)
    reset_id = ask(cast, analyst.id)
    with pytest.raises(actions.KnowsTheirPassword):
        confirm(cast, reset_id)
    give("administrator")
    confirm(cast, reset_id)

    with pytest.raises(people.KnowsTheirCode):
        give(second)


def test_the_pages_lead_two_administrators_through_it(
    cast: Cast, second: str, analyst: Person
) -> None:
    first, other = Client(), Client()
    first.force_login(Person.objects.get(id=cast.people["administrator"]))
    other.force_login(Person.objects.get(id=cast.people[second]))
    theirs = f"/people/{analyst.id}/"
    assert "They have lost their second step" in first.get(theirs).text
    assert "opens their keys as before" in first.get(f"{theirs}second-factor/").text
    first.post(f"{theirs}second-factor/")
    reset = FactorReset.objects.using("stored").get()
    decide = f"/people/second-factors/{reset.id}/"

    assert decide in other.get("/people/").text
    assert "You can take it back" in first.get(decide).text
    refused = first.post(decide, {"decision": "confirm"}).text
    assert "another administrator of your organisation must confirm it" in refused
    shown = other.post(decide, {"decision": "confirm"})

    code = re.search(r"<strong[^>]*>([a-z0-9-]{23})</strong>", shown.text)
    assert code is not None
    assert "no-store" in shown.headers["Cache-Control"]
    assert code[1] not in other.get(decide).text
    assert "the code that they were told" in first.get(theirs).text
    assert one_time.use_up_enrolment_code(analyst.id, code[1], at=timezone.now())


def test_the_person_is_told_while_it_waits(
    cast: Cast, second: str, analyst: Person, client: Client
) -> None:
    ask(cast, analyst.id)
    client.force_login(analyst)

    for page in ("/", SET_UP):
        assert "asked that your second step be removed" in client.get(page).text


@pytest.mark.parametrize("part", ["administrator", "analyst", "planner"])
def test_the_first_page_asks_the_database_no_more_often(
    signed_in: SignedIn, part: str
) -> None:
    browser = signed_in(part)
    browser.get("/")

    with (
        CaptureQueriesContext(connections["default"]) as works,
        CaptureQueriesContext(connections["signin"]) as signs_in,
    ):
        browser.get("/")

    asked = [each["sql"] for each in (*works, *signs_in)]
    asked = [sql for sql in asked if "SAVEPOINT" not in sql]
    assert len(asked) <= MOST_QUERIES, asked
