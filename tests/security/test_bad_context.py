"""A context that is missing, tampered, expired or over: nothing is shown for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.made.agencies import end_engagement
from tests.made.safeguarding import make_case
from unhidden.access import context
from unhidden.access.actor import Actor
from unhidden.access.context import make_context_token
from unhidden.agencies.models import Engagement
from unhidden.agencies.queries import Today, actors_of
from unhidden.audit.models import Event
from unhidden.lib import signed_texts
from unhidden.safeguarding.models import Case
from unhidden.safeguarding.overview import queries as safeguarding

pytestmark = pytest.mark.django_db


def parts_of(actor: Actor) -> tuple[str, float]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select wall.challenge(), extract(epoch from clock_timestamp())::float8"
        )
        challenge, now = cursor.fetchone()
    return str(challenge), float(now)


def enter_with(signed: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select wall.enter(%s)", [signed])


def _expired(actor: Actor, challenge: str, now: float) -> str:
    return make_context_token(actor, challenge=challenge, now=now - context.LASTS - 1)


def _tampered(actor: Actor, challenge: str, now: float) -> str:
    good = make_context_token(actor, challenge=challenge, now=now)
    return good.replace(actor.purpose, "investigation")


def _of_another_key(actor: Actor, challenge: str, now: float) -> str:
    good = make_context_token(actor, challenge=challenge, now=now).split("|")
    return signed_texts.sign_parts(b"k" * 32, "token", good[3:])


def _of_another_transaction(actor: Actor, challenge: str, now: float) -> str:
    return make_context_token(actor, challenge="1:1:1", now=now)


@pytest.mark.parametrize(
    "make", [_expired, _tampered, _of_another_key, _of_another_transaction]
)
def test_a_bad_context_enters_nothing(
    cast: Cast, make: Callable[[Actor, str, float], str]
) -> None:
    make_case(cast)
    actor = cast.actor("support_worker").doing("safeguarding_support")
    context.leave_wall()

    with pytest.raises(DatabaseError, match="context refused"):
        enter_with(make(actor, *parts_of(actor)))

    assert not Case.objects.exists()


def test_without_a_context_nothing_is_there(cast: Cast) -> None:
    make_case(cast)

    context.leave_wall()

    assert not Case.objects.exists()
    assert not Engagement.objects.exists()
    assert Case.objects.using("stored").count() == 1


def test_a_page_whose_context_is_no_longer_good_shows_nothing(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_case(cast)
    client.login(email=cast.email("support_worker"), password=PASSWORD)
    monkeypatch.setattr(
        safeguarding, "find_cases", _after_tampering(safeguarding.find_cases)
    )
    before = set(Event.objects.using("stored").values_list("id", flat=True))

    answer = client.get("/cases/")

    assert answer.status_code == 404
    assert "Page not found" in answer.text
    assert "CASE" not in answer.text
    (event,) = Event.objects.using("stored").exclude(id__in=before)
    assert (event.name, event.is_refused) == ("audit.refused", True)
    assert event.person_id == cast.people["support_worker"]
    assert event.detail == {"page": "safeguarding:cases", "reason": "context_refused"}


def _after_tampering(read: Callable[..., Any]) -> Callable[..., Any]:
    """Read on with a context that somebody has changed meanwhile."""

    def tampered(**asked: Any) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(
                "select set_config('unhidden.context',"
                " replace(current_setting('unhidden.context'), '|1|', '|3|'), true)"
            )
        return read(**asked)

    return tampered


def test_an_engagement_that_ends_in_a_session_ends_what_it_shows(
    cast: Cast, client: Client
) -> None:
    client.login(email=cast.email("planner"), password=PASSWORD)
    assert client.get("/operations/").status_code == 200
    actor = cast.actor("planner").doing("operation_delivery")
    end_engagement(cast, "planner", homes={})

    with (
        pytest.raises(DatabaseError, match="context refused"),
        context.acting_as(actor),
    ):
        raise AssertionError

    assert client.get("/operations/").status_code in {302, 404}


@pytest.mark.parametrize("hours", [-30, 30])
def test_the_clock_of_the_database_decides(cast: Cast, hours: int) -> None:
    """A program whose clock is wrong by a day and more sees what it saw before."""
    before = actors_of(person_id=cast.people["analyst"], day=Today())

    with time_machine.travel(datetime.now(UTC) + timedelta(hours=hours), tick=False):
        during = actors_of(person_id=cast.people["analyst"], day=Today())
        with context.acting_as(
            cast.actor("support_worker").doing("safeguarding_support")
        ):
            shown = Engagement.objects.exists()

    assert during == before
    assert shown


def test_a_proof_from_the_future_proves_nothing(cast: Cast) -> None:
    actor: Any = cast.actor("support_worker").doing("safeguarding_support")
    challenge, now = parts_of(actor)
    future = datetime.fromtimestamp(now, UTC) + timedelta(hours=5)
    object.__setattr__(actor, "confirmed_at", future)
    signed = make_context_token(actor, challenge=challenge, now=now)

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select wall.enter(%s)", [signed])
        cursor.execute(
            "select split_part(current_setting('unhidden.context'), '|', 16)"
        )
        (proof,) = cursor.fetchone()

    assert float(proof) == 0.0
