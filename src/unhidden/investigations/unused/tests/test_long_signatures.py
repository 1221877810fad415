"""A signature of a long schedule: it outlasts the minute of its context, or says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.cast import NOON, PASSWORD, Cast
from tests.made.unused import OFFICER, MadeUnused, make_unused
from unhidden.investigations.models import MaterialDecision, Schedule, ScheduleLine
from unhidden.investigations.unused.actions import answering, signing
from unhidden.investigations.unused.actions.describing import (
    NewDescription,
    describe_items,
)
from unhidden.investigations.unused.rules.axes import list_categories

pytestmark = pytest.mark.django_db
_END = "select set_config('unhidden.context', 'ended', true)"
Step = Callable[..., Any]


@pytest.fixture(name="made")
def _made(cast: Cast) -> MadeUnused:
    made = make_unused(cast)
    made.assess([1])
    new = NewDescription("Record of a visit to the car wash", is_looked_twice=True)
    told = made.by(made.officer)
    describe_items(numbers=[1], new=new, **told)
    for category in list_categories():
        answering.answer_presumed(
            category=category, answer="none_exists", reason="", **told
        )
    return made


def outlast(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """After this step the context is good no more, as if it had taken a minute."""
    step: Step = getattr(signing, name)

    def last(*given: Any, **named: Any) -> Any:
        found = step(*given, **named)
        with connection.cursor() as cursor:
            cursor.execute(_END)
        return found

    monkeypatch.setattr(signing, name, last)


@pytest.mark.parametrize("step", ["read_unused", "_freeze", "_write"])
def test_a_step_that_took_its_minute_lets_the_next_have_its_own(
    made: MadeUnused, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    outlast(monkeypatch, step)

    told = made.by(made.officer, NOON)
    signed = signing.sign_schedules(new=signing.NewSignature(), **told)

    assert signed == 1
    assert Schedule.objects.using("stored").count() == 3


def test_what_took_too_long_is_said_and_nothing_of_it_is_written(
    made: MadeUnused, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    outlast(monkeypatch, "enter_incidents")
    officer = Client()
    officer.login(email=cast.email(OFFICER), password=PASSWORD)
    before = MaterialDecision.objects.using("stored").count()
    page = f"/investigations/{made.id}/material/schedules/sign/"

    late = officer.post(page, {"certify": "on", "exceptions": "None but the van."})
    monkeypatch.undo()

    assert late.status_code == 200
    assert "This took too long, so nothing was written" in late.text
    assert "None but the van." in late.text
    assert not Schedule.objects.using("stored").exists()
    assert not ScheduleLine.objects.using("stored").exists()
    assert MaterialDecision.objects.using("stored").count() == before
    signed = officer.post(page, {"certify": "on"}, follow=True)
    assert "The schedules are signed" in signed.text
