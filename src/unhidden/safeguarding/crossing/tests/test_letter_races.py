"""A request taken back at the moment it is answered, and two who answer: one outcome.

Ten times each; ``UNHIDDEN_RACES=50`` for more.
"""

from __future__ import annotations

import os
from functools import partial
from uuid import UUID

import pytest
from django.utils import timezone

from tests.cast import Cast, make_cast
from tests.made.safeguarding import make_case
from tests.support.together import together
from unhidden.access.absent import Absent
from unhidden.safeguarding import actions
from unhidden.safeguarding.crossing.actions import letters, requests
from unhidden.safeguarding.models import HoldingsAnswer, HoldingsStep
from unhidden.vault.models import RecordKey

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = int(os.environ.get("UNHIDDEN_RACES", "10"))
PARTS = ("support_worker", "other_support_manager")


@pytest.fixture
def people() -> Cast:
    """Everybody, with their rings unlocked before two need them at once."""
    cast = make_cast()
    for part in PARTS:
        cast.actor(part)
    return cast


def make_named(cast: Cast) -> UUID:
    case_id = make_case(cast)
    actions.record_identity(
        case_id=case_id,
        identity=actions.SurvivorIdentity("Selam Haile", "1998", ""),
        actor=cast.actor("support_worker"),
        at=timezone.now(),
    )
    return case_id


def send(cast: Cast, case_id: UUID) -> tuple[UUID, UUID]:
    worker, at = cast.actor("support_worker"), timezone.now()
    asked = requests.ask_holdings(
        case_id=case_id,
        organisation_id=cast.organisations["red_cross"],
        actor=worker,
        at=at,
    )
    letter_id = letters.send_letter(
        case_id=case_id, holdings_id=asked, actor=worker, at=at
    )
    return asked, letter_id


def answer(cast: Cast, letter_id: UUID) -> None:
    letters.answer_letter(
        letter_id=letter_id,
        how="answered",
        words="One call.",
        is_redacted=False,
        actor=cast.actor("other_support_manager"),
        at=timezone.now(),
    )


def take_back(cast: Cast, case_id: UUID, holdings_id: UUID) -> None:
    requests.record_step(
        case_id=case_id,
        holdings_id=holdings_id,
        code="taken_back",
        on=timezone.localdate(),
        actor=cast.actor("support_worker"),
        at=timezone.now(),
    )


def test_a_request_taken_back_against_its_answer(people: Cast) -> None:
    case_id = make_named(people)
    for _ in range(TIMES):
        asked, letter = send(people, case_id)

        told = together(
            partial(answer, people, letter), partial(take_back, people, case_id, asked)
        )

        steps = HoldingsStep.objects.using("stored").filter(request_id=asked)
        ends = set(steps.values_list("code", flat=True)) - {"sent"}
        answers = HoldingsAnswer.objects.using("stored").filter(request_id=asked)
        assert len(ends) == 1
        assert answers.exists() == (ends == {"answered"})
        assert {type(each) for each in told} == {
            type(None),
            requests.StepUnfit if answers.exists() else Absent,
        }
        assert not RecordKey.objects.using("stored").filter(record_id=letter).exists()


def test_two_who_answer_at_once_answer_once(people: Cast) -> None:
    case_id = make_named(people)
    for _ in range(TIMES):
        asked, letter = send(people, case_id)

        told = together(
            partial(answer, people, letter), partial(answer, people, letter)
        )

        answers = HoldingsAnswer.objects.using("stored").filter(request_id=asked)
        assert answers.count() == 1
        assert {type(each) for each in told} == {type(None), Absent}
