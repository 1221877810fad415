"""An engagement counts when one administrator asked for it and another approved."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from tests.cast import NOON, PASSWORD, TODAY, Cast
from tests.made.agencies import approve, ask_for, make_colleague
from tests.support import audited
from unhidden.access import context
from unhidden.access.absent import Absent
from unhidden.access.actor import NOBODY, Actor
from unhidden.agencies.models import Engagement
from unhidden.agencies.people import actions, queries
from unhidden.agencies.people.queries import EngagementState
from unhidden.agencies.queries import actor_of

pytestmark = pytest.mark.django_db


def state(engagement_id: UUID) -> EngagementState:
    row = Engagement.objects.using("stored").get(id=engagement_id)
    return queries.state_of(row, TODAY)


def test_what_is_only_asked_for_gives_nothing(cast: Cast) -> None:
    stranger = cast.people["stranger"]
    asked = ask_for(cast, stranger, "bawso", "support_worker")

    assert actor_of(person_id=stranger, day=TODAY) == NOBODY
    approve(cast, asked)
    assert actor_of(person_id=stranger, day=TODAY).role == "support_worker"
    assert set(audited.names_about(subject_id=asked)) == {
        "agencies.engagement_asked_for",
        "agencies.person_engaged",
    }


def test_the_database_too_gives_nothing_for_what_is_only_asked_for(cast: Cast) -> None:
    stranger = cast.people["stranger"]
    asked = ask_for(cast, stranger, "bawso", "support_worker")
    forged = Actor(
        stranger,
        cast.organisations["bawso"],
        frozenset(),
        engagement_id=asked,
        role="support_worker",
        purpose="safeguarding_support",
    )

    with pytest.raises(DatabaseError, match="engagement"), context.acting_as(forged):
        raise AssertionError


def test_whoever_asks_does_not_approve(cast: Cast) -> None:
    asked = ask_for(cast, cast.people["stranger"], "bawso", "support_worker")

    with pytest.raises(actions.AskedByYourself):
        approve(cast, asked, by="administrator")


def test_nobody_approves_their_own(cast: Cast) -> None:
    asked = ask_for(cast, cast.people["other_administrator"], "police", "administrator")

    with pytest.raises(actions.OwnEngagement):
        approve(cast, asked)


@pytest.mark.parametrize("part", ["planner", "overseer", "safeguarding_lead"])
def test_nobody_else_asks_or_approves(cast: Cast, part: str) -> None:
    asked = ask_for(cast, cast.people["stranger"], "bawso", "support_worker")

    with pytest.raises(Absent):
        ask_for(cast, cast.people["stranger"], "bawso", "support_worker", by=part)
    with pytest.raises(Absent):
        approve(cast, asked, by=part)


def test_the_database_lets_nobody_write_or_approve_past_the_actions(
    cast: Cast,
) -> None:
    asked = ask_for(cast, cast.people["stranger"], "bawso", "support_worker")
    administrator = cast.actor("administrator").doing("system_admin")
    mine, police = administrator.person, administrator.organisation
    row = (  # each refused for its own reason
        "insert into agencies_engagement (id, person_id, organisation_id, role,"
        " clearance, from_on, asked_by_id, asked_at, approved_by_id, approved_at)"
        " values (gen_random_uuid(), %s, %s, 'analyst', 3, '2026-01-01', %s, now(),"
        " %s, %s)"
    )
    other = cast.people["other_administrator"]
    attacks: list[tuple[str, list[UUID | datetime | None]]] = [
        (row, [cast.people["stranger"], police, mine, other, NOON]),
        (row, [cast.people["stranger"], police, other, None, None]),
        (row, [mine, police, mine, None, None]),
        (row, [mine, police, other, None, None]),
        ("update agencies_engagement set clearance = 3", []),
        ("delete from agencies_engagement", []),
        ("select wall.approve_engagement(%s, now())", [asked]),
    ]

    for statement, values in attacks:
        with (
            pytest.raises(DatabaseError, match=r"denied|policy|refused"),
            context.acting_as(administrator),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, values)


def test_no_other_purpose_reaches_the_procedures(cast: Cast) -> None:
    asked = ask_for(cast, cast.people["stranger"], "bawso", "support_worker")
    planner = cast.actor("planner").doing("operation_delivery")

    for procedure in ("approve_engagement", "decline_engagement"):
        with (
            pytest.raises(DatabaseError, match="refused"),
            context.acting_as(planner),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"select wall.{procedure}(%s, now())", [asked])


def test_what_was_turned_down_is_never_approved(cast: Cast) -> None:
    asked = ask_for(cast, cast.people["stranger"], "bawso", "support_worker")
    decider = cast.actor("administrator")
    actions.decline_engagement(engagement_id=asked, actor=decider, at=NOON)

    with pytest.raises(actions.DecidedAlready):
        approve(cast, asked)

    assert state(asked) is EngagementState.DECLINED
    assert actor_of(person_id=cast.people["stranger"], day=TODAY) == NOBODY


def test_the_days_of_an_engagement_say_how_it_stands() -> None:
    row = Engagement(from_on=TODAY, to_on=TODAY, approved_at=NOON)
    day = timedelta(days=1)

    assert queries.state_of(row, TODAY - day) is EngagementState.COMING
    assert queries.state_of(row, TODAY) is EngagementState.CURRENT
    assert queries.state_of(row, TODAY + day) is EngagementState.LAPSED


def test_an_approved_colleague_works_on_pages_two_administrators_see(
    cast: Cast, client: Client
) -> None:
    client.login(email=cast.email("administrator"), password=PASSWORD)
    stranger = cast.people["stranger"]
    asked = {
        "organisation": str(cast.organisations["bawso"]),
        "role": "support_worker",
        "clearance": "1",
        "from_on_day": "5",
        "from_on_month": "1",
        "from_on_year": "2026",
    }
    client.post(f"/people/{stranger}/engage/", asked)
    engagement = Engagement.objects.using("stored").get(person_id=stranger)
    own = client.get(f"/people/engagements/{engagement.id}/decide/").text
    second = Client()
    second.login(email=cast.email("other_administrator"), password=PASSWORD)

    page = second.get("/people/waiting/").text
    answer = second.post(
        f"/people/engagements/{engagement.id}/decide/", {"decision": "approve"}
    )

    assert "another administrator approves it" in own
    assert ">Approve<" not in own
    assert "Stranger" in page
    assert answer.status_code == 302
    assert actor_of(person_id=stranger, day=TODAY).role == "support_worker"


def test_the_page_of_a_person_shows_kinds_of_factors_and_no_secret(
    cast: Cast, client: Client
) -> None:
    client.login(email=cast.email("administrator"), password=PASSWORD)

    text = client.get(f"/people/{cast.people['analyst']}/").text

    assert "Desk analyst, North Wales Police" in text
    assert "None yet" in text
    assert "Sign them out everywhere" not in text


@pytest.mark.parametrize(
    "page", ["", "engage/", "account/", "password/", "sessions/end/"]
)
def test_pages_of_people_are_absent_for_others(
    cast: Cast, client: Client, page: str
) -> None:
    client.login(email=cast.email("overseer"), password=PASSWORD)

    answer = client.post(f"/people/{cast.people['analyst']}/{page}")

    assert answer.status_code == 404


def test_an_account_is_closed_at_once_and_opened_again(
    cast: Cast, client: Client
) -> None:
    theirs = Client()
    theirs.login(email=cast.email("analyst"), password=PASSWORD)
    client.login(email=cast.email("administrator"), password=PASSWORD)
    page = f"/people/{cast.people['analyst']}/account/"

    client.post(page)

    assert theirs.get("/").headers["Location"].startswith("/sign-in/")
    assert not Client().login(email=cast.email("analyst"), password=PASSWORD)
    client.post(page)
    assert Client().login(email=cast.email("analyst"), password=PASSWORD)


def test_nobody_closes_their_own_account(cast: Cast) -> None:
    administrator = cast.actor("administrator")

    for act in (actions.close_account, actions.end_sessions):
        with pytest.raises(actions.OwnAccount):
            act(person_id=administrator.person, actor=administrator, at=NOON)


def test_a_password_from_an_administrator_is_good_for_one_sign_in(
    cast: Cast, client: Client
) -> None:
    given = "five words somebody told me"
    actions.set_password(
        person_id=cast.people["analyst"],
        password=given,
        actor=cast.actor("administrator"),
        at=NOON,
    )
    client.login(email=cast.email("analyst"), password=given)

    assert client.get("/intelligence/").headers["Location"] == "/account/password/"
    own = "words that are only mine now"
    client.post("/account/password/", {"old": given, "new": own, "again": own})
    assert client.get("/intelligence/").status_code == 200
    assert Client().login(email=cast.email("analyst"), password=own)


def test_a_new_colleague_starts_with_their_own_keys(cast: Cast) -> None:
    person_id = make_colleague(cast, "Mair Puw", "bawso", "support_worker")

    actor = actor_of(person_id=person_id, day=TODAY)

    assert actor.clearance == 1
    assert actor.organisation_id == cast.organisations["bawso"]
